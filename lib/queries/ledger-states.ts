import { pool } from '#lib/db/pool';
import { AppError } from '#lib/errors';
import type { Viewer } from '#lib/filter/viewer';

/**
 * What the ledger says of a mail that was dealt with; `unread` is a quarantined one whose bytes were
 * too large to keep, so that they are nowhere but in the mailbox.
 */
export type LedgerState = 'done' | 'quarantined' | 'unread';

/**
 * What the ledger says of a folder's mails above `sinceUid`, by UID. Those that were dealt with are
 * not fetched again, and what a crash left undone in the folder is done now (SECURITY 3.1, step 6);
 * one that was `begun` is still to be read.
 */
export async function ledgerStates(
  viewer: Viewer,
  folder: { mailboxId: number; uidValidity: bigint },
  sinceUid: number,
): Promise<Map<number, LedgerState | 'begun'>> {
  if (viewer.role !== 'system') throw new AppError('auth/forbidden');
  const { rows } = await pool().query<{ uid: string; state: LedgerState | 'begun' }>(
    `SELECT m.uid::text,
            CASE WHEN q.id IS NOT NULL AND q.raw IS NULL THEN 'unread'
                 WHEN m.state = 'claimed' THEN 'begun' ELSE m.state::text END AS state
     FROM message m LEFT JOIN quarantine q ON q.message_id = m.id AND q.state = 'open'
     WHERE m.mailbox_id = $1 AND m.uid_validity = $2 AND m.uid > $3`,
    [folder.mailboxId, folder.uidValidity.toString(), sinceUid],
  );
  return new Map(rows.map(({ uid, state }) => [Number(uid), state]));
}
