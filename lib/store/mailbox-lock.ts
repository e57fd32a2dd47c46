import { openSession } from '#lib/db/session';

/** The first half of the lock's name; the second is the mailbox. */
const LOCK_CLASS = 7_261_002;

/** The right to poll a mailbox. `lost` aborts when it is gone: then nothing more may be written. */
export type MailboxLock = { lost: AbortSignal; release: () => Promise<void> };

/**
 * Takes the lock of a mailbox, or answers null while another worker has it (SECURITY 3.1). It lives
 * in a session of its own, and the server drops it with that: a killed worker holds up nobody.
 */
export async function lockMailbox(mailboxId: number): Promise<MailboxLock | null> {
  const { client, lost, close } = await openSession();
  const { rows } = await client.query<{ locked: boolean }>(
    'SELECT pg_try_advisory_lock($1, $2) AS locked',
    [LOCK_CLASS, mailboxId],
  );
  if (rows[0]?.locked) return { lost, release: close };
  await close();
  return null;
}
