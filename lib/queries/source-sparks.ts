import { db, sql } from '#lib/db/client';
import type { Filter } from '#lib/filter/filter';
import { resolvePeriod, type Span } from '#lib/filter/period';
import type { Viewer } from '#lib/filter/viewer';
import { recordSpan } from './judged-span.ts';
import { kept } from './kept.ts';
import { NO_ADDRESS, ofSources, type Pair } from './of-sources.ts';
import { sparklines } from './sparkline.ts';
import { type Scope, scopeOf, whereRecord } from './where.ts';

/** Messages over the period of groups of sources, of its judged days, one line each, in the order given. */
export async function sourceSparks(
  viewer: Viewer,
  filter: Filter,
  groups: readonly (readonly Pair[])[],
  now = new Date(),
): Promise<number[][]> {
  const period = resolvePeriod(filter.period, now);
  const pairs = groups.flatMap((group, place) =>
    group.map(({ domainId, ip }) => ({ domainId, ip, place })),
  );
  const rows = await daysOfSources(await scopeOf(viewer, filter), filter, period, pairs);
  const byPlace = Map.groupBy(rows, ({ place }) => place);
  const sparkline = sparklines(period);
  return groups.map((_, place) => sparkline(byPlace.get(place) ?? []));
}

type Placed = Pair & { place: number };

const daysOfSources = kept(
  async (scope: Scope, filter: Filter, period: Span, pairs: readonly Placed[]) => {
    const ids = pairs.map(({ domainId }) => domainId);
    const ips = pairs.map(({ ip }) => ip ?? NO_ADDRESS);
    const places = pairs.map(({ place }) => place);
    return await db().$queryRaw<{ place: number; day: string; messages: number }[]>(sql`
    SELECT g.place, to_char(s.day, 'YYYY-MM-DD') AS day, sum(s.messages)::float8 AS messages
    FROM (
      SELECT r.domain_id, coalesce(r.source_ip, ${NO_ADDRESS}::inet) AS ip, r.day,
        sum(r.count) AS messages
      FROM record AS r
      WHERE ${whereRecord(scope, filter, await recordSpan(scope, period))} AND ${ofSources(pairs)}
      GROUP BY 1, 2, 3
    ) AS s JOIN unnest(${ids}::int[], ${ips}::inet[], ${places}::int[]) AS g(domain_id, ip, place)
      USING (domain_id, ip) GROUP BY g.place, s.day`);
  },
);
