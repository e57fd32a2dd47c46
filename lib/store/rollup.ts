import type { PoolClient } from 'pg';
import { LOCKS } from '#lib/db/names';
import { transaction } from '#lib/db/pool';
import { auditIn, type Entry } from './audit.ts';

/**
 * Adds the records of a domain's month (`2026-10`) up anew and puts the sums in the place of its
 * roll-up, in one transaction with the entry that tells of it. False where retention has taken the records away: then the old sums
 * are all there is, and they stay.
 */
export async function rebuildRollup(
  domainId: number,
  month: string,
  entry: Entry,
): Promise<boolean> {
  const first = `${month}-01`;
  return await transaction(async (tx) => {
    await lockRetention(tx);
    const { rowCount } = await tx.query(
      'SELECT FROM dropped_month WHERE domain_id = $1 AND month = $2::date',
      [domainId, first],
    );
    if (rowCount !== 0) return false;
    await auditIn(tx, ...entry);
    // Whoever stores records writes `daily` after them. A batch that has done so is waited for and
    // counted below; one that has not waits here, and then adds its share to the new sums.
    await tx.query('LOCK TABLE daily IN SHARE ROW EXCLUSIVE MODE');
    await tx.query(`DELETE FROM daily WHERE domain_id = $1 AND ${IN_MONTH}`, [domainId, first]);
    await tx.query(
      `INSERT INTO daily (domain_id, day, outcome, disposition, dkim_aligned, spf_aligned, messages, records)
       SELECT domain_id, day, outcome, disposition, dkim_aligned, spf_aligned, sum(count), count(*)
       FROM record WHERE domain_id = $1 AND ${IN_MONTH} GROUP BY 1, 2, 3, 4, 5, 6`,
      [domainId, first],
    );
    await tx.query(CHANGED, [domainId, first]);
    return true;
  });
}

/**
 * Keeps those who take records away and those who count them anew apart, until the transaction ends:
 * records that vanish in between would look as if they had never been.
 */
export async function lockRetention(tx: PoolClient): Promise<void> {
  await tx.query('SELECT pg_advisory_xact_lock($1)', [LOCKS.retention]);
}

/** What was made of the sums of before is to be made again. */
export const CHANGED = 'INSERT INTO changed_month (domain_id, month) VALUES ($1, $2::date)';

const IN_MONTH = `day >= $2::date AND day < $2::date + interval '1 month'`;
