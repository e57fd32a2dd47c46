import { db, type Sql, sql } from '#lib/db/client';
import { listClassed, ofMonth } from './classed-months.ts';
import { failuresOfRecords, SAME } from './failure-days.ts';
import type { RollupDifference } from './rollup-difference.ts';

/**
 * Adds up the records of a month (`2026-10`) that failed, and compares that with `daily_failure`, as
 * `classDifferences` does. Much of a row may be null, so rows are laid upon each other, not joined.
 */
export async function failureDifferences(month: string, only: Sql): Promise<RollupDifference[]> {
  const ids = await listClassed(month, only);
  const inMonth = ofMonth(ids, month);
  const same = sql`day, outcome, ${SAME}, spoof, reporter_id, first_ip, last_ip`;
  return await db().$queryRaw<RollupDifference[]>(sql`
    WITH told AS (
      SELECT ${same}, messages AS counted, 0 AS rolled, 1 AS rows
      FROM (${failuresOfRecords(ids, inMonth)}) AS r
      UNION ALL
      SELECT ${same}, 0, messages::float8, -1 FROM daily_failure AS r WHERE ${inMonth}
    ), compared AS (
      SELECT domain_id, day, sum(counted) AS counted, sum(rolled) AS rolled,
        sum(counted) <> sum(rolled) OR sum(rows) <> 0 AS differs
      FROM told GROUP BY ${same}
    )
    SELECT 'daily_failure' AS table, max(domain.name) AS domain, domain_id AS "domainId",
      ${month} AS month, (count(*) FILTER (WHERE differs))::int AS rows,
      to_char(min(day) FILTER (WHERE differs), 'YYYY-MM-DD') AS "firstDay",
      coalesce(sum(counted), 0)::float8 AS "recordMessages",
      coalesce(sum(rolled), 0)::float8 AS "rollupMessages"
    FROM compared JOIN domain ON domain.id = domain_id
    GROUP BY domain_id HAVING bool_or(differs) ORDER BY 2`);
}
