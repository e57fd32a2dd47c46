import { db, type Sql, sql } from '#lib/db/client';
import { EVERY_DOMAIN } from '#lib/db/names';
import type { RollupDifference } from './rollup-difference.ts';

/**
 * Adds up from the records of a month (`2026-10`) what `source_trait` holds of it, key by key, and
 * compares both. Months that are to be added up anew are not asked by anybody, and left out.
 */
export async function traitDifferences(month: string, only: Sql): Promise<RollupDifference[]> {
  const first = sql`${`${month}-01`}::date`;
  return await db().$queryRaw<RollupDifference[]>(sql`
    WITH known AS (
      SELECT domain_id FROM summed_month AS s WHERE s.month = ${first} AND s.traits ${only}
        AND NOT EXISTS (SELECT FROM changed_month AS c WHERE c.month = s.month
          AND (c.domain_id = s.domain_id OR s.domain_id = ${EVERY_DOMAIN}))
    ), part AS (
      SELECT domain_id AS part, domain_id FROM known WHERE domain_id <> ${EVERY_DOMAIN}
      UNION ALL SELECT ${EVERY_DOMAIN}::int, id FROM domain
      WHERE NOT is_demo AND ${EVERY_DOMAIN} IN (SELECT domain_id FROM known)
    ), counted AS (
      SELECT part, coalesce(r.source_ip, '0.0.0.0/0') AS source_ip, k.trait, k.key,
        sum(r.count)::bigint AS n
      FROM part JOIN record AS r USING (domain_id) CROSS JOIN LATERAL (VALUES
        ('days', r.day::text), ('sets', r.auth_set_id::text), ('domains', r.domain_id::text),
        ('reporters', r.reporter_id::text)) AS k(trait, key)
      WHERE r.day >= ${first} AND r.day < ${first} + interval '1 month' GROUP BY 1, 2, 3, 4
    ), held AS (
      SELECT t.domain_id AS part, t.source_ip, k.trait, e.key, e.value::bigint AS n
      FROM source_trait AS t CROSS JOIN LATERAL (VALUES ('days', days), ('sets', sets),
        ('domains', domains), ('reporters', reporters)) AS k(trait, sums)
      CROSS JOIN jsonb_each_text(k.sums) AS e
      WHERE t.month = ${first} AND t.domain_id IN (SELECT domain_id FROM known)
    )
    SELECT 'source_trait' AS table, coalesce(max(domain.name), 'all domains') AS domain,
      part AS "domainId", ${month} AS month, count(DISTINCT source_ip)::int AS rows,
      ${`${month}-01`} AS "firstDay",
      coalesce(sum(counted.n) FILTER (WHERE trait = 'days'), 0)::float8 AS "recordMessages",
      coalesce(sum(held.n) FILTER (WHERE trait = 'days'), 0)::float8 AS "rollupMessages"
    FROM counted FULL JOIN held USING (part, source_ip, trait, key)
    LEFT JOIN domain ON domain.id = part
    WHERE counted.n IS DISTINCT FROM held.n GROUP BY part ORDER BY part`);
}
