import type { PoolClient } from 'pg';
import { EVERY_DOMAIN } from '#lib/db/names';
import { pool, transaction } from '#lib/db/pool';
import { auditIn, type Entry } from './audit.ts';
import { divideDays, forgetDays } from './divided-days.ts';
import { noteFirstSeen } from './first-seen.ts';
import { addMonths, forgetMonths } from './month-sum.ts';
import { CHANGED } from './rollup.ts';
import { addTraits } from './source-trait.ts';

/** The months (`2026-10`) whose records have changed since they were added up, newest first. */
export async function listChangedMonths(): Promise<string[]> {
  const { rows } = await pool().query<{ month: string }>(
    `SELECT DISTINCT to_char(month, 'YYYY-MM') AS month FROM changed_month ORDER BY 1 DESC`,
  );
  return rows.map(({ month }) => month);
}

/**
 * Adds up anew what each source sent in a month, for the domains whose records have changed there,
 * and for all together. One snapshot holds the notes of change and the records: what is stored
 * meanwhile leaves a note that this does not see, so the month stays one to be added up.
 */
export async function sumUpMonth(month: string, traitsFrom = TRAITS_FROM): Promise<void> {
  const first = `${month}-01`;
  await transaction(async (tx) => {
    await tx.query('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ');
    // Both before the snapshot: one adds up at a time, and none while records are taken away, for a
    // TRUNCATE empties the table for older snapshots, too.
    await tx.query('LOCK TABLE source_sum IN SHARE ROW EXCLUSIVE MODE');
    await tx.query('LOCK TABLE record IN ACCESS SHARE MODE');
    // One such statement at a time, by a job: what fits into memory need not be sorted on disk.
    await tx.query(`SET LOCAL work_mem = '64MB'`);
    const changed = await takeNotes(tx, first);
    await forgetSums(tx, [...changed, EVERY_DOMAIN], first);
    await tx.query(SUM, [changed, first]);
    await noteFirstSeen(tx, changed, first);
    await tx.query(SUM_OF_ALL, [first]);
    await tx.query(SUMMED, [[...changed, EVERY_DOMAIN], first]);
    await addTraits(tx, changed, first, traitsFrom);
    await divideDays(tx, changed, first);
    await addMonths(tx, changed, first);
  });
}

/** Months with fewer records are told by these as fast. */
const TRAITS_FROM = 10_000;

/** Notes that a month of a domain is to be added up again, and who had it so. */
export async function noteChanged(domainId: number, month: string, entry: Entry): Promise<void> {
  await transaction(async (tx) => {
    await tx.query(CHANGED, [domainId, `${month}-01`]);
    await auditIn(tx, ...entry);
  });
}

/** Takes the sums of domains in a month (its first day) away: what they told is told by records. */
export async function forgetSums(
  tx: PoolClient,
  domainIds: readonly number[],
  month: string,
): Promise<void> {
  for (const table of ['summed_month', 'source_sum', 'source_trait']) {
    await tx.query(`DELETE FROM ${table} WHERE domain_id = ANY($1::int[]) AND month = $2::date`, [
      domainIds,
      month,
    ]);
  }
  await forgetDays(tx, domainIds, month);
  await forgetMonths(tx, domainIds, month);
}

/** Keeps those who add up from beginning until the transaction ends. */
export async function lockSums(tx: PoolClient): Promise<void> {
  await tx.query('LOCK TABLE source_sum IN ROW EXCLUSIVE MODE');
}

async function takeNotes(tx: PoolClient, first: string) {
  const { rows } = await tx.query<{ domain_id: number }>(
    'DELETE FROM changed_month WHERE month = $1::date RETURNING domain_id',
    [first],
  );
  return [...new Set(rows.map(({ domain_id }) => domain_id))];
}

/** A domain's month whose records go, or went, is never added up: what is left there is read. */
const NOT_DROPPED = `NOT EXISTS (SELECT FROM dropped_month AS gone
  WHERE gone.month = $2::date AND gone.domain_id = record.domain_id)`;

/** In order, so that what one domain's sources sent lies together: a page of them is read at once. */
const SUM = `
  INSERT INTO source_sum (domain_id, month, source_ip, messages, passed, dkim_and_spf, dkim_only, spf_only,
    overridden, quarantined, rejected, first_day, last_day)
  SELECT domain_id, $2::date, coalesce(source_ip, '0.0.0.0/0'), sum(count),
    ${sumWhere("outcome = 'passed'")}, ${sumWhere('dkim_aligned AND spf_aligned')},
    ${sumWhere('dkim_aligned AND NOT spf_aligned')}, ${sumWhere('spf_aligned AND NOT dkim_aligned')},
    ${sumWhere("outcome = 'overridden'")}, ${sumWhere("outcome = 'quarantined'")},
    ${sumWhere("outcome = 'rejected'")}, min(day), max(day)
  FROM record WHERE domain_id = ANY($1::int[]) AND ${NOT_DROPPED}
    AND day >= $2::date AND day < $2::date + interval '1 month'
  GROUP BY 1, 3 ORDER BY 1, 3`;

function sumWhere(condition: string) {
  return `coalesce(sum(count) FILTER (WHERE ${condition}), 0)`;
}

const SUM_OF_ALL = `
  INSERT INTO source_sum (domain_id, month, source_ip, messages, passed, dkim_and_spf, dkim_only, spf_only,
    overridden, quarantined, rejected, first_day, last_day)
  SELECT ${EVERY_DOMAIN}, month, source_ip, sum(messages), sum(passed), sum(dkim_and_spf), sum(dkim_only),
    sum(spf_only), sum(overridden), sum(quarantined), sum(rejected), min(first_day), max(last_day)
  FROM source_sum WHERE month = $1::date
    AND domain_id IN (SELECT id FROM domain WHERE NOT is_demo)
    AND NOT EXISTS (SELECT FROM dropped_month WHERE month = $1::date)
  GROUP BY month, source_ip`;

const SUMMED = `
  INSERT INTO summed_month (domain_id, month, first_day, last_day, sources)
  SELECT domain_id, month, min(first_day), max(last_day), count(*) FROM source_sum
  WHERE domain_id = ANY($1::int[]) AND month = $2::date GROUP BY 1, 2`;
