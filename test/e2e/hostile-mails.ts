import { writeAggregate } from '#lib/demo/write-aggregate';
import { writeTls } from '#lib/demo/write-tls';
import { dayOf } from '#lib/filter/day';
import { sampleRecord, sampleReport } from '#test/support/sample-report';
import { PAYLOADS } from './hostile-payloads.ts';

const DAY = dayOf(new Date(Date.now() - 24 * 3_600_000));

/** Where the mail came from that the report of a number tells of. */
export const addressOf = (at: number) => `192.0.2.${at + 1}`;

/** Of each kind thirty, in which each field says each payload once. */
export function hostileMails() {
  return PAYLOADS.flatMap((_, at) => {
    let field = 0;
    const next = () => PAYLOADS[(at + field++) % PAYLOADS.length] ?? '';
    const day = { begin: `${DAY}T00:00Z`, end: `${DAY}T23:59:59Z` };
    const record = sampleRecord({ sourceIp: addressOf(at), dkim: 'fail', spf: 'fail' });
    const plain = sampleReport({
      ...day,
      orgName: next(),
      email: next(),
      reportId: `${at} ${next()}`,
    });
    const report = {
      ...plain,
      version: next(),
      metadata: {
        ...plain.metadata,
        extraContactInfo: next(),
        errors: [next(), next()],
        generator: next(),
      },
      records: [
        {
          row: {
            ...record.row,
            policyEvaluated: {
              ...record.row.policyEvaluated,
              reasons: [{ type: 'other' as const, typeRaw: next(), comment: next() }],
            },
          },
          identifiers: { headerFrom: 'example.com', envelopeFrom: next(), envelopeTo: next() },
          authResults: {
            dkim: [
              {
                domain: next(),
                selector: next(),
                result: 'fail' as const,
                resultRaw: next(),
                humanResult: next(),
              },
            ],
            spf: [
              {
                domain: next(),
                scope: 'mfrom' as const,
                result: 'fail' as const,
                resultRaw: next(),
                humanResult: next(),
              },
            ],
          },
        },
      ],
    };
    const begin = Date.parse(`${DAY}T00:00Z`) / 1000;
    const tls = {
      organizationName: next(),
      contactInfo: next(),
      reportId: `${at} ${next()}`,
      dateRange: { begin, end: begin + 86_399 },
      policies: [
        {
          type: 'sts' as const,
          typeRaw: 'sts',
          strings: [next()],
          domain: 'example.com',
          mxHosts: [next()],
          successfulSessions: 1,
          failedSessions: 2,
          failureDetails: [
            {
              resultType: next(),
              sendingMtaIp: next(),
              receivingMxHostname: next(),
              receivingMxHelo: next(),
              receivingIp: next(),
              failedSessions: 2,
              additionalInformation: next(),
              failureReasonCode: next(),
            },
          ],
        },
      ],
    };
    const named = (change: { domain?: string; headerFrom?: string }) =>
      writeAggregate(elsewhere(at, change));
    return [
      { name: next(), bytes: writeAggregate(report) },
      { name: 'domain.xml', bytes: named({ domain: next() }) },
      { name: 'header-from.xml', bytes: named({ headerFrom: next() }) },
      { name: 'both.xml', bytes: named({ domain: next(), headerFrom: next() }) },
      { name: `${next()}.json`, bytes: writeTls(tls) },
      { name: next(), bytes: failureMail(at, next) },
      { name: next(), bytes: junk(at, next) },
    ];
  });
}

/** A report that is plain but for the names that everything else hangs on. */
function elsewhere(
  at: number,
  { domain = 'example.com', headerFrom = domain }: { domain?: string; headerFrom?: string },
) {
  const day = { begin: `${DAY}T00:00Z`, end: `${DAY}T23:59:59Z` };
  const reportId = `names ${at} ${domain} ${headerFrom}`.slice(0, 200);
  const records = [sampleRecord({ sourceIp: addressOf(at), headerFrom })];
  return sampleReport({ ...day, domain, reportId, records });
}

function failureMail(at: number, next: () => string) {
  const line = () => next().replace(/\s/g, ' ');
  return [
    `From: ${line()} <reports${at}@reporter.example>`,
    `Subject: ${line()}`,
    'MIME-Version: 1.0',
    'Content-Type: multipart/report; report-type=feedback-report; boundary=b',
    ...['', '--b', 'Content-Type: text/plain', '', line()],
    ...['--b', 'Content-Type: message/feedback-report', '', 'Feedback-Type: auth-failure'],
    `User-Agent: ${line()}`,
    `Auth-Failure: ${line()}`,
    'Reported-Domain: example.com',
    `Source-IP: ${addressOf(at)}`,
    `Delivery-Result: ${line()}`,
    `Identity-Alignment: ${line()}`,
    `Reporting-MTA: dns; ${line()}`,
    `Original-Mail-From: ${line()}`,
    `Original-Rcpt-To: ${line()}`,
    `DKIM-Domain: ${line()}`,
    `DKIM-Selector: ${line()}`,
    `SPF-DNS: ${line()}`,
    `Authentication-Results: ${line()}`,
    ...['', '--b', 'Content-Type: message/rfc822', ''],
    ...[`From: ${line()}`, `Subject: ${line()}`, `Message-ID: <${at}@example.com>`, '', line()],
    ...['--b--', ''],
  ].join('\r\n');
}

/** A mail whose attachment is no report. */
function junk(at: number, next: () => string) {
  const line = () => next().replace(/\s/g, ' ');
  const name = line().replace(/["\\]/g, '\\$&');
  return [
    `From: ${line()} <junk${at}@example.net>`,
    `Subject: ${line()}`,
    'MIME-Version: 1.0',
    `Content-Type: application/zip; name="${name}"`,
    `Content-Disposition: attachment; filename="${name}"`,
    ...['', line(), ''],
  ].join('\r\n');
}
