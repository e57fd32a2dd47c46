import { db, type Sql, sql } from '#lib/db/client';
import { addDays } from '#lib/filter/day';
import type { Filter } from '#lib/filter/filter';
import { resolvePeriod, type Span } from '#lib/filter/period';
import type { Viewer } from '#lib/filter/viewer';
import { kept } from './kept.ts';
import { isRolledUp, type Scope, scopeOf } from './where.ts';

/** The days whose mail is judged; `whole` when they are all that was asked about. */
export type JudgedSpan = Span & { whole: boolean };

/** Rows that a page can wait for: about a third of a second. Few people's questions hold as many. */
const MOST_ROWS = 250_000;

/**
 * The newest days of a period of whose sources a page can wait for the sums; at least one. Where a
 * month was added up (lib/store/source-sum) that is a row for each source, elsewhere for each record.
 * Who asks says from which day on it is summed.
 */
export async function judgedSpan(
  scope: Scope,
  span: Span,
  mostRows = MOST_ROWS,
): Promise<JudgedSpan> {
  return await newestDays(scope, span, mostRows, 'sums');
}

/** The same for who reads the records themselves, as everything does that no sum tells. */
export async function recordSpan(
  scope: Scope,
  span: Span,
  mostRecords = MOST_ROWS,
): Promise<JudgedSpan> {
  return await newestDays(scope, span, mostRecords, 'records');
}

/** The same for who asks what failed: where a month was added up by class, that is held by itself. */
export async function failureSpan(
  scope: Scope,
  filter: Filter,
  span: Span,
  mostRows = MOST_ROWS,
): Promise<JudgedSpan> {
  return await newestDays(scope, span, mostRows, isRolledUp(filter) ? 'failures' : 'records');
}

/** Which days of a period are told of. */
export type DaysOf = (scope: Scope, span: Span) => JudgedSpan | Promise<JudgedSpan>;

/** All of them, as files hold. */
export function allDays(_: Scope, span: Span): JudgedSpan {
  return { ...span, whole: true };
}

/** Both for a filter: the days of which sources are summed, and of which it is told why mail fails. */
export async function judgedDays(
  viewer: Viewer,
  filter: Filter,
  now = new Date(),
): Promise<{ summed: JudgedSpan; read: JudgedSpan }> {
  const { from, to } = resolvePeriod(filter.period, now);
  const scope = await scopeOf(viewer, filter);
  const [summed, read] = await Promise.all([
    judgedSpan(scope, { from, to }),
    failureSpan(scope, filter, { from, to }),
  ]);
  return { summed, read };
}

/** How many of the newest days are counted first: where those hold enough, no year is counted. */
const LOOKS = [31, 124] as const;

const newestDays = kept(
  async (scope: Scope, span: Span, most: number, counted: Counted): Promise<JudgedSpan> => {
    const starts = LOOKS.map((days) => addDays(span.to, 1 - days)).filter((day) => day > span.from);
    for (const from of [...starts, span.from]) {
      const first = await firstDay(scope, { from, to: span.to }, most, counted);
      if (first) return { from: first, to: span.to, whole: first === span.from };
    }
    return { ...span, whole: true };
  },
);

/**
 * What a page would read of a month or a day of a domain: a row for each source where it was added up,
 * what failed where that is held, or each record. What failed is grouped where most records are passed
 * over: that takes as long as four of them.
 */
const ROWS = {
  sums: sql`least(records, s.sources)`,
  records: sql`records`,
  failures: sql`CASE WHEN c.month IS NULL THEN records ELSE least(records, 4 * failed) END`,
};
type Counted = keyof typeof ROWS;

/** The first day that has room; null where all of them have. */
async function firstDay(
  { domainIds }: Scope,
  { from, to }: Span,
  most: number,
  counted: Counted,
): Promise<string | null> {
  const month = sql`date_trunc('month', day::timestamp)::date`;
  const months = await db().$queryRaw<{ first: string; rows: number }[]>(sql`
    SELECT to_char(greatest(month, ${from}::date), 'YYYY-MM-DD') AS first,
      sum(${ROWS[counted]})::float8 AS rows
    FROM ${counts(domainIds, { from, to }, month)} GROUP BY month ORDER BY month DESC`);
  let end = to;
  let left = most;
  for (const { first, rows } of months) {
    if (rows > left) {
      const within = { from: first, to: end };
      return await firstDayWithin(domainIds, within, left, end < to, counted);
    }
    left -= rows;
    end = addDays(first, -1);
  }
  return null;
}

/** Within a month that is too much: at least its last day, unless later ones are there already. */
async function firstDayWithin(
  domainIds: readonly number[],
  { from, to }: Span,
  most: number,
  hasLater: boolean,
  counted: Counted,
) {
  // Of a part of a month there are no sums.
  const rowsOf = ROWS[counted === 'sums' ? 'records' : counted];
  const days = await db().$queryRaw<{ day: string; rows: number }[]>(sql`
    SELECT to_char(day, 'YYYY-MM-DD') AS day, sum(${rowsOf})::float8 AS rows
    FROM ${counts(domainIds, { from, to }, sql`day`)} GROUP BY day ORDER BY day DESC`);
  let rows = 0;
  for (const [at, { day, rows: those }] of days.entries()) {
    rows += those;
    if (rows > most) return at === 0 && !hasLater ? day : addDays(day, 1);
  }
  return from;
}

/** The records of domains by day or by month, beside what is known of their months. */
function counts(domainIds: readonly number[], { from, to }: Span, by: Sql): Sql {
  return sql`(
      SELECT domain_id, ${by} AS day, date_trunc('month', ${by}::timestamp)::date AS month,
        sum(records) AS records, coalesce(sum(records) FILTER (WHERE outcome <> 'passed'), 0) AS failed
      FROM daily WHERE domain_id = ANY(${[...domainIds]}::int[])
        AND day BETWEEN ${from}::date AND ${to}::date GROUP BY 1, 2, 3
    ) AS d LEFT JOIN summed_month AS s USING (domain_id, month)
      LEFT JOIN classed_month AS c USING (domain_id, month, summed_at)`;
}
