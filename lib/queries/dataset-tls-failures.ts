import { sql } from '#lib/db/client';
import type { Filter } from '#lib/filter/filter';
import { resolvePeriod } from '#lib/filter/period';
import type { Viewer } from '#lib/filter/viewer';
import { dataset } from './dataset.ts';
import { isNamed, nameScopeOf } from './name-scope.ts';
import { streamRows } from './stream-rows.ts';
import type { TlsFailureDetail } from './tls-report-detail.ts';
import { isTlsMeant } from './tls-reports-in.ts';
import { unicodeName } from './unicode-name.ts';

type Row = TlsFailureDetail & {
  uid: string;
  policyNo: number;
  domain: string | null;
  reporter: string;
  begin: Date;
  end: Date;
};

/** The dataset `tls-failures`: each failure detail of each TLS report that counts (RFC 8460 §4.4). */
export const TLS_FAILURES = dataset<Row>(
  1,
  [
    { name: 'schema_version', value: () => 1, doc: 'Version of these columns' },
    { name: 'report_uid', value: (row) => row.uid, doc: 'Our id of the TLS report' },
    { name: 'policy_no', value: (row) => row.policyNo, doc: 'Place of the policy in its report' },
    {
      name: 'failure_no',
      value: (row) => row.failureNo,
      doc: 'Place of the failure in its policy',
    },
    { name: 'domain', value: (row) => row.domain, doc: 'Policy domain, A-label' },
    { name: 'reporter_org', value: (row) => row.reporter, doc: 'Who sent the report' },
    { name: 'period_begin_utc', value: (row) => row.begin, doc: 'First instant it covers' },
    { name: 'period_end_utc', value: (row) => row.end, doc: 'Last instant it covers' },
    { name: 'result_type', value: (row) => row.resultType, doc: 'Kind of failure, RFC 8460 §4.3' },
    { name: 'failed_sessions', value: (row) => row.sessions, doc: 'Sessions that failed so' },
    { name: 'sending_mta_ip', value: (row) => row.sendingMtaIp, doc: 'Address of the sender' },
    { name: 'mx_host', value: (row) => row.receivingMxHostname, doc: 'Mail server it spoke to' },
    { name: 'receiving_ip', value: (row) => row.receivingIp, doc: 'Address of that server' },
    {
      name: 'failure_reason',
      value: (row) => row.failureReasonCode,
      doc: 'Code or text of the sender',
    },
    {
      name: 'additional_information',
      value: (row) => row.additionalInformation,
      doc: 'Where the sender tells more',
    },
    { name: 'domain_unicode', value: (row) => unicodeName(row.domain), doc: 'The domain, U-label' },
  ],
  listFailures,
);

async function* listFailures(viewer: Viewer, filter: Filter, now: Date): AsyncGenerator<Row[]> {
  const scope = await nameScopeOf(viewer, filter);
  yield* streamRows<Row>(sql`
    SELECT t.uid::text, f.policy_no AS "policyNo", f.failure_no AS "failureNo", p.domain,
      t.organization_name AS reporter, t.begin_at AS begin, t.end_at AS end,
      f.result_type AS "resultType", f.failed_sessions::float8 AS sessions,
      f.sending_mta_ip AS "sendingMtaIp", f.receiving_mx_hostname AS "receivingMxHostname",
      f.receiving_ip AS "receivingIp", f.failure_reason_code AS "failureReasonCode",
      f.additional_information AS "additionalInformation"
    FROM tls_report AS t JOIN tls_policy AS p ON p.tls_report_id = t.id
    JOIN tls_failure AS f USING (tls_report_id, policy_no)
    WHERE t.counted AND ${isNamed(scope, sql`p.domain`)}
      AND ${isTlsMeant(scope, filter, resolvePeriod(filter.period, now))}
    ORDER BY t.begin_at, t.organization_name COLLATE "C", t.uid, f.policy_no, f.failure_no`);
}
