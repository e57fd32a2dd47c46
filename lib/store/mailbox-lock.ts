import { Client } from 'pg';
import { databaseUrl } from '#lib/db/client';
import { AppError } from '#lib/errors';

/** The first half of the lock's name; the second is the mailbox. */
const LOCK_CLASS = 7_261_002;

/** The right to poll a mailbox. `lost` aborts when it is gone: then nothing more may be written. */
export type MailboxLock = { lost: AbortSignal; release: () => Promise<void> };

/**
 * Takes the lock of a mailbox, or answers null while another worker has it (SECURITY 3.1). It lives
 * in a session of its own, since a pooled one would outlive its holder; the server drops it with the
 * connection, so a killed worker holds up nobody.
 */
export async function lockMailbox(mailboxId: number): Promise<MailboxLock | null> {
  const client = new Client({ connectionString: databaseUrl(), keepAlive: true });
  const lost = new AbortController();
  client.on('error', () => lost.abort());
  client.once('end', () => lost.abort());
  try {
    await client.connect();
    const { rows } = await client.query<{ locked: boolean }>(
      'SELECT pg_try_advisory_lock($1, $2) AS locked',
      [LOCK_CLASS, mailboxId],
    );
    if (rows[0]?.locked) return { lost: lost.signal, release: () => client.end() };
  } catch (cause) {
    await client.end().catch(() => undefined);
    throw new AppError('database/unavailable', { cause });
  }
  await client.end();
  return null;
}
