import { pool } from '#lib/db/pool';
import { AppError } from '#lib/errors';
import type { Viewer } from '#lib/filter/viewer';

/** What the ledger says of a mail that was dealt with. */
export type LedgerState = 'done' | 'quarantined';

/**
 * Which of a folder's mails above `sinceUid` were dealt with already, by UID: they are not fetched
 * again, and what a crash left undone in the folder is done now (SECURITY 3.1, step 6).
 */
export async function ledgerStates(
  viewer: Viewer,
  folder: { mailboxId: number; uidValidity: bigint },
  sinceUid: number,
): Promise<Map<number, LedgerState>> {
  if (viewer.role !== 'system') throw new AppError('auth/forbidden');
  const { rows } = await pool().query<{ uid: string; state: LedgerState }>(
    `SELECT uid::text, state::text FROM message
     WHERE mailbox_id = $1 AND uid_validity = $2 AND uid > $3 AND state <> 'claimed'`,
    [folder.mailboxId, folder.uidValidity.toString(), sinceUid],
  );
  return new Map(rows.map(({ uid, state }) => [Number(uid), state]));
}
