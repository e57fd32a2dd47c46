import { db, sql } from '#lib/db/client';
import type { Filter } from '#lib/filter/filter';
import { resolvePeriod } from '#lib/filter/period';
import { fillDays } from '#lib/filter/series';
import type { Viewer } from '#lib/filter/viewer';
import type { SourceClass } from '#lib/source/source-class';
import { CLASS, saidOf, WHOSE } from './class-of-source.ts';
import { judgedSpan } from './judged-span.ts';
import { NO_ADDRESS } from './of-sources.ts';
import { scopeOf, whereRecord } from './where.ts';

/** Classes as a chart tells them apart: on which side a source stands. */
export const CAMPS = ['yours', 'forwarder', 'misconfigured', 'unknown', 'spoof'] as const;
export type Camp = (typeof CAMPS)[number];

/** One UTC day: whose the mail was. What nobody judged is unknown, so that it adds up to M1. */
export type CampDay = { day: string; total: number; counts: Record<Camp, number> };

/** The mail of each day by whose it was; of days before those that a page can sum nothing is told. */
export async function volumeByCamp(
  viewer: Viewer,
  filter: Filter,
  now = new Date(),
): Promise<CampDay[]> {
  const scope = await scopeOf(viewer, filter);
  const { from, to } = resolvePeriod(filter.period, now);
  const judged = await judgedSpan(scope, { from, to });
  const rows = await db().$queryRaw<ClassDay[]>(sql`
    WITH ${saidOf(scope.domainIds)}, sent AS (
      SELECT r.day, r.domain_id, coalesce(r.source_ip, ${NO_ADDRESS}) AS source_ip,
        sum(r.count) AS messages
      FROM record AS r WHERE ${whereRecord(scope, filter, judged)} GROUP BY 1, 2, 3
    ), known AS (
      SELECT r.domain_id, r.source_ip, ${CLASS} AS class
      FROM (SELECT DISTINCT domain_id, source_ip FROM sent) AS r ${WHOSE}
    )
    SELECT to_char(day, 'YYYY-MM-DD') AS day, class, sum(messages)::float8 AS messages
    FROM sent JOIN known USING (domain_id, source_ip) GROUP BY sent.day, class`);
  const days = [...Map.groupBy(rows, ({ day }) => day)].map(([day, parts]) => campDay(day, parts));
  return fillDays(days, from, to, (day) => campDay(day, []));
}

type ClassDay = { day: string; class: SourceClass; messages: number };

const CAMP_OF = {
  own: 'yours',
  approved: 'yours',
  forwarder: 'forwarder',
  misconfigured: 'misconfigured',
  unknown: 'unknown',
  spoof: 'spoof',
  'not-mine': 'spoof',
} as const satisfies Record<SourceClass, Camp>;

function campDay(day: string, parts: readonly Omit<ClassDay, 'day'>[]): CampDay {
  const counts = { yours: 0, forwarder: 0, misconfigured: 0, unknown: 0, spoof: 0 };
  for (const part of parts) counts[CAMP_OF[part.class]] += part.messages;
  return { day, total: CAMPS.reduce((sum, camp) => sum + counts[camp], 0), counts };
}
