import { db, sql } from '#lib/db/client';
import type { Filter } from '#lib/filter/filter';
import { resolvePeriod } from '#lib/filter/period';
import type { Viewer } from '#lib/filter/viewer';
import { scopeOf, whereRecord } from './where.ts';

/** How many source addresses there are: in all, and by domain (A-label). */
export type SourceCount = { total: number; byDomain: Record<string, number> };

/**
 * Counts the sources of a period. It reads every record of it (from the covering index), which the
 * totals need not: panels ask it apart, so that the figures do not wait for it.
 */
export async function sourceCount(
  viewer: Viewer,
  filter: Filter,
  now = new Date(),
): Promise<SourceCount> {
  const scope = await scopeOf(viewer, filter);
  const span = resolvePeriod(filter.period, now);
  const rows = await db().$queryRaw<{ name: string | null; sources: number }[]>(sql`
    WITH pair AS (
      SELECT DISTINCT r.domain_id, r.source_ip FROM record AS r
      WHERE ${whereRecord(scope, filter, span)}
    )
    SELECT NULL AS name, count(DISTINCT source_ip)::int AS sources FROM pair
    UNION ALL
    SELECT d.name, count(source_ip)::int FROM pair JOIN domain AS d ON d.id = pair.domain_id
    GROUP BY d.name`);
  const byDomain: Record<string, number> = {};
  let total = 0;
  for (const { name, sources } of rows) {
    if (name === null) total = sources;
    else byDomain[name] = sources;
  }
  return { total, byDomain };
}
