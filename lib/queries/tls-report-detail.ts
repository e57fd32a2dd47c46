import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { z } from 'zod';
import { db, sql } from '#lib/db/client';
import type { Viewer } from '#lib/filter/viewer';
import type { MailEvidence } from '#lib/report/authenticity';
import type { Deviation } from '#lib/report/deviation';
import { isNamed, nameScopeOf } from './name-scope.ts';
import { TLS_REPORT_ROW, type TlsReportRow } from './tls-report-list.ts';
import { isTlsVisible, sessionsOf } from './tls-reports-in.ts';

/** A TLS report with everything it says about the domains that the viewer may see. */
export type TlsReportDetail = TlsReportRow & {
  contact: string | null;
  reportId: string;
  fileName: string | null;
  deviations: Deviation[];
  evidence: MailEvidence | null;
  policies: TlsPolicyRow[];
};

export type TlsPolicyRow = {
  policyNo: number;
  type: string;
  /** The reporter's own word for the type. */
  typeRaw: string;
  domain: string | null;
  strings: string[];
  mxHosts: string[];
  successful: number;
  failed: number;
  failures: TlsFailureDetail[];
};

/** Addresses and names are as the reporter wrote them. */
export type TlsFailureDetail = Record<
  | 'resultType'
  | 'sendingMtaIp'
  | 'receivingMxHostname'
  | 'receivingIp'
  | 'additionalInformation'
  | 'failureReasonCode',
  string | null
> & { failureNo: number; sessions: number };

/** One TLS report; null when there is none, or it is not the viewer's to see. */
export async function tlsReportDetail(
  viewer: Viewer,
  uid: string,
): Promise<TlsReportDetail | null> {
  if (!z.guid().safeParse(uid).success) return null;
  const scope = await nameScopeOf(viewer, null);
  const [report] = await db().$queryRaw<Omit<TlsReportDetail, 'policies'>[]>(sql`
    SELECT ${TLS_REPORT_ROW}, t.contact_info AS contact, t.report_id AS "reportId",
      t.file_name AS "fileName", t.deviations,
      (SELECT m.evidence FROM message AS m WHERE m.id = t.message_id) AS evidence
    FROM tls_report AS t CROSS JOIN LATERAL (${sessionsOf(scope)}) AS sums
    WHERE t.uid = ${uid}::uuid AND ${isTlsVisible(scope)}`);
  if (!report) return null;
  const policies = await db().$queryRaw<TlsPolicyRow[]>(sql`
    SELECT p.policy_no AS "policyNo", p.type, p.type_raw AS "typeRaw", p.domain, p.strings,
      p.mx_hosts AS "mxHosts", p.successful_sessions::float8 AS successful,
      p.failed_sessions::float8 AS failed,
      (SELECT coalesce(json_agg(json_build_object('failureNo', f.failure_no,
         'resultType', f.result_type, 'sendingMtaIp', f.sending_mta_ip,
         'receivingMxHostname', f.receiving_mx_hostname, 'receivingIp', f.receiving_ip,
         'additionalInformation', f.additional_information,
         'failureReasonCode', f.failure_reason_code,
         'sessions', f.failed_sessions) ORDER BY f.failed_sessions DESC, f.failure_no), '[]')
       FROM tls_failure AS f
       WHERE f.tls_report_id = p.tls_report_id AND f.policy_no = p.policy_no) AS failures
    FROM tls_policy AS p JOIN tls_report AS t ON t.id = p.tls_report_id
    WHERE t.uid = ${uid}::uuid AND ${isNamed(scope, sql`p.domain`)} ORDER BY p.policy_no`);
  return { ...report, policies };
}

/**
 * The JSON of a report as it was read, unpacked; null when there is none, retention took it away, or a
 * part of it is about domains that are not the viewer's.
 */
export async function tlsReportOriginal(viewer: Viewer, uid: string): Promise<Uint8Array | null> {
  if (!z.guid().safeParse(uid).success) return null;
  const scope = await nameScopeOf(viewer, null);
  const [found] = await db().$queryRaw<{ gzip: Uint8Array | null }[]>(sql`
    SELECT t.original_gzip AS gzip FROM tls_report AS t
    WHERE t.uid = ${uid}::uuid AND ${isTlsVisible(scope)} AND NOT EXISTS (
      SELECT FROM tls_policy AS p
      WHERE p.tls_report_id = t.id AND (${isNamed(scope, sql`p.domain`)}) IS NOT TRUE)`);
  return found?.gzip ? await unpack(found.gzip) : null;
}

/** We packed it ourselves, from a file within the limits: no bomb can be in it. */
const unpack = promisify(gunzip);
