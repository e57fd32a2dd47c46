import { hkdfSync } from 'node:crypto';
import { env } from '#lib/env';
import { AppError } from '#lib/errors';

/** A key that seals: `id` names it in what it sealed, and tells nothing of it. */
export type SealingKey = { id: string; bytes: Buffer };

/** The key that seals from now on. */
export function currentKey(): SealingKey {
  const { SECRET_KEY } = env();
  if (SECRET_KEY) return derive(SECRET_KEY);
  throw new AppError('config/invalid', {
    detail:
      'SECRET_KEY is not set, so passwords can be neither kept nor read. Make one: openssl rand -base64 32',
  });
}

/** Every key that opens: the current one, and while keys are changed the one before. */
export function knownKeys(): SealingKey[] {
  const { SECRET_KEY_OLD } = env();
  return SECRET_KEY_OLD ? [currentKey(), derive(SECRET_KEY_OLD)] : [currentKey()];
}

/** Keys for these purposes alone, so that SECRET_KEY may serve others too (RFC 5869). */
function derive(secretKey: string): SealingKey {
  const bytes = Buffer.from(hkdfSync('sha256', secretKey, '', 'ruascope stored secrets v1', 32));
  const id = Buffer.from(hkdfSync('sha256', secretKey, '', 'ruascope key id v1', 6));
  return { id: id.toString('base64url'), bytes };
}
