import { db, sql } from '#lib/db/client';
import { listDays } from '#lib/filter/day';
import type { Filter } from '#lib/filter/filter';
import { resolvePeriod } from '#lib/filter/period';
import { hoursOfDay } from '#lib/filter/series';
import type { Viewer } from '#lib/filter/viewer';
import { CLASS, saidOf, WHOSE } from './class-of-source.ts';
import { NO_ADDRESS } from './source-sums.ts';
import { type CampDay, type ClassDay, fillCamps } from './volume-by-camp.ts';
import { HOUR, IS_ABOUT_AN_HOUR } from './volume-by-hour.ts';
import { scopeOf, whereRecord } from './where.ts';

/** Whose the mail of each hour was, as far as reports say at which hour it came (volume-by-hour.ts). */
export async function campHours(
  viewer: Viewer,
  filter: Filter,
  now = new Date(),
): Promise<CampDay[]> {
  const scope = await scopeOf(viewer, filter);
  const span = resolvePeriod(filter.period, now);
  const rows = await db().$queryRaw<ClassDay[]>(sql`
    WITH ${saidOf(scope.domainIds)}, sent AS MATERIALIZED (
      SELECT r.domain_id, coalesce(r.source_ip, ${NO_ADDRESS}) AS source_ip, ${HOUR} AS hour,
        sum(r.count)::float8 AS messages
      FROM record AS r JOIN report AS p ON p.id = r.report_id
      WHERE ${whereRecord(scope, filter, span)} AND ${IS_ABOUT_AN_HOUR} GROUP BY 1, 2, 3
    ), known AS (
      SELECT r.domain_id, r.source_ip, ${CLASS} AS class
      FROM (SELECT DISTINCT domain_id, source_ip FROM sent) AS r ${WHOSE}
    )
    SELECT hour AS day, class, sum(messages)::float8 AS messages
    FROM sent JOIN known USING (domain_id, source_ip) GROUP BY 1, 2`);
  return fillCamps(rows, listDays(span.from, span.to).flatMap(hoursOfDay));
}
