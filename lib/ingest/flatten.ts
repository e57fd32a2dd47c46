import { createHash } from 'node:crypto';
import { normaliseDomain, organizationalDomain } from '#lib/domain-name';
import type { MailEvidence } from '#lib/report/authenticity';
import { isSpread } from '#lib/report/day-buckets';
import { gzipped } from '#lib/report/gzipped';
import type { Limits } from '#lib/report/limits';
import { implausibleReport } from '#lib/report/plausible-period';
import type { ReportProblem } from '#lib/report/problem';
import type { ReadItem, ReadMail, ReadReport } from '#lib/report/read-mail';
import { err, ok, type Result } from '#lib/result';
import type { FlatFailureReport } from '#lib/store/failure-report';
import type { FlatReport } from '#lib/store/flat-report';
import type { FlatTlsReport } from '#lib/store/tls-report';
import { flattenRecords } from './flatten-records.ts';

type Unsigned<Report> = Omit<Report, 'verdict' | 'signer'>;

/** A report as the store takes it, but for who sent it: its reporter's signers are in the database. */
export type FlatContent =
  | { kind: 'aggregate'; report: Unsigned<FlatReport> }
  | { kind: 'tls'; report: Unsigned<FlatTlsReport> }
  | { kind: 'failure'; report: Unsigned<FlatFailureReport> };

export type FlatItem = Pick<ReadItem, 'fileName' | 'member' | 'kind'> & {
  outcome: Result<FlatContent, ReportProblem>;
};

/** A mail as the store takes it, with what proves its sender; null where nobody asked for that. */
export type FlatMail = Pick<ReadMail, 'subject' | 'from'> & {
  items: FlatItem[];
  evidence: MailEvidence | null;
};

/**
 * Every report of a mail as table rows. One about a period that cannot be true by our own clock is
 * refused: a file's time is no bound, and a mail's is never later.
 */
export function flattenItems({ items }: ReadMail, limits: Limits, now: Date): FlatItem[] {
  return items.map(({ fileName, member, kind, outcome }) => {
    if (!outcome.ok) return { fileName, member, kind, outcome };
    const implausible = implausibleReport(outcome.value, now, limits);
    const flat = implausible ? err(implausible) : ok(flatten(outcome.value, fileName));
    return { fileName, member, kind, outcome: flat };
  });
}

function flatten(read: ReadReport, fileName: string | null): FlatContent {
  const { identity, contentHash, deviations } = read;
  switch (read.kind) {
    case 'aggregate':
      return { kind: 'aggregate', report: flattenReport(read, fileName) };
    case 'tls': {
      const originalGzip = gzipped(read.original);
      const content = read.report;
      return {
        kind: 'tls',
        report: { identity, contentHash, content, deviations, fileName, originalGzip },
      };
    }
    case 'failure': {
      const { report: content, mailText } = read;
      return { kind: 'failure', report: { identity, contentHash, content, mailText, deviations } };
    }
  }
}

type ReadAggregate = Extract<ReadReport, { kind: 'aggregate' }>;

/** The RFC's nesting as table rows: one report, and for each record one row a UTC day. */
function flattenReport(
  { report, deviations, identity, contentHash, original }: ReadAggregate,
  fileName: string | null,
): Unsigned<FlatReport> {
  const { metadata, policyPublished: policy } = report;
  const { begin, end } = metadata.dateRange;
  const records = flattenRecords(report);
  const domain = normaliseDomain(policy.domain) ?? policy.domain;
  return {
    domain,
    orgDomain: organizationalDomain(domain),
    identity,
    contentHash,
    orgName: metadata.orgName,
    email: metadata.email,
    extraContactInfo: metadata.extraContactInfo,
    reportId: metadata.reportId,
    beginAt: new Date(begin * 1000),
    endAt: new Date(end * 1000),
    dialect: report.dialect,
    version: report.version,
    generator: metadata.generator,
    errors: metadata.errors,
    policyP: policy.p,
    policySp: policy.sp,
    policyNp: policy.np,
    policyAdkim: policy.adkim,
    policyAspf: policy.aspf,
    policyPct: policy.pct,
    policyFo: policy.fo,
    policyTesting: policy.testing,
    discoveryMethod: policy.discoveryMethod,
    deviations,
    spread: isSpread(begin, end),
    fileName,
    originalGzip: gzipped(original),
    originalBytes: original.byteLength,
    originalSha256: createHash('sha256').update(original).digest('hex'),
    recordCount: report.records.length,
    messageCount: messagesOf(records.daily),
    passCount: messagesOf(records.daily.filter(({ outcome }) => outcome === 'passed')),
    records,
  };
}

function messagesOf(daily: FlatReport['records']['daily']) {
  return daily.reduce((sum, { messages }) => sum + messages, 0);
}
