import { db, sql } from '#lib/db/client';
import { decodeCursor, encodeCursor } from '#lib/filter/cursor';
import type { Filter } from '#lib/filter/filter';
import { resolvePeriod, type Span } from '#lib/filter/period';
import type { Viewer } from '#lib/filter/viewer';
import { REPORT_ROW, type ReportRow } from './report-row.ts';
import { isMeant, reportsIn } from './reports-in.ts';
import { isWhole, type Scope, scopeOf } from './where.ts';

export type ReportPage = {
  rows: ReportRow[];
  next: string | null;
  /** What the filter means of the reports that count: M1 and M4 of the period. */
  totals: { reports: number; messages: number; passed: number };
};

/** The reports of a period, newest first, page by page. */
export async function reportList(
  viewer: Viewer,
  filter: Filter,
  { limit = 50, now = new Date() }: { limit?: number; now?: Date } = {},
): Promise<ReportPage> {
  const scope = await scopeOf(viewer, filter);
  const span = resolvePeriod(filter.period, now);
  const [found, totals] = await Promise.all([
    listReports(scope, filter, span, limit + 1),
    sumReports(scope, filter, span),
  ]);
  const page = found.slice(0, limit);
  const last = found.length > limit ? page.at(-1) : undefined;
  return {
    rows: page.map(({ id: _, ...row }) => row),
    next: last ? encodeCursor([last.end.toISOString(), last.id]) : null,
    totals,
  };
}

async function sumReports(scope: Scope, filter: Filter, span: Span) {
  const [row] = await db().$queryRaw<[ReportPage['totals']]>(sql`
    SELECT count(*)::int AS reports, coalesce(sum(messages), 0)::float8 AS messages,
      coalesce(sum(passed), 0)::float8 AS passed
    FROM (${reportsIn(scope, filter, span)}) AS i`);
  return row;
}

async function listReports(scope: Scope, filter: Filter, span: Span, limit: number) {
  return await db().$queryRaw<(ReportRow & { id: string })[]>(sql`
    WITH page AS MATERIALIZED (
      SELECT p.* FROM report AS p
      WHERE ${chosen(scope, filter, span)} AND ${after(filter)}
      ORDER BY p.end_at DESC, p.id DESC LIMIT ${limit}
    )
    SELECT p.id::text, ${REPORT_ROW} FROM page AS p JOIN domain AS d ON d.id = p.domain_id
    ORDER BY p.end_at DESC, p.id DESC`);
}

/** Without a condition also the contents that do not count: nothing that arrived is hidden. */
function chosen(scope: Scope, filter: Filter, span: Span) {
  return isWhole(filter)
    ? isMeant(scope, filter, span)
    : sql`p.id IN (SELECT i.report_id FROM (${reportsIn(scope, filter, span)}) AS i)`;
}

function after(filter: Filter) {
  const [end, id] = decodeCursor(filter.cursor) ?? [];
  if (typeof end !== 'string' || typeof id !== 'string') return sql`true`;
  if (!/^\d{1,18}$/.test(id) || Number.isNaN(Date.parse(end))) return sql`true`;
  return sql`(p.end_at, p.id) < (${end}::timestamptz, ${id}::bigint)`;
}
