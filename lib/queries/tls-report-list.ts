import { db, type Sql, sql } from '#lib/db/client';
import type { Filter } from '#lib/filter/filter';
import { resolvePeriod, type Span } from '#lib/filter/period';
import type { Viewer } from '#lib/filter/viewer';
import type { Verdict } from '#lib/filter/vocabulary';
import { type NameScope, nameScopeOf } from './name-scope.ts';
import { isOlder, toPage } from './newest-first.ts';
import { isTlsMeant, sessionsOf } from './tls-reports-in.ts';

/** A TLS report as it stands in a list; its sessions are those with the domains that are meant. */
export type TlsReportRow = {
  uid: string;
  reporter: string;
  domains: string[];
  /** tlsa, sts, no-policy-found or other. */
  types: string[];
  successful: number;
  failed: number;
  begin: Date;
  end: Date;
  receivedAt: Date;
  counted: boolean;
  verdict: Verdict;
  signer: string | null;
};

export type TlsReportPage = {
  rows: TlsReportRow[];
  next: string | null;
  /** Of the reports that count. */
  totals: { reports: number; reporters: number; successful: number; failed: number };
};

/** The TLS reports of a period, newest first, page by page. */
export async function tlsReportList(
  viewer: Viewer,
  filter: Filter,
  { limit = 50, now = new Date() }: { limit?: number; now?: Date } = {},
): Promise<TlsReportPage> {
  const scope = await nameScopeOf(viewer, filter);
  const span = resolvePeriod(filter.period, now);
  const [found, totals] = await Promise.all([
    listReports(scope, filter, span, limit + 1),
    sumReports(scope, filter, span),
  ]);
  return { ...toPage(found, limit, ({ end }) => end), totals };
}

/** The select list of a TlsReportRow over `tls_report AS t` and its sums. */
export const TLS_REPORT_ROW: Sql = sql`
  t.uid::text, t.organization_name AS reporter, sums.domains, sums.types, sums.successful,
  sums.failed, t.begin_at AS begin, t.end_at AS end, t.received_at AS "receivedAt", t.counted,
  t.verdict::text, t.signer`;

async function listReports(scope: NameScope, filter: Filter, span: Span, limit: number) {
  return await db().$queryRaw<(TlsReportRow & { id: string })[]>(sql`
    SELECT t.id::text, ${TLS_REPORT_ROW}
    FROM tls_report AS t CROSS JOIN LATERAL (${sessionsOf(scope)}) AS sums
    WHERE ${isTlsMeant(scope, filter, span)} AND ${isOlder(filter, sql`t.end_at`, sql`t.id`)}
    ORDER BY t.end_at DESC, t.id DESC LIMIT ${limit}`);
}

async function sumReports(scope: NameScope, filter: Filter, span: Span) {
  const [row] = await db().$queryRaw<[TlsReportPage['totals']]>(sql`
    SELECT count(*)::int AS reports, count(DISTINCT lower(t.organization_name))::int AS reporters,
      coalesce(sum(sums.successful), 0)::float8 AS successful,
      coalesce(sum(sums.failed), 0)::float8 AS failed
    FROM tls_report AS t CROSS JOIN LATERAL (${sessionsOf(scope)}) AS sums
    WHERE t.counted AND ${isTlsMeant(scope, filter, span)}`);
  return row;
}
