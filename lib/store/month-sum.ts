import type { PoolClient } from 'pg';
import { EVERY_DOMAIN } from '#lib/db/names';

/**
 * Adds up the days of a month (its first day) that was added up by source just now: by month for the
 * domains whose records have changed, by day for all real domains together. No batch does that for
 * itself, for all workers would wait for the few rows of a day.
 */
export async function addMonths(
  tx: PoolClient,
  domainIds: readonly number[],
  first: string,
): Promise<void> {
  for (const statement of [MONTHLY, POLICIES]) await tx.query(statement, [first, domainIds]);
  for (const statement of [DAYS_OF_ALL, REPORTS_OF_ALL]) await tx.query(statement, [first]);
}

/** Takes these sums away, those of all where the domains are all (`EVERY_DOMAIN`). */
export async function forgetMonths(
  tx: PoolClient,
  domainIds: readonly number[],
  first: string,
): Promise<void> {
  for (const table of ['monthly', 'monthly_policy']) {
    await tx.query(`DELETE FROM ${table} WHERE month = $1::date AND domain_id = ANY($2::int[])`, [
      first,
      domainIds,
    ]);
  }
  if (!domainIds.includes(EVERY_DOMAIN)) return;
  for (const table of ['daily_of_all', 'daily_report_of_all']) {
    await tx.query(`DELETE FROM ${table} WHERE ${IN_MONTH}`, [first]);
  }
}

const IN_MONTH = `day >= $1::date AND day < $1::date + interval '1 month'`;
const REAL = 'domain_id IN (SELECT id FROM domain WHERE NOT is_demo)';

const MONTHLY = `
  INSERT INTO monthly (domain_id, month, outcome, disposition, dkim_aligned, spf_aligned, messages, records)
  SELECT domain_id, $1::date, outcome, disposition, dkim_aligned, spf_aligned, sum(messages), sum(records)
  FROM daily WHERE ${IN_MONTH} AND domain_id = ANY($2::int[]) GROUP BY 1, 3, 4, 5, 6 ORDER BY 1`;

const POLICIES = `
  INSERT INTO monthly_policy (domain_id, month, policy, messages)
  SELECT domain_id, $1::date, policy, sum(messages)
  FROM daily_report WHERE ${IN_MONTH} AND domain_id = ANY($2::int[]) GROUP BY 1, 3`;

const DAYS_OF_ALL = `
  INSERT INTO daily_of_all (day, outcome, disposition, dkim_aligned, spf_aligned, messages, records)
  SELECT day, outcome, disposition, dkim_aligned, spf_aligned, sum(messages), sum(records)
  FROM daily WHERE ${IN_MONTH} AND ${REAL} GROUP BY 1, 2, 3, 4, 5`;

const REPORTS_OF_ALL = `
  INSERT INTO daily_report_of_all (day, reporter_id, reports, messages, passed)
  SELECT day, reporter_id, sum(reports), sum(messages), sum(passed)
  FROM daily_report WHERE ${IN_MONTH} AND ${REAL} GROUP BY 1, 2`;
