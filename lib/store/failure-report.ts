import type { PoolClient } from 'pg';
import type { Verdict } from '#lib/report/authenticity';
import type { Deviation } from '#lib/report/deviation';
import type { FailureReport } from '#lib/report/failure-schema';
import {
  type Candidate,
  type Identified,
  type Placed,
  placeReports,
  type ReportTable,
} from './place.ts';

/** A failure report as it was read; `mailText` is null unless the operator keeps such texts. */
export type FlatFailureReport = Identified & {
  content: FailureReport;
  mailText: string | null;
  deviations: Deviation[];
};

/** Gives failure reports their rows. */
export async function storeFailureReports(
  tx: PoolClient,
  candidates: readonly Candidate<FlatFailureReport>[],
  countable: ReadonlySet<Verdict>,
): Promise<Placed<FlatFailureReport>[]> {
  return (await placeReports(tx, TABLE, candidates, countable)).placed;
}

const TABLE: ReportTable<FlatFailureReport> = {
  name: 'failure_report',
  columns: [
    ['form', 'text'],
    ['feedback_type', 'text'],
    ['auth_failure', 'text'],
    ['delivery_result', 'text'],
    ['identity_alignment', 'text'],
    ['authentication_results', 'text[]'],
    ['reported_domain', 'text'],
    ['source_ip', 'inet'],
    ['source_ip_raw', 'text'],
    ['arrival_at', 'timestamptz'],
    ['incidents', 'int'],
    ['reporting_mta', 'text'],
    ['user_agent', 'text'],
    ['original_mail_from', 'text'],
    ['original_rcpt_to', 'text[]'],
    ['original_from', 'text'],
    ['original_subject', 'text'],
    ['original_message_id', 'text'],
    ['dkim_domain', 'text'],
    ['dkim_selector', 'text'],
    ['spf_dns', 'text'],
    ['mail_text', 'text'],
    ['deviations', 'jsonb'],
  ],
  toRow: ({ report: { content, mailText, deviations } }) => ({
    form: content.form,
    feedback_type: content.feedbackType,
    auth_failure: content.authFailure,
    delivery_result: content.deliveryResult,
    identity_alignment: content.identityAlignment,
    authentication_results: content.authenticationResults,
    reported_domain: content.reportedDomain,
    source_ip: content.sourceIp,
    source_ip_raw: content.sourceIpRaw,
    arrival_at: content.arrivalDate,
    incidents: content.incidents,
    reporting_mta: content.reportingMta,
    user_agent: content.userAgent,
    original_mail_from: content.originalMailFrom,
    original_rcpt_to: content.originalRcptTo,
    original_from: content.original.from,
    original_subject: content.original.subject,
    original_message_id: content.original.messageId,
    dkim_domain: content.dkimDomain,
    dkim_selector: content.dkimSelector,
    spf_dns: content.spfDns,
    mail_text: mailText,
    deviations,
  }),
};
