import { db, sql } from '#lib/db/client';
import type { Filter } from '#lib/filter/filter';
import { resolvePeriod } from '#lib/filter/period';
import type { Viewer } from '#lib/filter/viewer';
import { NO_ADDRESS, type Pair } from './of-sources.ts';
import { sparklines } from './sparkline.ts';
import { scopeOf, whereRecord } from './where.ts';

/** Messages over the period of groups of sources, one line each, in the order given. */
export async function sourceSparks(
  viewer: Viewer,
  filter: Filter,
  groups: readonly (readonly Pair[])[],
  now = new Date(),
): Promise<number[][]> {
  const scope = await scopeOf(viewer, filter);
  const period = resolvePeriod(filter.period, now);
  const pairs = groups.flatMap((group, place) => group.map((pair) => ({ ...pair, place })));
  const ids = pairs.map(({ domainId }) => domainId);
  const ips = pairs.map(({ ip }) => ip ?? NO_ADDRESS);
  const places = pairs.map(({ place }) => place);
  const rows = await db().$queryRaw<{ place: number; day: string; messages: number }[]>(sql`
    SELECT g.place, to_char(r.day, 'YYYY-MM-DD') AS day, sum(r.count)::float8 AS messages
    FROM record AS r
    JOIN unnest(${ids}::int[], ${ips}::inet[], ${places}::int[]) AS g(domain_id, ip, place)
      ON g.domain_id = r.domain_id AND g.ip = coalesce(r.source_ip, ${NO_ADDRESS}::inet)
    WHERE ${whereRecord(scope, filter, period)} GROUP BY g.place, r.day`);
  const byPlace = Map.groupBy(rows, ({ place }) => place);
  const sparkline = sparklines(period);
  return groups.map((_, place) => sparkline(byPlace.get(place) ?? []));
}
