import { db, join, type Sql, sql } from '#lib/db/client';
import { AppError } from '#lib/errors';
import type { Filter } from '#lib/filter/filter';
import { resolvePeriod, type Span } from '#lib/filter/period';
import type { Viewer } from '#lib/filter/viewer';
import type { Verdict } from '#lib/filter/vocabulary';
import { maskText } from '#lib/format/mask';
import { isNamedOrBelow, type NameScope, nameScopeOf } from './name-scope.ts';
import { isOlder, toPage } from './newest-first.ts';
import { ofVerdicts } from './where.ts';

/** A failure report as it stands in a list. What is personal is masked (lib/format/mask.ts). */
export type FailureReportRow = {
  uid: string;
  receivedAt: Date;
  /** When the mail arrived that failed, as the reporter says. */
  arrivedAt: Date | null;
  domain: string | null;
  ip: string | null;
  ptr: string | null;
  /** The reporter's own words, of RFC 6591 §3.2. */
  authFailure: string | null;
  deliveryResult: string | null;
  /** The mail server that says so, else the domain of the mail that brought it. */
  reporter: string | null;
  subject: string | null;
  incidents: number;
  counted: boolean;
  verdict: Verdict;
  signer: string | null;
};

export type FailureReportPage = {
  rows: FailureReportRow[];
  next: string | null;
  /** Of the reports that count; `mails` are the incidents they tell of. */
  totals: { reports: number; mails: number; reporters: number };
};

/** Whether failure reports are the viewer's to see: an auditor has no business with single mails. */
export function seesFailures({ role }: Viewer): boolean {
  return role !== 'auditor';
}

/** The failure reports of a period, newest first, page by page. */
export async function failureReportList(
  viewer: Viewer,
  filter: Filter,
  { limit = 50, now = new Date() }: { limit?: number; now?: Date } = {},
): Promise<FailureReportPage> {
  requireFailures(viewer);
  const scope = await nameScopeOf(viewer, filter);
  const span = resolvePeriod(filter.period, now);
  const [found, totals] = await Promise.all([
    listReports(scope, filter, span, limit + 1),
    sumReports(scope, filter, span),
  ]);
  const { rows, next } = toPage(found, limit, ({ receivedAt }) => receivedAt);
  return { rows: rows.map(toFailureRow), next, totals };
}

/** Refuses who may not see single mails. */
export function requireFailures(viewer: Viewer): void {
  if (seesFailures(viewer)) return;
  throw new AppError('auth/forbidden', { detail: 'Failure reports are about single mails.' });
}

/** Hides what is personal in a row. */
export function toFailureRow<Row extends FailureReportRow>(row: Row): Row {
  return { ...row, subject: row.subject && maskText(row.subject) };
}

const REPORTER = sql`coalesce(regexp_replace(f.reporting_mta, '^dns;\\s*', '', 'i'), (
  SELECT substring(m.from_address FROM '@([^>\\s]+)') FROM message AS m WHERE m.id = f.message_id))`;

/** The select list of a FailureReportRow over `failure_report AS f`. */
export const FAILURE_REPORT_ROW: Sql = sql`
  f.uid::text, f.received_at AS "receivedAt", f.arrival_at AS "arrivedAt",
  f.reported_domain AS domain, host(f.source_ip) AS ip,
  (SELECT s.ptr FROM source AS s WHERE s.ip = f.source_ip) AS ptr,
  f.auth_failure AS "authFailure", f.delivery_result AS "deliveryResult",
  ${REPORTER} AS reporter, f.original_subject AS subject, f.incidents, f.counted, f.verdict::text,
  f.signer`;

async function listReports(scope: NameScope, filter: Filter, span: Span, limit: number) {
  return await db().$queryRaw<(FailureReportRow & { id: string })[]>(sql`
    SELECT f.id::text, ${FAILURE_REPORT_ROW} FROM failure_report AS f
    WHERE ${isFailureMeant(scope, filter, span)} AND ${isOlder(filter, sql`f.received_at`, sql`f.id`)}
    ORDER BY f.received_at DESC, f.id DESC LIMIT ${limit}`);
}

async function sumReports(scope: NameScope, filter: Filter, span: Span) {
  const [row] = await db().$queryRaw<[FailureReportPage['totals']]>(sql`
    SELECT count(*)::int AS reports, coalesce(sum(f.incidents), 0)::float8 AS mails,
      count(DISTINCT ${REPORTER})::int AS reporters
    FROM failure_report AS f WHERE f.counted AND ${isFailureMeant(scope, filter, span)}`);
  return row;
}

/** Whether `failure_report AS f` is meant. By our own clock: the day on which a mail is said to have failed is its reporter's word. */
export function isFailureMeant(scope: NameScope, filter: Filter, { from, to }: Span): Sql {
  const conditions = [
    isNamedOrBelow(scope, sql`f.reported_domain`),
    sql`f.received_at >= (${from}::date::timestamp AT TIME ZONE 'UTC')`,
    sql`f.received_at < (${to}::date::timestamp AT TIME ZONE 'UTC') + INTERVAL '1 day'`,
    ...ofVerdicts(filter, sql`f.verdict`),
  ];
  return join(conditions, ' AND ');
}
