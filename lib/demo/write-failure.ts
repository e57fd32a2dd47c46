import type { FailureReport } from '#lib/report/failure-schema';
import { crlf, mailDate, multipart, type Posting, textPart } from './mime.ts';

/** The mail that brings a failure report (RFC 6591 §3), with the headers of the mail that failed. */
export function writeFailureMessage(report: FailureReport, posting: Posting): Uint8Array {
  const { from, subject, messageId } = report.original;
  const original = [
    ...(from === null ? [] : [`From: ${from}`]),
    ...(subject === null ? [] : [`Subject: ${subject}`]),
    ...(messageId === null ? [] : [`Message-ID: ${messageId}`]),
  ];
  const lines = [
    `From: Postmaster <postmaster@${posting.submitter}>`,
    `To: ${posting.to}`,
    `Subject: FW: ${subject ?? 'a mail that failed'}`,
    `Date: ${mailDate(posting.sentAt)}`,
    `Message-ID: <failure.${posting.sentAt.getTime().toString(36)}@${posting.submitter}>`,
    'Auto-Submitted: auto-generated',
    'MIME-Version: 1.0',
    ...multipart('report; report-type="feedback-report"', 'outer', [
      textPart(
        'plain',
        `This is a failure report about a mail that claims ${from ?? 'you'} as its author.`,
      ),
      ['Content-Type: message/feedback-report', '', ...writeFailureFields(report), ''],
      ['Content-Type: text/rfc822-headers', '', ...original, ''],
    ]),
  ];
  return Buffer.from(crlf(lines), 'utf8');
}

/**
 * The fields of a failure report (RFC 5965, 6591 and 9991) as they stand in a mail, line by line;
 * what is null is left out.
 */
function writeFailureFields(report: FailureReport): string[] {
  const fields: readonly (readonly [name: string, value: string | null])[] = [
    ['Feedback-Type', report.feedbackType],
    ['User-Agent', report.userAgent],
    ['Version', report.version],
    ['Original-Mail-From', report.originalMailFrom],
    ...report.originalRcptTo.map((to) => ['Original-Rcpt-To', to] as const),
    ['Arrival-Date', report.arrivalDateRaw],
    ['Reporting-MTA', report.reportingMta],
    ['Source-IP', report.sourceIpRaw],
    ['Incidents', report.incidents === 1 ? null : String(report.incidents)],
    ['Reported-Domain', report.reportedDomain],
    ...report.authenticationResults.map((one) => ['Authentication-Results', one] as const),
    ['Auth-Failure', report.authFailure],
    ['Identity-Alignment', report.identityAlignment],
    ['Delivery-Result', report.deliveryResult],
    ['DKIM-Domain', report.dkimDomain],
    ['DKIM-Selector', report.dkimSelector],
    ['DKIM-Identity', report.dkimIdentity],
    ['SPF-DNS', report.spfDns],
  ];
  return fields.flatMap(([name, value]) => (value === null ? [] : [`${name}: ${value}`]));
}
