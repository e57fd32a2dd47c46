import { z } from 'zod';
import { named } from './named.ts';
import { count, day, deviations, page, text, verdict } from './shape-basics.ts';
import { evidence } from './shape-reports.ts';

/** TLS reports (RFC 8460) and failure reports (RFC 9991). */

const tlsRow = z.object({
  uid: z.string(),
  reporter: z.string(),
  domains: z.array(z.string()),
  types: z.array(z.string()),
  successful: count,
  failed: count,
  begin: z.date(),
  end: z.date(),
  receivedAt: z.date(),
  counted: z.boolean(),
  verdict,
  signer: text,
});

export const tlsReports = page(named('TlsReport', tlsRow)).extend({
  totals: z.object({ reports: count, reporters: count, successful: count, failed: count }),
});

const tlsFailure = z.object({
  failureNo: count,
  resultType: text,
  sendingMtaIp: text,
  receivingMxHostname: text,
  receivingIp: text,
  additionalInformation: text,
  failureReasonCode: text,
  sessions: count,
});

export const tlsReport = z.object({
  report: tlsRow.extend({
    contact: text,
    reportId: z.string(),
    fileName: text,
    deviations,
    evidence,
    policies: z.array(
      z.object({
        policyNo: count,
        type: z.string(),
        typeRaw: z.string(),
        domain: text,
        strings: z.array(z.string()),
        mxHosts: z.array(z.string()),
        successful: count,
        failed: count,
        failures: z.array(tlsFailure),
      }),
    ),
  }),
});

export const tlsFailures = z.object({
  rows: z.array(
    z.object({
      resultType: text,
      mxHost: text,
      domain: text,
      sessions: count,
      reporters: count,
      firstDay: day,
      lastDay: day,
    }),
  ),
});

const failureRow = z.object({
  uid: z.string(),
  receivedAt: z.date(),
  arrivedAt: z.date().nullable(),
  domain: text,
  ip: text,
  ptr: text,
  authFailure: text,
  deliveryResult: text,
  reporter: text,
  subject: text.describe('Masked, as everything personal is.'),
  incidents: count,
  counted: z.boolean(),
  verdict,
  signer: text,
});

export const failures = page(named('FailureReport', failureRow)).extend({
  totals: z.object({ reports: count, mails: count, reporters: count }),
});

export const failure = z.object({
  report: failureRow.extend({
    form: z.enum(['fields', 'text']),
    feedbackType: text,
    identityAlignment: text,
    authenticationResults: z.array(z.string()),
    sourceRaw: text,
    reportingMta: text,
    userAgent: text,
    mailFrom: text,
    rcptTo: z.array(z.string()),
    from: text,
    messageIdOfMail: text,
    dkimDomain: text,
    dkimSelector: text,
    spfDns: text,
    mailText: text,
    deviations,
    evidence,
  }),
});
