import { db, sql } from '#lib/db/client';
import { listDays } from '#lib/filter/day';
import type { Filter } from '#lib/filter/filter';
import { resolvePeriod } from '#lib/filter/period';
import { hoursOfDay } from '#lib/filter/series';
import type { Viewer } from '#lib/filter/viewer';
import type { DomainVolume } from './volume-by-domain.ts';
import { HOUR, IS_ABOUT_AN_HOUR } from './volume-by-hour.ts';
import { scopeOf, whereRecord } from './where.ts';

/** The mail of an hour, `day` being how the hour is called: `2026-11-05T13:00Z`. */
type Hour = DomainVolume['days'][number];

/** The mail of some domains by the hour, as far as reports say at which hour it came. */
export async function domainHours(
  viewer: Viewer,
  filter: Filter,
  names: readonly string[],
  now = new Date(),
): Promise<Map<string, Hour[]>> {
  const scope = await scopeOf(viewer, filter);
  const span = resolvePeriod(filter.period, now);
  const rows = await db().$queryRaw<(Hour & { name: string })[]>(sql`
    SELECT d.name, ${HOUR} AS day, sum(r.count)::float8 AS messages,
      coalesce(sum(r.count) FILTER (WHERE r.outcome = 'passed'), 0)::float8 AS passed
    FROM record AS r JOIN report AS p ON p.id = r.report_id JOIN domain AS d ON d.id = r.domain_id
    WHERE ${whereRecord(scope, filter, span)} AND ${IS_ABOUT_AN_HOUR}
      AND d.name = ANY(${[...names]}::text[]) GROUP BY 1, 2`);
  const hours = listDays(span.from, span.to).flatMap(hoursOfDay);
  const byName = Map.groupBy(rows, ({ name }) => name);
  return new Map(names.map((name) => [name, fillHours(byName.get(name) ?? [], hours)]));
}

function fillHours(rows: readonly Hour[], hours: readonly string[]): Hour[] {
  const known = new Map(rows.map(({ day, messages, passed }) => [day, { day, messages, passed }]));
  return hours.map((day) => known.get(day) ?? { day, messages: 0, passed: 0 });
}
