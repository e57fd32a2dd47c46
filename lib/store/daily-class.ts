import type { PoolClient } from 'pg';
import type { Sql } from '#lib/db/client';
import { EVERY_DOMAIN } from '#lib/db/names';
import { pool, transaction } from '#lib/db/pool';
import { auditIn, type Entry } from './audit.ts';
import { forgetFailures, insertFailures } from './daily-failure.ts';

/** A month of a domain (`2026-10`). */
export type DomainMonth = { domainId: number; month: string };

/** The months whose sources were judged and whose mail was not added up by class since, newest first. */
export async function listUnclassedMonths(): Promise<DomainMonth[]> {
  const { rows } = await pool().query<DomainMonth>(
    `SELECT domain_id AS "domainId", to_char(month, 'YYYY-MM') AS month
     FROM summed_month AS s JOIN judged_month AS j USING (domain_id, month, summed_at)
     WHERE domain_id <> $1 AND NOT EXISTS (SELECT FROM classed_month AS c
       WHERE c.domain_id = s.domain_id AND c.month = s.month AND c.summed_at = s.summed_at)
     ORDER BY month DESC, domain_id`,
    [EVERY_DOMAIN],
  );
  return rows;
}

/** What of a month's mail hangs on whose it was: rows of `daily_class` and of `daily_failure`. */
export type ClassRows = { classes: Sql; failures: Sql };

/**
 * Writes down whose the mail of a month was, and what of it failed; with an entry where somebody had it
 * mended. What changes a class waits for it, and takes its note away; mail that comes meanwhile leaves a
 * note that the sums of sources, and with them these, are of before. Of a month that has no sums, as its
 * records go, nothing is kept.
 */
export async function saveClasses(
  { domainId, month }: DomainMonth,
  { classes, failures }: ClassRows,
  entry: Entry | null = null,
): Promise<void> {
  const first = `${month}-01`;
  await transaction(async (tx) => {
    await tx.query('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ');
    // Before the snapshot: a TRUNCATE empties the table for older snapshots, too.
    await tx.query('LOCK TABLE classed_month IN SHARE ROW EXCLUSIVE MODE');
    await tx.query('LOCK TABLE record IN ACCESS SHARE MODE');
    await tx.query(`SET LOCAL work_mem = '64MB'`);
    if (entry) await auditIn(tx, ...entry);
    await tx.query(`DELETE FROM daily_class WHERE ${DAYS}`, [domainId, first]);
    await tx.query(`DELETE FROM monthly_class WHERE ${MONTH}`, [domainId, first]);
    await forgetFailures(tx, [domainId], first);
    const { rowCount } = await tx.query(
      `INSERT INTO classed_month (domain_id, month, summed_at)
       SELECT domain_id, month, summed_at FROM summed_month WHERE ${MONTH}
       ON CONFLICT (domain_id, month) DO UPDATE SET summed_at = excluded.summed_at`,
      [domainId, first],
    );
    if (rowCount === 0) return;
    await tx.query(
      `INSERT INTO daily_class (domain_id, day, class, candidate, outcome, disposition,
      dkim_aligned, spf_aligned, messages) ${classes.text}`,
      classes.values,
    );
    await tx.query(BY_MONTH, [domainId, first]);
    await insertFailures(tx, failures);
  });
}

const MONTH = 'domain_id = $1 AND month = $2::date';
const DAYS = `domain_id = $1 AND day >= $2::date AND day < $2::date + INTERVAL '1 month'`;

const BY_MONTH = `
  INSERT INTO monthly_class (domain_id, month, class, candidate, outcome, disposition, dkim_aligned,
    spf_aligned, messages)
  SELECT domain_id, $2::date, class, candidate, outcome, disposition, dkim_aligned, spf_aligned, sum(messages)
  FROM daily_class WHERE ${DAYS} GROUP BY 1, 3, 4, 5, 6, 7, 8`;

/** Has the mail of domains added up by class again: what is said of their sources has changed. */
export async function forgetClasses(tx: PoolClient, domainIds: readonly number[]): Promise<void> {
  await lockClasses(tx);
  await tx.query('DELETE FROM classed_month WHERE domain_id = ANY($1::int[])', [domainIds]);
}

/** The same of a domain's months in which some sources sent. */
export async function forgetClassesOf(
  tx: PoolClient,
  domainId: number,
  places: readonly string[],
): Promise<void> {
  if (places.length === 0) return;
  await lockClasses(tx);
  await tx.query(
    `DELETE FROM classed_month AS c WHERE domain_id = $1 AND EXISTS (
       SELECT FROM source_sum AS s WHERE s.domain_id = $1 AND s.month = c.month
         AND s.source_ip = ANY($2::inet[]))`,
    [domainId, places],
  );
}

/** Who adds up was looking at the classes of before, and has not told yet. */
export async function lockClasses(tx: PoolClient) {
  await tx.query('LOCK TABLE classed_month IN ROW EXCLUSIVE MODE');
}
