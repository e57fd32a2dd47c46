import { db, sql } from '#lib/db/client';
import type { Filter } from '#lib/filter/filter';
import { resolvePeriod, type Span } from '#lib/filter/period';
import type { Viewer } from '#lib/filter/viewer';
import { complianceOf } from './metrics.ts';
import { reportDays, reportsIn } from './reports-in.ts';
import { type Scope, scopeOf } from './where.ts';

export type ReporterRow = {
  name: string;
  reports: number;
  messages: number;
  passed: number;
  compliance: number | null;
  /** M16: from the end of a period to the arrival of its report, in half and in most cases. */
  lagP50Seconds: number;
  lagP95Seconds: number;
  lastEnd: Date;
  /** UTC days of the period that its reports cover. */
  daysReported: number;
};

/** Who sent reports in the period, most messages first. */
export async function reporterList(
  viewer: Viewer,
  filter: Filter,
  now = new Date(),
): Promise<ReporterRow[]> {
  const scope = await scopeOf(viewer, filter);
  const span = resolvePeriod(filter.period, now);
  const rows = await listReporters(scope, filter, span);
  return rows.map((row) => ({ ...row, compliance: complianceOf(row.passed, row.messages) }));
}

async function listReporters(scope: Scope, filter: Filter, { from, to }: Span) {
  return await db().$queryRaw<Omit<ReporterRow, 'compliance'>[]>(sql`
    WITH sent AS MATERIALIZED (
      SELECT p.domain_id, p.reporter_id, p.begin_at, p.end_at, p.received_at, p.spread,
        i.messages, i.passed
      FROM (${reportsIn(scope, filter, { from, to })}) AS i JOIN report AS p ON p.id = i.report_id
    ), days AS (
      SELECT reporter_id, count(DISTINCT day)::int AS count
      FROM (${reportDays(sql`sent`, sql`true`)}) AS covered
      WHERE day BETWEEN ${from}::date AND ${to}::date GROUP BY reporter_id
    ), sums AS (
      SELECT reporter_id, count(*)::int AS reports, sum(messages)::float8 AS messages,
        sum(passed)::float8 AS passed, ${lag(0.5)} AS "lagP50Seconds",
        ${lag(0.95)} AS "lagP95Seconds", max(end_at) AS "lastEnd"
      FROM sent GROUP BY reporter_id
    )
    SELECT o.name, reports, messages, passed, "lagP50Seconds", "lagP95Seconds", "lastEnd",
      coalesce(days.count, 0) AS "daysReported"
    FROM sums JOIN reporter AS o ON o.id = sums.reporter_id
    LEFT JOIN days ON days.reporter_id = sums.reporter_id
    ORDER BY messages DESC, o.name`);
}

function lag(share: number) {
  return sql`percentile_cont(${share}::float8) WITHIN GROUP (
    ORDER BY extract(epoch FROM received_at - end_at)::float8)`;
}
