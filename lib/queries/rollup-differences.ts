import { db, join, type Sql, sql } from '#lib/db/client';
import { EVERY_DOMAIN } from '#lib/db/names';
import { AppError } from '#lib/errors';
import type { Viewer } from '#lib/filter/viewer';
import { classDifferences } from './class-differences.ts';
import { dividedDifferences } from './divided-differences.ts';
import { failureDifferences } from './failure-differences.ts';
import { firstSeenDifferences } from './first-seen-differences.ts';
import { monthDifferences } from './month-differences.ts';
import type { RollupDifference } from './rollup-difference.ts';
import { SUM_COLUMNS, sumsOfRecords } from './source-sums.ts';
import { traitDifferences } from './trait-differences.ts';

/** One month compared: of how many domains, and for how many of them retention left no records. */
export type ComparedMonth = {
  month: string;
  domains: number;
  dropped: number;
  differences: RollupDifference[];
};

/**
 * Adds up the records and the reports of every month, oldest first, and compares the sums with the
 * roll-ups: of one domain, or of all (null). Each month is one statement, so that a batch which is being stored is
 * seen whole or not at all. Months that retention emptied have nothing to be compared with.
 */
export async function* rollupDifferences(
  viewer: Viewer,
  domain: string | null,
): AsyncGenerator<ComparedMonth> {
  if (viewer.role !== 'system') throw new AppError('auth/forbidden');
  const only = domain === null ? sql`` : sql`AND domain_id = ${await findDomainId(domain)}`;
  for (const { month } of await listMonths()) {
    const compared = await compareMonth(month, only);
    const reports = await compareReports(month, only);
    const sources = await compareSources(month, only);
    const traits = await traitDifferences(month, only);
    const classes = await classDifferences(month, only);
    const failures = await failureDifferences(month, only);
    const divided = await dividedDifferences(month, only);
    const months = await monthDifferences(month, only);
    const seen = await firstSeenDifferences(month, only);
    const made = [...classes, ...failures, ...divided, ...months];
    const others = [...reports, ...sources, ...traits, ...seen, ...made];
    yield { ...compared, differences: [...compared.differences, ...others] };
  }
}

async function findDomainId(name: string) {
  const found = await db().domain.findUnique({ where: { name }, select: { id: true } });
  if (found) return found.id;
  throw new AppError('request/not-found', { detail: `There is no report about ${name}.` });
}

async function listMonths() {
  return await db().$queryRaw<{ month: string }[]>(sql`
    WITH edges AS (
      SELECT min(day) AS first, max(day) AS last FROM record
      UNION ALL SELECT min(day), max(day) FROM daily
      UNION ALL SELECT min(day), max(day) FROM daily_report
      UNION ALL SELECT min(first_day), max(first_day) FROM first_seen)
    SELECT to_char(month, 'YYYY-MM') AS month
    FROM (SELECT date_trunc('month', min(first)) AS first, max(last) AS last FROM edges) AS span,
      generate_series(first, last, '1 month') AS month`);
}

async function compareMonth(month: string, only: Sql): Promise<ComparedMonth> {
  const inMonth = sql`day >= ${`${month}-01`}::date
    AND day < ${`${month}-01`}::date + interval '1 month' ${only}`;
  const rows = await db().$queryRaw<(RollupDifference & { dropped: boolean })[]>(sql`
    WITH counted AS (
      SELECT domain_id, day, outcome, disposition, dkim_aligned, spf_aligned,
        sum(count)::bigint AS messages, count(*) AS records
      FROM record WHERE ${inMonth} GROUP BY 1, 2, 3, 4, 5, 6
    ), rolled AS (SELECT * FROM daily WHERE ${inMonth}), compared AS (
      SELECT domain_id, day, counted.messages AS counted, rolled.messages AS rolled,
        (counted.messages, counted.records) IS DISTINCT FROM (rolled.messages, rolled.records) AS differs
      FROM counted FULL JOIN rolled
        USING (domain_id, day, outcome, disposition, dkim_aligned, spf_aligned)
    )
    SELECT 'daily' AS table, coalesce(max(domain.name), 'domain ' || domain_id) AS domain,
      domain_id AS "domainId", ${month} AS month, (count(*) FILTER (WHERE differs))::int AS rows,
      to_char(min(day) FILTER (WHERE differs), 'YYYY-MM-DD') AS "firstDay",
      coalesce(sum(counted), 0)::float8 AS "recordMessages",
      coalesce(sum(rolled), 0)::float8 AS "rollupMessages",
      EXISTS (SELECT FROM dropped_month AS gone WHERE gone.domain_id = compared.domain_id
        AND gone.month = ${`${month}-01`}::date) AS dropped
    FROM compared LEFT JOIN domain ON domain.id = domain_id
    GROUP BY domain_id ORDER BY 1`);
  const kept = rows.filter(({ dropped }) => !dropped);
  return {
    month,
    domains: rows.length,
    dropped: rows.length - kept.length,
    differences: kept
      .filter((row) => row.rows > 0)
      .map(({ dropped: _, ...difference }) => difference),
  };
}

