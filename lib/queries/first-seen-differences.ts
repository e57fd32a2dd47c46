import { db, type Sql, sql } from '#lib/db/client';
import { EVERY_DOMAIN } from '#lib/db/names';
import type { RollupDifference } from './rollup-difference.ts';
import { NO_ADDRESS } from './source-sums.ts';

/**
 * Holds `first_seen` against the sums of a month (`2026-10`): who sent was seen by then, and who was first
 * seen there sent then, and not before. Where that is so of every month, it is the first day of all.
 */
export async function firstSeenDifferences(month: string, only: Sql): Promise<RollupDifference[]> {
  const first = sql`${`${month}-01`}::date`;
  return await db().$queryRaw<RollupDifference[]>(sql`
    WITH sent AS (
      SELECT domain_id, source_ip, first_day, messages::float8 AS messages FROM source_sum
      WHERE month = ${first} AND domain_id <> ${EVERY_DOMAIN} ${only}
        AND messages > 0 AND source_ip <> ${NO_ADDRESS}
    ), compared AS (
      SELECT s.domain_id, s.first_day, s.messages, f.first_day IS NULL OR f.first_day > s.first_day
        OR (f.first_day >= ${first} AND f.first_day < s.first_day) AS differs
      FROM sent AS s LEFT JOIN first_seen AS f USING (domain_id, source_ip)
      UNION ALL
      SELECT f.domain_id, f.first_day, 0, true FROM first_seen AS f
      WHERE f.first_day >= ${first} AND f.first_day < ${first} + INTERVAL '1 month' ${only}
        AND NOT EXISTS (SELECT FROM sent AS s WHERE s.domain_id = f.domain_id
          AND s.source_ip = f.source_ip)
    )
    SELECT 'first_seen' AS table, max(domain.name) AS domain, domain_id AS "domainId",
      ${month} AS month, (count(*) FILTER (WHERE differs))::int AS rows,
      to_char(min(first_day) FILTER (WHERE differs), 'YYYY-MM-DD') AS "firstDay",
      sum(messages) AS "recordMessages",
      coalesce(sum(messages) FILTER (WHERE NOT differs), 0) AS "rollupMessages"
    FROM compared JOIN domain ON domain.id = domain_id
    GROUP BY domain_id HAVING bool_or(differs) ORDER BY 2`);
}
