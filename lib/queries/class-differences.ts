import { db, type Sql, sql } from '#lib/db/client';
import { classesOfRecords } from './class-days.ts';
import { listClassed, ofMonth } from './classed-months.ts';
import type { RollupDifference } from './rollup-difference.ts';

/**
 * Adds up the records of a month (`2026-10`) by class, and compares that with `daily_class`. Months that
 * are to be added up anew are not asked by anybody, and left out.
 */
export async function classDifferences(month: string, only: Sql): Promise<RollupDifference[]> {
  const ids = await listClassed(month, only);
  const inMonth = ofMonth(ids, month);
  return await db().$queryRaw<RollupDifference[]>(sql`
    WITH counted AS (${classesOfRecords(ids, inMonth)}),
    rolled AS (SELECT r.* FROM daily_class AS r WHERE ${inMonth}), compared AS (
      SELECT domain_id, day, counted.messages AS counted, rolled.messages AS rolled,
        counted.messages IS DISTINCT FROM rolled.messages::float8 AS differs
      FROM counted FULL JOIN rolled
        USING (domain_id, day, class, candidate, outcome, disposition, dkim_aligned, spf_aligned)
    )
    SELECT 'daily_class' AS table, max(domain.name) AS domain, domain_id AS "domainId",
      ${month} AS month, (count(*) FILTER (WHERE differs))::int AS rows,
      to_char(min(day) FILTER (WHERE differs), 'YYYY-MM-DD') AS "firstDay",
      coalesce(sum(counted), 0)::float8 AS "recordMessages",
      coalesce(sum(rolled), 0)::float8 AS "rollupMessages"
    FROM compared JOIN domain ON domain.id = domain_id
    GROUP BY domain_id HAVING bool_or(differs) ORDER BY 2`);
}
