import { SYSTEM_VIEWER } from '#lib/filter/viewer';
import { findPollTarget, type PollMailbox } from '#lib/queries/poll-targets';
import { type MailboxSecrets, openMailbox } from '#lib/store/mailbox-secrets';

/** What of a saved mailbox never leaves the server, and where it is sent to. */
export type SavedSecrets = MailboxSecrets & Pick<PollMailbox, 'host' | 'auth' | 'tokenEndpoint'>;

/** Null when there is no mailbox of that name. */
export async function savedSecrets(name: string): Promise<SavedSecrets | null> {
  const mailbox = await findPollTarget(SYSTEM_VIEWER, { name });
  if (!mailbox) return null;
  const { host, auth, tokenEndpoint } = mailbox;
  return { ...openMailbox(mailbox), host, auth, tokenEndpoint };
}
