import { gzipSync } from 'node:zlib';
import type { TlsReport } from '#lib/report/tls-schema';
import { base64Lines, crlf, mailDate, multipart, type Posting, textPart } from './mime.ts';

/** A TLS report as JSON (RFC 8460 §4.4): the inverse of `parseTlsReport`; null is left out. */
export function writeTls(report: TlsReport): string {
  return JSON.stringify({
    'organization-name': report.organizationName,
    'date-range': {
      'start-datetime': instant(report.dateRange.begin),
      'end-datetime': instant(report.dateRange.end),
    },
    'contact-info': report.contactInfo ?? undefined,
    'report-id': report.reportId,
    policies: report.policies.map(policy),
  });
}

/** The mail that brings it (RFC 8460 §5.3): multipart/report with the gzipped file. */
export function writeTlsMessage(report: TlsReport, posting: Posting): Uint8Array {
  const { begin, end } = report.dateRange;
  const domain = report.policies[0]?.domain ?? '';
  const name = `${posting.submitter}!${domain}!${begin}!${end}!001.json.gz`;
  const lines = [
    `From: ${report.contactInfo ?? `tlsrpt@${posting.submitter}`}`,
    `To: ${posting.to}`,
    `Subject: Report Domain: ${domain}\r\n Submitter: ${posting.submitter}\r\n Report-ID: <${report.reportId}>`,
    `Date: ${mailDate(posting.sentAt)}`,
    `Message-ID: <tls.${report.reportId}@${posting.submitter}>`,
    `TLS-Report-Domain: ${domain}`,
    `TLS-Report-Submitter: ${posting.submitter}`,
    'Auto-Submitted: auto-generated',
    'MIME-Version: 1.0',
    ...multipart('report; report-type="tlsrpt"', 'outer', [
      textPart('plain', `This is a TLS report from ${posting.submitter} about ${domain}.`),
      [
        `Content-Type: application/tlsrpt+gzip; name="${name}"`,
        `Content-Disposition: attachment; filename="${name}"`,
        'Content-Transfer-Encoding: base64',
        '',
        ...base64Lines(gzipSync(writeTls(report))),
      ],
    ]),
  ];
  return Buffer.from(crlf(lines), 'utf8');
}

function policy(given: TlsReport['policies'][number]) {
  return {
    policy: {
      'policy-type': given.typeRaw,
      'policy-string': given.strings,
      'policy-domain': given.domain ?? undefined,
      'mx-host': given.mxHosts,
    },
    summary: {
      'total-successful-session-count': given.successfulSessions,
      'total-failure-session-count': given.failedSessions,
    },
    'failure-details': given.failureDetails.map((one) => ({
      'result-type': one.resultType ?? undefined,
      'sending-mta-ip': one.sendingMtaIp ?? undefined,
      'receiving-mx-hostname': one.receivingMxHostname ?? undefined,
      'receiving-mx-helo': one.receivingMxHelo ?? undefined,
      'receiving-ip': one.receivingIp ?? undefined,
      'failed-session-count': one.failedSessions,
      'additional-information': one.additionalInformation ?? undefined,
      'failure-reason-code': one.failureReasonCode ?? undefined,
    })),
  };
}

function instant(seconds: number) {
  return new Date(seconds * 1000).toISOString().replace('.000Z', 'Z');
}
