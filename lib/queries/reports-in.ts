import { join, type Sql, sql } from '#lib/db/client';
import { addDays } from '#lib/filter/day';
import type { Filter } from '#lib/filter/filter';
import type { Span } from '#lib/filter/period';
import { isOfAll } from './days-of-all.ts';
import type { Unsummed } from './summed-months.ts';
import { isRolledUp, isWhole, ofVerdicts, type Scope, whereRecord } from './where.ts';

/**
 * The counted reports of a filter, each with the messages of it that the filter means: a relation
 * (report_id, reporter_id, messages, passed) whose sums are M1 and M4. Without a condition it reads `report`
 * alone, and asks `record` only about long reports that reach beyond the period.
 */
export function reportsIn(scope: Scope, filter: Filter, span: Span): Sql {
  return isWhole(filter) ? wholeReports(scope, filter, span) : matchingReports(scope, filter, span);
}

/**
 * The same added up by reporter, with the last day that each reported on: a relation (reporter_id,
 * reports, messages, passed, last_day). Without a condition it comes from the roll-up `daily_report`,
 * and only spread reports are looked at one by one. `parts` says what of that the sums of all domains tell.
 */
export function reportSums(
  scope: Scope,
  filter: Filter,
  span: Span,
  parts: readonly Unsummed[] = [{ ...span, domainIds: scope.domainIds }],
): Sql {
  if (!isRolledUp(filter) || !isWhole(filter)) {
    return summed(
      sql`(${reportsIn(scope, filter, span)}) AS i JOIN report AS p ON p.id = i.report_id`,
    );
  }
  return sql`
    ${join(parts.map(sumsOfPart), ' UNION ALL ')}
    UNION ALL
    ${summed(sql`(${spreadReports(scope, filter, span)}) AS i JOIN report AS p ON p.id = i.report_id`)}`;
}

function sumsOfPart(part: Unsummed) {
  const { domainIds, from, to } = part;
  const table = isOfAll(part)
    ? sql`daily_report_of_all AS r WHERE true`
    : sql`daily_report AS r WHERE r.domain_id = ANY(${domainIds}::int[])`;
  return sql`
    SELECT r.reporter_id, sum(r.reports)::float8 AS reports, sum(r.messages)::float8 AS messages,
      sum(r.passed)::float8 AS passed, max(r.day) AS last_day
    FROM ${table} AND r.day BETWEEN ${from}::date AND ${to}::date GROUP BY r.reporter_id`;
}

function summed(reports: Sql) {
  return sql`
    SELECT p.reporter_id, count(*)::float8 AS reports, sum(i.messages) AS messages,
      sum(i.passed) AS passed, max(${LAST_DAY}) AS last_day
    FROM ${reports} GROUP BY p.reporter_id`;
}

function matchingReports(scope: Scope, filter: Filter, span: Span) {
  return sql`
    SELECT r.report_id, r.reporter_id, sum(r.count)::float8 AS messages,
      coalesce(sum(r.count) FILTER (WHERE r.outcome = 'passed'), 0)::float8 AS passed
    FROM record AS r WHERE ${whereRecord(scope, filter, span)} GROUP BY r.report_id, r.reporter_id`;
}

/** Spread reports apart, so that the planner does not think of looking into every report. */
function wholeReports(scope: Scope, filter: Filter, span: Span) {
  return sql`
    SELECT p.id AS report_id, p.reporter_id, p.message_count::float8 AS messages,
      p.pass_count::float8 AS passed
    FROM report AS p WHERE NOT p.spread AND p.counted AND ${isMeant(scope, filter, span)}
    UNION ALL
    ${spreadReports(scope, filter, span)}`;
}

