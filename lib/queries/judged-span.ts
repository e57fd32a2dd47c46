import { db, sql } from '#lib/db/client';
import { addDays } from '#lib/filter/day';
import type { Filter } from '#lib/filter/filter';
import { resolvePeriod, type Span } from '#lib/filter/period';
import type { Viewer } from '#lib/filter/viewer';
import { type Scope, scopeOf } from './where.ts';

/** The days whose mail is judged; `whole` when they are all that was asked about. */
export type JudgedSpan = Span & { whole: boolean };

/** Records that are judged at once: about a second's work. Few people's questions hold as many. */
const MOST_RECORDS = 250_000;

/** How many of the newest days are counted first: where those hold enough, no year is counted. */
const LOOKS = [31, 124] as const;

/**
 * The newest days of a period that hold no more records than a page can wait for; at least one. Whose
 * a source is hangs on every record, and no sum answers it: a year of three hundred domains would take
 * minutes, of which the last weeks tell as much. Who asks says from which day on it was judged.
 */
export async function judgedSpan(
  scope: Scope,
  span: Span,
  mostRecords = MOST_RECORDS,
): Promise<JudgedSpan> {
  const starts = LOOKS.map((days) => addDays(span.to, 1 - days)).filter((day) => day > span.from);
  for (const from of [...starts, span.from]) {
    const first = await firstJudged(scope, { from, to: span.to }, mostRecords);
    if (first) return { from: first, to: span.to, whole: first === span.from };
  }
  return { ...span, whole: true };
}

/** The days of a filter's period that are judged. */
export async function judgedDays(
  viewer: Viewer,
  filter: Filter,
  now = new Date(),
): Promise<JudgedSpan> {
  const { from, to } = resolvePeriod(filter.period, now);
  return await judgedSpan(await scopeOf(viewer, filter), { from, to });
}

/** The first day that is still judged; null where all of them are. */
async function firstJudged({ domainIds }: Scope, { from, to }: Span, mostRecords: number) {
  const days = await db().$queryRaw<{ day: string; records: number }[]>(sql`
    SELECT to_char(day, 'YYYY-MM-DD') AS day, sum(records)::float8 AS records FROM daily
    WHERE domain_id = ANY(${domainIds}::int[]) AND day BETWEEN ${from}::date AND ${to}::date
    GROUP BY 1 ORDER BY 1 DESC`);
  let records = 0;
  for (const [at, { day, records: those }] of days.entries()) {
    records += those;
    if (records > mostRecords) return at === 0 ? day : addDays(day, 1);
  }
  return null;
}
