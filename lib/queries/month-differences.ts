import { db, type Sql, sql } from '#lib/db/client';
import { EVERY_DOMAIN } from '#lib/db/names';
import type { RollupDifference } from './rollup-difference.ts';
import { IS_OF_NOW } from './summed-months.ts';

/**
 * Adds up `daily` and `daily_report` of a month (`2026-10`), which are held against records and reports
 * themselves, by month and of all domains, and compares that with what the job made of them. Months that
 * are to be added up anew are not asked by anybody, and left out.
 */
export async function monthDifferences(month: string, only: Sql): Promise<RollupDifference[]> {
  const first = sql`${`${month}-01`}::date`;
  const found: RollupDifference[] = [];
  for (const { table, counted, rolled } of rollups(first)) {
    const differences = await db().$queryRaw<RollupDifference[]>(sql`
      WITH known AS (
        SELECT s.domain_id FROM summed_month AS s WHERE s.month = ${first} ${only} AND ${IS_OF_NOW}
      ), counted AS (${counted}), rolled AS (${rolled}), compared AS (
        SELECT domain_id, day, counted.messages AS counted, rolled.messages AS rolled,
          counted.sums IS DISTINCT FROM rolled.sums AS differs
        FROM counted FULL JOIN rolled USING (domain_id, day, key)
        WHERE domain_id IN (SELECT domain_id FROM known)
      )
      SELECT ${table} AS table, coalesce(max(domain.name), 'all domains') AS domain,
        domain_id AS "domainId", ${month} AS month, (count(*) FILTER (WHERE differs))::int AS rows,
        to_char(min(day) FILTER (WHERE differs), 'YYYY-MM-DD') AS "firstDay",
        coalesce(sum(counted), 0)::float8 AS "recordMessages",
        coalesce(sum(rolled), 0)::float8 AS "rollupMessages"
      FROM compared LEFT JOIN domain ON domain.id = domain_id
      GROUP BY domain_id HAVING bool_or(differs) ORDER BY domain_id`);
    found.push(...differences);
  }
  return found;
}

/** A roll-up as it should be and as it is held: relations (domain_id, day, key, messages, sums). */
type Rollup = { table: RollupDifference['table']; counted: Sql; rolled: Sql };

const MESSAGES = sql`sum(messages)::bigint AS messages`;
const KIND = sql`(outcome, disposition, dkim_aligned, spf_aligned)::text AS key`;
const MAIL = sql`${MESSAGES}, (sum(messages)::bigint, sum(records)::bigint)::text AS sums`;
const POLICY = sql`policy AS key, ${MESSAGES}, sum(messages)::bigint::text AS sums`;
const CLASS = sql`(class, candidate, outcome, disposition, dkim_aligned, spf_aligned)::text AS key,
  ${MESSAGES}, sum(messages)::bigint::text AS sums`;
const REPORTS = sql`reporter_id AS key, ${MESSAGES},
  (sum(reports)::bigint, sum(messages)::bigint, sum(passed)::bigint)::text AS sums`;
const ALL = sql`${EVERY_DOMAIN}::int AS domain_id`;

/** What is held is added up as well, by its own key: so both are spelt alike. */
function rollups(first: Sql): Rollup[] {
  const inMonth = sql`day >= ${first} AND day < ${first} + INTERVAL '1 month'`;
  const classed = sql`SELECT domain_id FROM classed_month JOIN summed_month
    USING (domain_id, month, summed_at) WHERE month = ${first}`;
  const real = sql`${inMonth} AND domain_id IN (SELECT id FROM domain WHERE NOT is_demo)`;
  return [
    {
      table: 'monthly',
      counted: sql`SELECT domain_id, ${first} AS day, ${KIND}, ${MAIL}
        FROM daily WHERE ${inMonth} GROUP BY 1, 3`,
      rolled: sql`SELECT domain_id, month AS day, ${KIND}, ${MAIL}
        FROM monthly WHERE month = ${first} GROUP BY 1, 2, 3`,
    },
    {
      table: 'monthly_policy',
      counted: sql`SELECT domain_id, ${first} AS day, ${POLICY}
        FROM daily_report WHERE ${inMonth} GROUP BY 1, 3`,
      rolled: sql`SELECT domain_id, month AS day, ${POLICY}
        FROM monthly_policy WHERE month = ${first} GROUP BY 1, 2, 3`,
    },
    {
      table: 'monthly_class',
      counted: sql`SELECT domain_id, ${first} AS day, ${CLASS} FROM daily_class
        WHERE ${inMonth} AND domain_id IN (${classed}) GROUP BY 1, 3`,
      rolled: sql`SELECT domain_id, month AS day, ${CLASS} FROM monthly_class
        WHERE month = ${first} AND domain_id IN (${classed}) GROUP BY 1, 2, 3`,
    },
    {
      table: 'daily_of_all',
      counted: sql`SELECT ${ALL}, day, ${KIND}, ${MAIL} FROM daily WHERE ${real} GROUP BY 2, 3`,
      rolled: sql`SELECT ${ALL}, day, ${KIND}, ${MAIL}
        FROM daily_of_all WHERE ${inMonth} GROUP BY 2, 3`,
    },
    {
      table: 'daily_report_of_all',
      counted: sql`SELECT ${ALL}, day, ${REPORTS} FROM daily_report WHERE ${real} GROUP BY 2, 3`,
      rolled: sql`SELECT ${ALL}, day, ${REPORTS}
        FROM daily_report_of_all WHERE ${inMonth} GROUP BY 2, 3`,
    },
  ];
}
