import { type Sql, sql } from '#lib/db/client';
import type { Filter } from '#lib/filter/filter';
import type { Span } from '#lib/filter/period';
import { isWhole, type Scope, whereRecord } from './where.ts';

/**
 * The counted reports of a filter, each with the messages of it that the filter means: a relation
 * (report_id, messages, passed) whose sums are M1 and M4. Without a condition it reads `report`
 * alone, and asks `record` only about long reports that reach beyond the period.
 */
export function reportsIn(scope: Scope, filter: Filter, span: Span): Sql {
  return isWhole(filter) ? wholeReports(scope, span) : matchingReports(scope, filter, span);
}

function matchingReports(scope: Scope, filter: Filter, span: Span) {
  return sql`
    SELECT r.report_id, sum(r.count)::float8 AS messages,
      coalesce(sum(r.count) FILTER (WHERE r.outcome = 'passed'), 0)::float8 AS passed
    FROM record AS r WHERE ${whereRecord(scope, filter, span)} GROUP BY r.report_id`;
}

function wholeReports(scope: Scope, span: Span) {
  return sql`
    SELECT p.id AS report_id,
      coalesce(part.messages, p.message_count)::float8 AS messages,
      coalesce(part.passed, p.pass_count)::float8 AS passed
    FROM report AS p
    LEFT JOIN LATERAL (${messagesWithin(span)}) AS part ON ${reachesBeyond(span)}
    WHERE p.domain_id = ANY(${scope.domainIds}::int[]) AND p.counted AND ${liesIn(span)}`;
}

/**
 * Whether report `p` counts for a day of the period: as lib/report/day-buckets decides it, by the
 * midpoint, or by overlap when it is spread. The first line is what the index on `end_at` reads.
 */
export function liesIn({ from, to }: Span): Sql {
  const middle = sql`p.begin_at + (p.end_at - p.begin_at) / 2`;
  return sql`p.end_at >= ${midnight(from)} AND CASE WHEN p.spread
    THEN p.end_at > ${midnight(from)} AND p.begin_at < ${midnight(to)} + INTERVAL '1 day'
    ELSE ${middle} >= ${midnight(from)} AND ${middle} < ${midnight(to)} + INTERVAL '1 day' END`;
}

/** The UTC days that report `p` counts for; one that ends at midnight does not touch the next. */
export const DAYS_OF_REPORT = sql`generate_series(
  ((CASE WHEN p.spread THEN p.begin_at ELSE p.begin_at + (p.end_at - p.begin_at) / 2 END)
    AT TIME ZONE 'UTC')::date,
  ((CASE WHEN p.spread THEN p.end_at - INTERVAL '1 second' ELSE p.begin_at + (p.end_at - p.begin_at) / 2 END)
    AT TIME ZONE 'UTC')::date,
  INTERVAL '1 day')`;

function reachesBeyond({ from, to }: Span) {
  return sql`(p.spread AND
    (p.begin_at < ${midnight(from)} OR p.end_at > ${midnight(to)} + INTERVAL '1 day'))`;
}

/** Day by day, since the primary key of `record` begins with the day. */
function messagesWithin({ from, to }: Span) {
  return sql`
    SELECT coalesce(sum(r.count), 0) AS messages,
      coalesce(sum(r.count) FILTER (WHERE r.outcome = 'passed'), 0) AS passed
    FROM ${DAYS_OF_REPORT} AS d(day)
    JOIN record AS r ON r.day = d.day::date AND r.report_id = p.id
    WHERE d.day BETWEEN ${from}::date AND ${to}::date`;
}

function midnight(day: string) {
  return sql`(${day}::date::timestamp AT TIME ZONE 'UTC')`;
}