/** Reports outlive their records: of them even a month that retention emptied can be compared. */
async function compareReports(month: string, only: Sql): Promise<RollupDifference[]> {
  const inMonth = sql`day >= ${`${month}-01`}::date
    AND day < ${`${month}-01`}::date + interval '1 month' ${only}`;
  return await db().$queryRaw<RollupDifference[]>(sql`
    WITH told AS (
      SELECT domain_id, report_day(begin_at, end_at) AS day, reporter_id,
        stated_policy(policy_p, policy_sp, policy_testing) AS policy, message_count, pass_count
      FROM report WHERE counted AND NOT spread
    ), counted AS (
      SELECT domain_id, day, reporter_id, policy, count(*) AS reports,
        sum(message_count)::bigint AS messages, sum(pass_count)::bigint AS passed
      FROM told WHERE ${inMonth} GROUP BY 1, 2, 3, 4
    ), rolled AS (SELECT * FROM daily_report WHERE ${inMonth}), compared AS (
      SELECT domain_id, day, counted.messages AS counted, rolled.messages AS rolled,
        (counted.reports, counted.messages, counted.passed)
          IS DISTINCT FROM (rolled.reports, rolled.messages, rolled.passed) AS differs
      FROM counted FULL JOIN rolled USING (domain_id, day, reporter_id, policy)
    )
    SELECT 'daily_report' AS table, max(domain.name) AS domain, domain_id AS "domainId",
      ${month} AS month, (count(*) FILTER (WHERE differs))::int AS rows,
      to_char(min(day) FILTER (WHERE differs), 'YYYY-MM-DD') AS "firstDay",
      coalesce(sum(counted), 0)::float8 AS "recordMessages",
      coalesce(sum(rolled), 0)::float8 AS "rollupMessages"
    FROM compared JOIN domain ON domain.id = domain_id
    GROUP BY domain_id HAVING bool_or(differs) ORDER BY 2`);
}

const COLUMNS = [...SUM_COLUMNS, sql`first_day`, sql`last_day`];

/** Sums of sources that are still to be added up anew are not asked by anybody, and not compared. */
async function compareSources(month: string, only: Sql): Promise<RollupDifference[]> {
  const first = sql`${`${month}-01`}::date`;
  const inMonth = sql`r.day >= ${first} AND r.day < ${first} + interval '1 month'`;
  const sums = sql`coalesce(r.source_ip, '0.0.0.0/0') AS source_ip, ${sumsOfRecords(sql`::bigint`)},
    min(r.day) AS first_day, max(r.day) AS last_day`;
  const all = (side: Sql) => sql`(${join(COLUMNS.map((column) => sql`${side}.${column}`))})`;
  return await db().$queryRaw<RollupDifference[]>(sql`
    WITH known AS (
      SELECT * FROM summed_month AS s WHERE s.month = ${first} ${only}
        AND NOT EXISTS (SELECT FROM changed_month AS c WHERE c.month = s.month
          AND (c.domain_id = s.domain_id OR s.domain_id = ${EVERY_DOMAIN}))
    ), counted AS (
      SELECT r.domain_id, ${sums} FROM record AS r
      WHERE ${inMonth} AND r.domain_id IN (SELECT domain_id FROM known) GROUP BY 1, 2
      UNION ALL
      SELECT ${EVERY_DOMAIN}::int, ${sums} FROM record AS r
      WHERE ${inMonth} AND r.domain_id IN (SELECT id FROM domain WHERE NOT is_demo)
        AND EXISTS (SELECT FROM known WHERE domain_id = ${EVERY_DOMAIN}) GROUP BY 1, 2
    ), rolled AS (
      SELECT * FROM source_sum WHERE month = ${first} AND domain_id IN (SELECT domain_id FROM known)
    ), compared AS (
      SELECT domain_id, counted.messages AS counted, rolled.messages AS rolled,
        coalesce(counted.first_day, rolled.first_day) AS day, counted.first_day, counted.last_day,
        ${all(sql`counted`)} IS DISTINCT FROM ${all(sql`rolled`)} AS differs
      FROM counted FULL JOIN rolled USING (domain_id, source_ip)
    )
    SELECT 'source_sum' AS table, domain_id AS "domainId", ${month} AS month,
      coalesce(max(domain.name), 'all domains') AS domain,
      (count(*) FILTER (WHERE differs))::int AS rows,
      to_char(coalesce(min(day) FILTER (WHERE differs), min(day)), 'YYYY-MM-DD') AS "firstDay",
      coalesce(sum(counted), 0)::float8 AS "recordMessages",
      coalesce(sum(rolled), 0)::float8 AS "rollupMessages"
    FROM known LEFT JOIN compared USING (domain_id) LEFT JOIN domain ON domain.id = domain_id
    GROUP BY domain_id, known.first_day, known.last_day
    HAVING bool_or(differs) OR (min(compared.first_day), max(compared.last_day))
      IS DISTINCT FROM (known.first_day, known.last_day)
    ORDER BY domain_id`);
}
