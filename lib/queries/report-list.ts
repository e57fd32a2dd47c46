import { db, sql } from '#lib/db/client';
import type { Filter } from '#lib/filter/filter';
import { resolvePeriod, type Span } from '#lib/filter/period';
import type { Viewer } from '#lib/filter/viewer';
import { askOfAll } from './days-of-all.ts';
import { kept } from './kept.ts';
import { isOlder, toPage } from './newest-first.ts';
import { REPORT_ROW, type ReportRow } from './report-row.ts';
import { isMeant, reportSums, reportsIn } from './reports-in.ts';
import { isWhole, type Scope, scopeOf } from './where.ts';

export type ReportPage = {
  rows: ReportRow[];
  next: string | null;
  /** What the filter means of the reports that count: M1 and M4 of the period. */
  totals: { reports: number; messages: number; passed: number };
};

/** The reports of a period, newest first, page by page. */
export const reportList = kept(findReportList);

async function findReportList(
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
  return { ...toPage(found, limit, ({ end }) => end), totals };
}

async function sumReports(scope: Scope, filter: Filter, span: Span) {
  return await askOfAll(scope, filter, span, async (tx, parts) => {
    const [row] = await tx.$queryRaw<[ReportPage['totals']]>(sql`
      SELECT coalesce(sum(reports), 0)::int AS reports, coalesce(sum(messages), 0)::float8 AS messages,
        coalesce(sum(passed), 0)::float8 AS passed
      FROM (${reportSums(scope, filter, span, parts)}) AS i`);
    return row;
  });
}

async function listReports(scope: Scope, filter: Filter, span: Span, limit: number) {
  return await db().$queryRaw<(ReportRow & { id: string })[]>(sql`
    WITH page AS MATERIALIZED (
      SELECT p.* FROM report AS p
      WHERE ${chosen(scope, filter, span)} AND ${isOlder(filter, sql`p.end_at`, sql`p.id`)}
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
