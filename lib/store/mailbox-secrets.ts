import { db } from '#lib/db/client';
import type { NewMailbox } from './mailbox-schema.ts';
import { mailboxRefreshToken, mailboxSecret } from './sealed-columns.ts';
import { decrypt, encrypt } from './secret.ts';

/** What of a mailbox is sealed in the database, and shown to nobody. */
export type MailboxSecrets = Pick<NewMailbox, 'password' | 'refreshToken'>;
type Sealed = { name: string; secret: string; refreshToken: string | null };

/** A mailbox's secrets as its columns keep them. */
export function sealMailbox({ name, password, refreshToken }: MailboxSecrets & { name: string }) {
  const token = refreshToken && encrypt(refreshToken, mailboxRefreshToken(name));
  return { secret: encrypt(password, mailboxSecret(name)), refreshToken: token };
}

/** Opens them. */
export function openMailbox({ name, secret, refreshToken }: Sealed): MailboxSecrets {
  return {
    password: decrypt(secret, mailboxSecret(name)),
    refreshToken: refreshToken && decrypt(refreshToken, mailboxRefreshToken(name)),
  };
}

/** Keeps the refresh token that a token endpoint gave in place of the one before. */
export async function saveRefreshToken(name: string, token: string): Promise<void> {
  const refreshToken = encrypt(token, mailboxRefreshToken(name));
  await db().mailbox.updateMany({ where: { name }, data: { refreshToken } });
}

/** The same where it is still `before` that is kept. */
export async function replaceRefreshToken(name: string, before: string, token: string) {
  const mailbox = await db().mailbox.findUnique({ where: { name } });
  if (mailbox && openMailbox(mailbox).refreshToken === before) await saveRefreshToken(name, token);
}
