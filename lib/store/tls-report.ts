import type { PoolClient } from 'pg';
import type { Verdict } from '#lib/report/authenticity';
import type { Deviation } from '#lib/report/deviation';
import type { TlsReport } from '#lib/report/tls-schema';
import {
  type Candidate,
  type Identified,
  type Placed,
  placeReports,
  type ReportTable,
} from './place.ts';

/** A TLS report as it was read, with its file. */
export type FlatTlsReport = Identified & {
  content: TlsReport;
  deviations: Deviation[];
  fileName: string | null;
  originalGzip: Uint8Array;
};

/** Gives TLS reports their rows, with the policies and failures of those that are new. */
export async function storeTlsReports(
  tx: PoolClient,
  candidates: readonly Candidate<FlatTlsReport>[],
  countable: ReadonlySet<Verdict>,
): Promise<Placed<FlatTlsReport>[]> {
  const { placed } = await placeReports(tx, TABLE, candidates, countable);
  for (const { id, report, fresh } of placed) {
    if (!fresh) continue;
    await tx.query(INSERT_POLICIES, [id, JSON.stringify(report.content.policies)]);
    await tx.query(INSERT_FAILURES, [id, JSON.stringify(report.content.policies)]);
  }
  return placed;
}

const TABLE: ReportTable<FlatTlsReport> = {
  name: 'tls_report',
  columns: [
    ['organization_name', 'text'],
    ['contact_info', 'text'],
    ['report_id', 'text'],
    ['begin_at', 'timestamptz'],
    ['end_at', 'timestamptz'],
    ['deviations', 'jsonb'],
    ['file_name', 'text'],
    ['original_gzip', 'hex'],
  ],
  toRow: ({ report: { content, deviations, fileName, originalGzip } }) => ({
    organization_name: content.organizationName,
    contact_info: content.contactInfo,
    report_id: content.reportId,
    begin_at: new Date(content.dateRange.begin * 1000),
    end_at: new Date(content.dateRange.end * 1000),
    deviations,
    file_name: fileName,
    original_gzip: Buffer.from(originalGzip).toString('hex'),
  }),
};

const INSERT_POLICIES = `
  INSERT INTO tls_policy (tls_report_id, policy_no, type, type_raw, domain, strings, mx_hosts,
    successful_sessions, failed_sessions)
  SELECT $1::bigint, policy_no, p->>'type', p->>'typeRaw', p->>'domain',
    ARRAY(SELECT json_array_elements_text(p->'strings')),
    ARRAY(SELECT json_array_elements_text(p->'mxHosts')),
    (p->>'successfulSessions')::bigint, (p->>'failedSessions')::bigint
  FROM json_array_elements($2::json) WITH ORDINALITY AS policies(p, policy_no)`;

const INSERT_FAILURES = `
  INSERT INTO tls_failure (tls_report_id, policy_no, failure_no, result_type, sending_mta_ip,
    receiving_mx_hostname, receiving_mx_helo, receiving_ip, failed_sessions,
    additional_information, failure_reason_code)
  SELECT $1::bigint, policy_no, failure_no, f->>'resultType', f->>'sendingMtaIp',
    f->>'receivingMxHostname', f->>'receivingMxHelo', f->>'receivingIp',
    (f->>'failedSessions')::bigint, f->>'additionalInformation', f->>'failureReasonCode'
  FROM json_array_elements($2::json) WITH ORDINALITY AS policies(p, policy_no),
    json_array_elements(p->'failureDetails') WITH ORDINALITY AS failures(f, failure_no)`;
