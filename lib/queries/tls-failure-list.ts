import { db, sql } from '#lib/db/client';
import type { Filter } from '#lib/filter/filter';
import { resolvePeriod } from '#lib/filter/period';
import type { Viewer } from '#lib/filter/viewer';
import { isNamed, nameScopeOf } from './name-scope.ts';
import { isTlsMeant } from './tls-reports-in.ts';

/** Why sessions with one host failed, over all reports that count. */
export type TlsFailureRow = {
  /** RFC 8460 §4.3; null where the reporter left it out. */
  resultType: string | null;
  mxHost: string | null;
  domain: string | null;
  sessions: number;
  reporters: number;
  firstDay: string;
  lastDay: string;
};

const MOST_ROWS = 50;

/** What failed in the period, most sessions first. */
export async function tlsFailureList(
  viewer: Viewer,
  filter: Filter,
  now = new Date(),
): Promise<TlsFailureRow[]> {
  const scope = await nameScopeOf(viewer, filter);
  const span = resolvePeriod(filter.period, now);
  return await db().$queryRaw<TlsFailureRow[]>(sql`
    SELECT f.result_type AS "resultType", f.receiving_mx_hostname AS "mxHost", p.domain,
      sum(f.failed_sessions)::float8 AS sessions,
      count(DISTINCT lower(t.organization_name))::int AS reporters,
      to_char(min(t.begin_at AT TIME ZONE 'UTC'), 'YYYY-MM-DD') AS "firstDay",
      to_char(max(t.begin_at AT TIME ZONE 'UTC'), 'YYYY-MM-DD') AS "lastDay"
    FROM tls_report AS t JOIN tls_policy AS p ON p.tls_report_id = t.id
    JOIN tls_failure AS f USING (tls_report_id, policy_no)
    WHERE t.counted AND ${isNamed(scope, sql`p.domain`)} AND ${isTlsMeant(scope, filter, span)}
    GROUP BY 1, 2, 3 ORDER BY sessions DESC, 1, 2, 3 LIMIT ${MOST_ROWS}`);
}