/** The spread ones among them, each with its share of the period. */
function spreadReports(scope: Scope, filter: Filter, span: Span) {
  const { from, to } = span;
  return sql`
    SELECT p.id AS report_id, p.reporter_id, part.messages, part.passed
    FROM report AS p CROSS JOIN LATERAL (
      SELECT coalesce(sum(r.count), 0)::float8 AS messages,
        coalesce(sum(r.count) FILTER (WHERE r.outcome = 'passed'), 0)::float8 AS passed
      FROM record AS r WHERE ${OF_REPORT} AND r.day BETWEEN ${from}::date AND ${to}::date
    ) AS part WHERE p.spread AND p.counted AND ${isMeant(scope, filter, span)}`;
}

/** Whether report `p`, counted or not, is one that a filter without conditions on records means. */
export function isMeant(scope: Scope, filter: Filter, span: Span): Sql {
  const conditions = [
    sql`p.domain_id = ANY(${scope.domainIds}::int[])`,
    liesIn(span),
    ...ofVerdicts(filter, sql`p.verdict`),
  ];
  return join(conditions, ' AND ');
}

const DAY = sql`INTERVAL '1 day'`;
const LAST_DAY = sql`((p.end_at - INTERVAL '1 second') AT TIME ZONE 'UTC')::date`;
/** The instant that decides for which day, or hour, report `p` counts. */
export const MIDDLE = sql`(p.begin_at + (p.end_at - p.begin_at) / 2)`;

/**
 * Whether report `p` counts for a day of the period: as lib/report/day-buckets decides it, by the
 * midpoint, or by overlap when it is spread. The first line is what the index on `end_at` reads; of nearly
 * all it is enough to see that they begin and end in it, where the middle takes twice as long to work out.
 */
export function liesIn({ from, to }: Span): Sql {
  return sql`p.end_at >= ${midnight(from)} AND CASE WHEN p.spread
    THEN p.end_at > ${midnight(from)} AND p.begin_at < ${midnight(addDays(to, 1))}
    WHEN p.begin_at >= ${midnight(from)} AND p.begin_at < ${midnight(addDays(to, 1))}
      AND p.end_at < ${midnight(addDays(to, 1))} THEN true
    ELSE ${MIDDLE} >= ${midnight(from)} AND ${MIDDLE} < ${midnight(addDays(to, 1))} END`;
}

/** The UTC days of a spread report `p`; one that ends at midnight does not touch the next day. */
const SPREAD_DAYS = sql`generate_series((p.begin_at AT TIME ZONE 'UTC')::date,
  ((p.end_at - INTERVAL '1 second') AT TIME ZONE 'UTC')::date, ${DAY})`;

/**
 * Whether `record AS r` belongs to report `p`, said by days, since the primary key of `record`
 * begins with the day: an index lookup for each, where a join would read whole months.
 */
export const OF_REPORT = sql`r.report_id = p.id AND r.day = ANY(CASE WHEN p.spread
  THEN ARRAY(SELECT day::date FROM ${SPREAD_DAYS} AS day)
  ELSE ARRAY[(${MIDDLE} AT TIME ZONE 'UTC')::date] END)`;

/**
 * A relation (domain_id, reporter_id, day): every UTC day that reports of `table AS p` count for.
 * In two parts, so that the planner does not take each report for a spread one.
 */
export function reportDays(table: Sql, condition: Sql): Sql {
  return sql`
    SELECT p.domain_id, p.reporter_id, (${MIDDLE} AT TIME ZONE 'UTC')::date AS day
    FROM ${table} AS p WHERE NOT p.spread AND ${condition}
    UNION ALL
    ${spreadDays(table, condition)}`;
}

/** The part of it that spread reports make. */
export function spreadDays(table: Sql, condition: Sql): Sql {
  return sql`
    SELECT p.domain_id, p.reporter_id, spread.day::date
    FROM ${table} AS p CROSS JOIN ${SPREAD_DAYS} AS spread(day) WHERE p.spread AND ${condition}`;
}

function midnight(day: string) {
  return sql`(${day}::date::timestamp AT TIME ZONE 'UTC')`;
}
