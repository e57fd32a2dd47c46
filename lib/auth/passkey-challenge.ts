import { createHash, randomBytes } from 'node:crypto';
import { z } from 'zod';
import { spendOnce } from '#lib/store/one-time';
import { encrypt } from '#lib/store/secret';
import { openPageSecret, pageTooOld } from './page-secret.ts';

/** What is signed: in a page at a given time for a given purpose, and once. */
export type Challenge = { challenge: string; sealed: string };

const HOUR = 3600 * 1000;
const content = z.object({ challenge: z.string(), until: z.number() });

/** A challenge and the same sealed: the page brings it back, so that nothing is kept until then. */
export function makeChallenge(purpose: string): Challenge {
  const challenge = randomBytes(32).toString('base64url');
  const until = Date.now() + HOUR;
  return { challenge, sealed: encrypt(JSON.stringify({ challenge, until }), placeOf(purpose)) };
}

/** The challenge that a page brings back, which is used up; refused when it is old, or was used. */
export async function spendChallenge(purpose: string, sealed: string): Promise<string> {
  const { challenge, until } = content.parse(JSON.parse(openPageSecret(sealed, placeOf(purpose))));
  const isFirst = until > Date.now() && (await spendOnce('passkey', challenge, new Date(until)));
  if (isFirst) return challenge;
  throw pageTooOld();
}

function placeOf(purpose: string) {
  const row = createHash('sha256').update(purpose).digest('base64url');
  return { table: 'passkey', row, column: 'challenge' };
}
