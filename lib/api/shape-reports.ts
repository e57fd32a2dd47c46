import { z } from 'zod';
import { DISPOSITIONS, OUTCOMES } from '#lib/filter/vocabulary';
import { named } from './named.ts';
import { count, deviations, origin, outcomes, page, text, verdict } from './shape-basics.ts';
import { card, dkim, spf } from './shape-sources.ts';

const reportRow = z.object({
  uid: z.string(),
  domain: z.string(),
  reporter: z.string(),
  email: text,
  reportId: z.string(),
  begin: z.date(),
  end: z.date(),
  receivedAt: z.date(),
  messages: count,
  passed: count,
  records: count,
  byOutcome: outcomes.describe('All zero for a content that does not count.'),
  policyP: text,
  counted: z.boolean().describe('One content of each report is part of the totals.'),
  verdict,
  signer: text,
  flags: z.array(z.enum(['conflict', 'spread', 'deviations', 'duplicate-received'])),
});

export const reports = page(named('Report', reportRow)).extend({
  totals: z.object({ reports: count, messages: count, passed: count }),
});

export const verdicts = z.object({
  rows: z.array(z.object({ verdict, reports: count, held: count })),
});

/** What was found out about a mail's sender. */
export const evidence = named(
  'MailEvidence',
  z.object({
    author: text,
    signatures: z.array(
      z.object({
        domain: z.string(),
        selector: z.string(),
        result: z.string(),
        limited: z.boolean(),
      }),
    ),
    received: z.object({ authservId: z.string(), dmarc: z.string(), headerFrom: text }).nullable(),
    policy: text,
    dns: z.enum(['answered', 'failed', 'none']),
  }),
).nullable();

const mail = named(
  'ReportMail',
  z.object({
    origin,
    mailbox: text,
    subject: text,
    fromAddress: text,
    receivedAt: z.date(),
    evidence,
  }),
);

const detail = reportRow.extend({
  isDemo: z.boolean(),
  dialect: z.enum(['rfc7489', 'rfc9990']),
  version: text,
  generator: text,
  extraContactInfo: text,
  errors: z.array(z.string()),
  policy: z.object({
    p: text,
    sp: text,
    np: text,
    adkim: text,
    aspf: text,
    pct: text,
    fo: text,
    testing: text,
    discoveryMethod: text,
  }),
  deviations,
  fileName: text,
  fileBytes: count,
  fileSha256: z.string(),
  previous: text.describe('The report before it, of the same reporter and domain.'),
  next: text,
  siblings: z.array(
    z.object({ uid: z.string(), counted: z.boolean(), receivedAt: z.date(), messages: count }),
  ),
  mail: mail.nullable(),
  copies: z.array(mail),
  storedAt: z.date(),
  confirmedBy: text,
});

const reportRecord = z.object({
  recordNo: count,
  source: z.string(),
  ip: text,
  ptr: text,
  messages: count,
  headerFrom: z.string(),
  envelopeFrom: text,
  envelopeTo: text,
  dkim,
  spf,
  dkimAligned: z.boolean(),
  spfAligned: z.boolean(),
  outcome: z.enum(OUTCOMES),
  disposition: z.enum(DISPOSITIONS),
  dispositionRaw: text,
  requested: z.enum(['none', 'quarantine', 'reject']),
  reasons: z.array(z.object({ type: z.string(), comment: text })),
  inconsistent: z.boolean(),
  diagnosis: z.array(card),
});

export const report = z.object({
  report: named('ReportDetail', detail),
  records: z
    .array(named('ReportRecord', reportRecord))
    .nullable()
    .describe('Null where only the original has them: a content that does not count.'),
});

export const records = page(
  z
    .record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.date(), z.null()]))
    .describe('The columns of the export `records`.'),
);
