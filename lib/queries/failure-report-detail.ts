import { z } from 'zod';
import { db, sql } from '#lib/db/client';
import type { Viewer } from '#lib/filter/viewer';
import { maskAddresses, maskMailbox } from '#lib/format/mask';
import type { MailEvidence } from '#lib/report/authenticity';
import type { Deviation } from '#lib/report/deviation';
import {
  FAILURE_REPORT_ROW,
  type FailureReportRow,
  requireFailures,
  toFailureRow,
} from './failure-report-list.ts';
import { isNamedOrBelow, nameScopeOf } from './name-scope.ts';

/** A failure report with everything that was kept of it; addresses are masked. */
export type FailureReportDetail = FailureReportRow & {
  /** `fields` (RFC 5965) or `text`, a mail in prose. */
  form: 'fields' | 'text';
  feedbackType: string | null;
  identityAlignment: string | null;
  authenticationResults: string[];
  /** What the reporter wrote in place of an address. */
  sourceRaw: string | null;
  reportingMta: string | null;
  userAgent: string | null;
  mailFrom: string | null;
  rcptTo: string[];
  from: string | null;
  messageIdOfMail: string | null;
  dkimDomain: string | null;
  dkimSelector: string | null;
  spfDns: string | null;
  /** What the mail said, where the operator keeps that and the reporter quoted it. */
  mailText: string | null;
  deviations: Deviation[];
  evidence: MailEvidence | null;
};

/** One failure report; null when there is none, or it is not the viewer's to see. */
export async function failureReportDetail(
  viewer: Viewer,
  uid: string,
): Promise<FailureReportDetail | null> {
  requireFailures(viewer);
  if (!z.guid().safeParse(uid).success) return null;
  const scope = await nameScopeOf(viewer, null);
  const [row] = await db().$queryRaw<FailureReportDetail[]>(sql`
    SELECT ${FAILURE_REPORT_ROW}, f.form, f.feedback_type AS "feedbackType",
      f.identity_alignment AS "identityAlignment",
      f.authentication_results AS "authenticationResults", f.source_ip_raw AS "sourceRaw",
      f.reporting_mta AS "reportingMta", f.user_agent AS "userAgent",
      f.original_mail_from AS "mailFrom", f.original_rcpt_to AS "rcptTo",
      f.original_from AS from, f.original_message_id AS "messageIdOfMail",
      f.dkim_domain AS "dkimDomain", f.dkim_selector AS "dkimSelector", f.spf_dns AS "spfDns",
      f.mail_text AS "mailText",
      f.deviations, (SELECT m.evidence FROM message AS m WHERE m.id = f.message_id) AS evidence
    FROM failure_report AS f
    WHERE f.uid = ${uid}::uuid AND ${isNamedOrBelow(scope, sql`f.reported_domain`)}`);
  return row ? masked(row) : null;
}

function masked(row: FailureReportDetail): FailureReportDetail {
  return {
    ...toFailureRow(row),
    authenticationResults: row.authenticationResults.map(maskAddresses),
    mailFrom: row.mailFrom && maskMailbox(row.mailFrom),
    rcptTo: row.rcptTo.map(maskMailbox),
    from: row.from && maskMailbox(row.from),
    messageIdOfMail: row.messageIdOfMail && maskAddresses(row.messageIdOfMail),
    mailText: row.mailText && maskAddresses(row.mailText),
    deviations: row.deviations.map((one) => ({ ...one, detail: maskAddresses(one.detail) })),
  };
}
