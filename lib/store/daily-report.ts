import type { PoolClient } from 'pg';
import { transaction } from '#lib/db/pool';
import { auditIn, type Entry } from './audit.ts';
import { CHANGED } from './rollup.ts';

/**
 * The sums of reports by domain, day, reporter and policy, over rows of `report`: what the roll-up
 * `daily_report` holds of those that count. A spread report has no single day and stays out.
 */
const DAILY_REPORT_SUMS = `
  SELECT domain_id, report_day(begin_at, end_at) AS day, reporter_id,
         stated_policy(policy_p, policy_sp, policy_testing) AS policy, count(*) AS reports,
         sum(message_count)::bigint AS messages, sum(pass_count)::bigint AS passed
  FROM report WHERE NOT spread`;

/** Adds reports that have begun to count, as their rows say. */
export async function addToDailyReports(tx: PoolClient, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await tx.query(ADD, [ids]);
}

/** Takes reports out that no longer count: before their rows say anything else. */
export async function takeFromDailyReports(tx: PoolClient, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await tx.query(TAKE, [ids]);
  await tx.query(
    `DELETE FROM daily_report WHERE reports = 0
       AND domain_id IN (SELECT domain_id FROM report WHERE id = ANY($1::bigint[]))`,
    [ids],
  );
}

/**
 * Adds the reports of a domain's month (`2026-10`) up anew and puts the sums in the place of its
 * roll-up, with the entry that tells of it. A batch that has written to it is waited for and counted; one that has not waits here.
 */
export async function rebuildDailyReports(
  domainId: number,
  month: string,
  entry: Entry,
): Promise<void> {
  await transaction(async (tx) => {
    await auditIn(tx, ...entry);
    await tx.query('LOCK TABLE daily_report IN SHARE ROW EXCLUSIVE MODE');
    await tx.query(`DELETE FROM daily_report WHERE domain_id = $1 AND ${IN_MONTH}`, [
      domainId,
      `${month}-01`,
    ]);
    await tx.query(
      `INSERT INTO daily_report (domain_id, day, reporter_id, policy, reports, messages, passed)
       SELECT * FROM (${DAILY_REPORT_SUMS} AND counted AND domain_id = $1 GROUP BY 1, 2, 3, 4) AS sums
       WHERE ${IN_MONTH}`,
      [domainId, `${month}-01`],
    );
    await tx.query(CHANGED, [domainId, `${month}-01`]);
  });
}

const IN_MONTH = `day >= $2::date AND day < $2::date + interval '1 month'`;

/** Who stores records notes their months; a report may hold none. */
const NOTED = `
  INSERT INTO changed_month (domain_id, month)
  SELECT DISTINCT domain_id, date_trunc('month', report_day(begin_at, end_at)::timestamp)::date
  FROM report WHERE id = ANY($1::bigint[]) AND NOT spread AND message_count = 0`;

// In a fixed order, so that two workers do not deadlock.
const ADD = `
  WITH noted AS (${NOTED})
  INSERT INTO daily_report (domain_id, day, reporter_id, policy, reports, messages, passed)
  ${DAILY_REPORT_SUMS} AND id = ANY($1::bigint[]) GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4
  ON CONFLICT (domain_id, day, reporter_id, policy) DO UPDATE SET
    reports = daily_report.reports + EXCLUDED.reports,
    messages = daily_report.messages + EXCLUDED.messages,
    passed = daily_report.passed + EXCLUDED.passed`;

const TAKE = `
  WITH noted AS (${NOTED}), sums AS (
    ${DAILY_REPORT_SUMS} AND id = ANY($1::bigint[]) GROUP BY 1, 2, 3, 4
  ), locked AS (
    SELECT sums.* FROM daily_report JOIN sums USING (domain_id, day, reporter_id, policy)
    ORDER BY 1, 2, 3, 4 FOR UPDATE OF daily_report
  )
  UPDATE daily_report AS r SET reports = r.reports - locked.reports,
    messages = r.messages - locked.messages, passed = r.passed - locked.passed
  FROM locked
  WHERE (r.domain_id, r.day, r.reporter_id, r.policy)
      = (locked.domain_id, locked.day, locked.reporter_id, locked.policy)`;
