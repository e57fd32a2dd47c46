import { SYSTEM_VIEWER } from '#lib/filter/viewer';
import { findPollTarget } from '#lib/queries/poll-targets';
import { mailboxSecret } from '#lib/store/sealed-columns';
import { decrypt } from '#lib/store/secret';

/** What of a saved mailbox never leaves the server; null when there is none of that name. */
export async function savedSecrets(
  name: string,
): Promise<{ password: string; caPem: string | null } | null> {
  const mailbox = await findPollTarget(SYSTEM_VIEWER, { name });
  if (!mailbox) return null;
  return { password: decrypt(mailbox.secret, mailboxSecret(name)), caPem: mailbox.caPem };
}
