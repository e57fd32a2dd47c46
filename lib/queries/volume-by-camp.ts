import { sql } from '#lib/db/client';
import { listDays } from '#lib/filter/day';
import type { Filter } from '#lib/filter/filter';
import { resolvePeriod } from '#lib/filter/period';
import type { Viewer } from '#lib/filter/viewer';
import type { SourceClass } from '#lib/source/source-class';
import { askClassDays, classedSpan } from './class-days.ts';
import { kept } from './kept.ts';
import { scopeOf } from './where.ts';

/** Classes as a chart tells them apart: on which side a source stands. */
export const CAMPS = ['yours', 'forwarder', 'misconfigured', 'unknown', 'spoof'] as const;
export type Camp = (typeof CAMPS)[number];

/** One UTC day: whose the mail was. What nobody judged is unknown, so that it adds up to M1. */
export type CampDay = { day: string; total: number; counts: Record<Camp, number> };

/** The mail of each day by whose it was; of days before those that a page can sum nothing is told. */
export const volumeByCamp = kept(findVolumeByCamp);

async function findVolumeByCamp(
  viewer: Viewer,
  filter: Filter,
  now = new Date(),
): Promise<CampDay[]> {
  const scope = await scopeOf(viewer, filter);
  const { from, to } = resolvePeriod(filter.period, now);
  const judged = await classedSpan(scope, filter, { from, to });
  const rows = await askClassDays(
    scope,
    filter,
    judged,
    async (tx, sums) =>
      await tx.$queryRaw<ClassDay[]>(sql`
        SELECT to_char(r.day, 'YYYY-MM-DD') AS day, r.class, sum(r.messages)::float8 AS messages
        FROM (${sums}) AS r GROUP BY r.day, r.class`),
  );
  return fillCamps(rows, listDays(from, to));
}

/** The row of each of some days, or hours: those that nobody sent in are silent. */
export function fillCamps(rows: readonly ClassDay[], days: readonly string[]): CampDay[] {
  const byDay = Map.groupBy(rows, ({ day }) => day);
  return days.map((day) => campDay(day, byDay.get(day) ?? []));
}

export type ClassDay = { day: string; class: SourceClass; messages: number };

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
