import { db, sql } from '#lib/db/client';
import type { Filter } from '#lib/filter/filter';
import { resolvePeriod } from '#lib/filter/period';
import { fillDays } from '#lib/filter/series';
import type { Viewer } from '#lib/filter/viewer';
import type { SourceClass } from '#lib/source/source-class';
import { classifiedSources } from './classified-sources.ts';
import { NO_ADDRESS } from './of-sources.ts';
import { scopeOf, whereRecord } from './where.ts';

/** Classes as a chart tells them apart: on which side a source stands. */
export const CAMPS = ['yours', 'forwarder', 'misconfigured', 'unknown', 'spoof'] as const;
export type Camp = (typeof CAMPS)[number];

/** One UTC day: whose the mail was. What nobody judged is unknown, so that it adds up to M1. */
export type CampDay = { day: string; total: number; counts: Record<Camp, number> };

/** The mail of each day by whose it was; of days that are not judged nothing is told. */
export async function volumeByCamp(
  viewer: Viewer,
  filter: Filter,
  now = new Date(),
): Promise<CampDay[]> {
  const scope = await scopeOf(viewer, filter);
  const { sources, judged } = await classifiedSources(viewer, filter, now);
  const told = sources.filter(({ verdict }) => verdict.class !== 'unknown');
  const ids = told.map(({ domainId }) => domainId);
  const ips = told.map(({ ip }) => ip ?? NO_ADDRESS);
  const camps = told.map(({ verdict }) => CAMP_OF[verdict.class]);
  const rows = await db().$queryRaw<{ day: string; camp: Camp; messages: number }[]>(sql`
    SELECT to_char(s.day, 'YYYY-MM-DD') AS day, coalesce(c.camp, 'unknown') AS camp,
      sum(s.messages)::float8 AS messages
    FROM (
      SELECT r.day, r.domain_id, coalesce(r.source_ip, ${NO_ADDRESS}::inet) AS ip,
        sum(r.count) AS messages
      FROM record AS r WHERE ${whereRecord(scope, filter, judged)} GROUP BY 1, 2, 3
    ) AS s LEFT JOIN unnest(${ids}::int[], ${ips}::inet[], ${camps}::text[]) AS c(domain_id, ip, camp)
      USING (domain_id, ip) GROUP BY 1, 2`);
  const days = [...Map.groupBy(rows, ({ day }) => day)].map(([day, parts]) => campDay(day, parts));
  const { from, to } = resolvePeriod(filter.period, now);
  return fillDays(days, from, to, (day) => campDay(day, []));
}

const CAMP_OF = {
  own: 'yours',
  approved: 'yours',
  forwarder: 'forwarder',
  misconfigured: 'misconfigured',
  unknown: 'unknown',
  spoof: 'spoof',
  'not-mine': 'spoof',
} as const satisfies Record<SourceClass, Camp>;

function campDay(day: string, parts: readonly { camp: Camp; messages: number }[]): CampDay {
  const counts = { yours: 0, forwarder: 0, misconfigured: 0, unknown: 0, spoof: 0 };
  for (const { camp, messages } of parts) counts[camp] += messages;
  return { day, total: CAMPS.reduce((sum, camp) => sum + counts[camp], 0), counts };
}
