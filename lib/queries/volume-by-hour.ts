import { db, type Sql, sql } from '#lib/db/client';
import type { Filter } from '#lib/filter/filter';
import { type ResolvedPeriod, resolvePeriod } from '#lib/filter/period';
import { fitsHours, hoursOfDay } from '#lib/filter/series';
import type { Viewer } from '#lib/filter/viewer';
import { type TallyRow, tally } from './metrics.ts';
import { MIDDLE } from './reports-in.ts';
import { silentDay, type VolumeDay } from './volume-by-day.ts';
import { scopeOf, whereRecord } from './where.ts';

/** What can be said by the hour of a period, and of how much mail. */
export type HoursTold = {
  /**
   * Why the hours are not shown: too many of them, or too much of the mail stands in reports about
   * longer times. Null where they are.
   */
  refused: 'too-long' | 'daily-reports' | null;
  /** Each hour of the period, its row called `2026-11-05T13:00Z`; none where they are not shown. */
  rows: VolumeDay[];
  /** Messages of reports about two hours at most: each counts in the hour of its middle. */
  hourly: number;
  /** All other messages of the period: of longer reports, or of records that are gone. */
  beside: number;
};

/** The hour that a report `p` counts in, as rows are called: that of its middle. */
export const HOUR: Sql = sql`to_char(${MIDDLE} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:"00Z"')`;

/** Whether a report `p` says at which hour its mail came. */
export const IS_ABOUT_AN_HOUR: Sql = sql`p.end_at - p.begin_at <= INTERVAL '2 hours'`;

/** Below that share of the mail, hours would show who reports often rather than who sends when. */
const LEAST_SHARE = 0.8;

/** The mail of a filter by the hour; `days` is the same mail by day. */
export async function volumeByHour(
  viewer: Viewer,
  filter: Filter,
  days: readonly VolumeDay[],
  now = new Date(),
): Promise<HoursTold> {
  const scope = await scopeOf(viewer, filter);
  const span = resolvePeriod(filter.period, now);
  return await hoursIn(whereRecord(scope, filter, span), span, days);
}

/** The same of whatever a condition over `record AS r` means. */
export async function hoursIn(
  where: Sql,
  span: ResolvedPeriod,
  days: readonly VolumeDay[],
): Promise<HoursTold> {
  const total = days.reduce((sum, day) => sum + day.total, 0);
  if (!fitsHours(span.days)) return { refused: 'too-long', rows: [], hourly: 0, beside: total };
  const found = await db().$queryRaw<(TallyRow & { day: string })[]>(sql`
    SELECT ${HOUR} AS day, ${tally(sql`r.count`)}
    FROM record AS r JOIN report AS p ON p.id = r.report_id
    WHERE ${where} AND ${IS_ABOUT_AN_HOUR} GROUP BY 1`);
  const known = new Map(
    found.map(({ messages, ...row }) => [row.day, { ...row, total: messages }]),
  );
  const rows = days
    .flatMap(({ day }) => hoursOfDay(day))
    .map((hour) => known.get(hour) ?? silentDay(hour));
  const hourly = rows.reduce((sum, hour) => sum + hour.total, 0);
  const beside = total - hourly;
  return total > 0 && hourly < LEAST_SHARE * total
    ? { refused: 'daily-reports', rows: [], hourly, beside }
    : { refused: null, rows, hourly, beside };
}
