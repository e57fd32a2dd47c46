import type { PoolClient } from 'pg';
import { EVERY_DOMAIN } from '#lib/db/names';
import { pool, transaction } from '#lib/db/pool';

/** The months (`2026-10`) whose sums are right and whose days were never divided, newest first. */
export async function listUndividedMonths(): Promise<string[]> {
  const { rows } = await pool().query<{ month: string }>(
    `SELECT DISTINCT to_char(month, 'YYYY-MM') AS month FROM summed_month
     WHERE NOT divided AND domain_id <> $1 ORDER BY 1 DESC`,
    [EVERY_DOMAIN],
  );
  return rows.map(({ month }) => month);
}

/** Divides the days of what was added up in a month before there was such a division. */
export async function divideMonth(month: string): Promise<void> {
  const first = `${month}-01`;
  await transaction(async (tx) => {
    await tx.query('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ');
    // As who adds up does (source-sum.ts), which this comes neither before nor after.
    await tx.query('LOCK TABLE source_sum IN SHARE ROW EXCLUSIVE MODE');
    await tx.query('LOCK TABLE record IN ACCESS SHARE MODE');
    await tx.query(`SET LOCAL work_mem = '64MB'`);
    const { rows } = await tx.query<{ domain_id: number }>(
      `SELECT domain_id FROM summed_month AS s WHERE month = $1::date AND NOT divided
         AND domain_id <> $2 AND NOT EXISTS (SELECT FROM changed_month AS c
           WHERE c.month = s.month AND c.domain_id = s.domain_id)`,
      [first, EVERY_DOMAIN],
    );
    const domainIds = rows.map(({ domain_id }) => domain_id);
    await divideDays(tx, domainIds, first);
  });
}

/** Divides the days of a month that was added up just now, for some domains, with nothing there of before. */
export async function divideDays(
  tx: PoolClient,
  domainIds: readonly number[],
  first: string,
): Promise<void> {
  for (const statement of [CONDUCT, EXCUSES, NAMES, DIVIDED]) {
    await tx.query(statement, [domainIds, first]);
  }
}

/** Takes it away again: what is asked of these days is told by records. */
export async function forgetDays(
  tx: PoolClient,
  domainIds: readonly number[],
  first: string,
): Promise<void> {
  for (const table of ['daily_conduct', 'daily_excuse', 'daily_name']) {
    await tx.query(`DELETE FROM ${table} WHERE domain_id = ANY($1::int[]) AND ${IN_MONTH}`, [
      domainIds,
      first,
    ]);
  }
}

const IN_MONTH = `day >= $2::date AND day < $2::date + interval '1 month'`;

/** Only where sums are: what retention took, or takes, is never divided. */
const RECORDS = `record AS r WHERE domain_id = ANY($1::int[]) AND ${IN_MONTH}
  AND EXISTS (SELECT FROM summed_month AS s WHERE s.domain_id = r.domain_id AND s.month = $2::date)`;

const CONDUCT = `
  INSERT INTO daily_conduct (domain_id, day, reporter_id, dialect, requested, pct, messages, failed,
    inconsistent)
  SELECT r.domain_id, r.day, r.reporter_id, p.dialect, r.requested, p.pct, sum(r.messages),
    sum(r.failed), sum(r.inconsistent)
  FROM (
    SELECT domain_id, day, reporter_id, report_id, requested, sum(count) AS messages,
      ${sumWhere("outcome <> 'passed'")} AS failed, ${sumWhere('inconsistent')} AS inconsistent
    FROM ${RECORDS} GROUP BY 1, 2, 3, 4, 5
  ) AS r JOIN (
    SELECT id, dialect, CASE WHEN policy_pct ~ '^(0?[1-9]|[1-9][0-9])$' THEN policy_pct::int
      ELSE 100 END AS pct
    FROM report
  ) AS p ON p.id = r.report_id
  GROUP BY 1, 2, 3, 4, 5, 6 ORDER BY 1, 2, 3, 4, 5, 6`;

const EXCUSES = `
  INSERT INTO daily_excuse (domain_id, day, reporter_id, source_ip, outcome, disposition, requested,
    reasons, messages)
  SELECT domain_id, day, reporter_id, coalesce(source_ip, '0.0.0.0/0'), outcome, disposition,
    requested, reasons, sum(count)
  FROM ${RECORDS} AND outcome <> 'passed' AND reasons IS NOT NULL
  GROUP BY 1, 2, 3, 4, 5, 6, 7, 8 ORDER BY 1, 2`;

const NAMES = `
  INSERT INTO daily_name (domain_id, day, header_from, messages, passed, dkim_and_spf, dkim_only,
    spf_only, overridden, quarantined, rejected)
  SELECT domain_id, day, header_from, sum(count), ${sumWhere("outcome = 'passed'")},
    ${sumWhere('dkim_aligned AND spf_aligned')}, ${sumWhere('dkim_aligned AND NOT spf_aligned')},
    ${sumWhere('spf_aligned AND NOT dkim_aligned')}, ${sumWhere("outcome = 'overridden'")},
    ${sumWhere("outcome = 'quarantined'")}, ${sumWhere("outcome = 'rejected'")}
  FROM ${RECORDS} GROUP BY 1, 2, 3 ORDER BY 1, 2`;

const DIVIDED = `
  UPDATE summed_month SET divided = true WHERE domain_id = ANY($1::int[]) AND month = $2::date`;

function sumWhere(condition: string) {
  return `coalesce(sum(count) FILTER (WHERE ${condition}), 0)`;
}
