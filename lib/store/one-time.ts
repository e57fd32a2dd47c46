import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { db } from '#lib/db/client';

/** What a token was made for: one of a purpose is unknown to every other. */
export type OneTimePurpose = 'second-step' | 'sso' | 'passkey';

type Kept = { value: unknown; minutes: number };

/** Keeps something for a few minutes, and answers with the token by which it is found, once. */
export async function keepOnce(purpose: OneTimePurpose, { value, minutes }: Kept): Promise<string> {
  const token = randomBytes(32).toString('base64url');
  await forgetOld();
  await db().verification.create({
    data: {
      id: randomUUID(),
      identifier: nameOf(purpose, token),
      value: JSON.stringify(value),
      expiresAt: new Date(Date.now() + minutes * 60_000),
    },
  });
  return token;
}

/** What was kept under a token, which stays good; undefined when there is nothing (any more). */
export async function lookOnce(purpose: OneTimePurpose, token: string): Promise<unknown> {
  const kept = await find(purpose, token);
  return kept ? JSON.parse(kept.value) : undefined;
}

/** What was kept under a token, which is used up: of two who take it at once one gets it. */
export async function takeOnce(purpose: OneTimePurpose, token: string): Promise<unknown> {
  const kept = await find(purpose, token);
  if (!kept) return undefined;
  const { count } = await db().verification.deleteMany({ where: { id: kept.id } });
  return count === 1 ? JSON.parse(kept.value) : undefined;
}

/** Notes that something was used, until it would be refused anyway; false when it was used before. */
export async function spendOnce(
  purpose: OneTimePurpose,
  token: string,
  until: Date,
): Promise<boolean> {
  await forgetOld();
  const name = nameOf(purpose, token);
  const row = { id: name, identifier: name, value: 'spent', expiresAt: until };
  const { count } = await db().verification.createMany({ data: [row], skipDuplicates: true });
  return count === 1;
}

async function forgetOld() {
  await db().verification.deleteMany({ where: { expiresAt: { lt: new Date() } } });
}

async function find(purpose: OneTimePurpose, token: string) {
  return await db().verification.findFirst({
    where: { identifier: nameOf(purpose, token), expiresAt: { gt: new Date() } },
    select: { id: true, value: true },
  });
}

/** Only the hash of a token is kept: who reads the table cannot use it. */
function nameOf(purpose: OneTimePurpose, token: string) {
  return `${purpose}:${createHash('sha256').update(token).digest('base64url')}`;
}
