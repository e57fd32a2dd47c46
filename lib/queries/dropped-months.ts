import { db, sql } from '#lib/db/client';
import type { Filter } from '#lib/filter/filter';
import { resolvePeriod } from '#lib/filter/period';
import type { Viewer } from '#lib/filter/viewer';
import { scopeOf } from './where.ts';

/** The first and the last month (`2026-03`) of a question whose records retention has taken away. */
export type DroppedMonths = { first: string; last: string };

/** Which months of a question have no records any more, of one of its domains or more; null for none. */
export async function droppedMonths(
  viewer: Viewer,
  filter: Filter,
  now: Date,
): Promise<DroppedMonths | null> {
  const { domainIds } = await scopeOf(viewer, filter);
  const { from, to } = resolvePeriod(filter.period, now);
  const [found] = await db().$queryRaw<{ first: string | null; last: string | null }[]>(sql`
    SELECT to_char(min(month), 'YYYY-MM') AS first, to_char(max(month), 'YYYY-MM') AS last
    FROM dropped_month WHERE domain_id = ANY(${domainIds}::int[])
      AND month BETWEEN date_trunc('month', ${from}::date)::date AND ${to}::date`);
  return found?.first && found.last ? { first: found.first, last: found.last } : null;
}
