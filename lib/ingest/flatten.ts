import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { normaliseDomain, organizationalDomain } from '#lib/domain-name';
import type { AggregateRecord, AggregateReport } from '#lib/report/aggregate-schema';
import { dmarcResult } from '#lib/report/alignment';
import type { Authenticity } from '#lib/report/authenticity';
import { type DayShare, daysOfPeriod, isSpread, spreadCount } from '#lib/report/day-buckets';
import type { Deviation } from '#lib/report/deviation';
import { outcomeOf } from '#lib/report/outcome';
import { requestedPolicy } from '#lib/report/requested-policy';
import { canonicalIp } from '#lib/report/source-ip';
import type { FlatRecord, FlatReport } from '#lib/store/flat-report';

/** A report as it was read, with what tells it apart and where it came from. */
export type ReadAggregate = {
  report: AggregateReport;
  deviations: Deviation[];
  identity: string;
  contentHash: string;
  original: Uint8Array;
};

const compress = promisify(gzip);

/**
 * The RFC's nesting as table rows: one report, and for each record one row a UTC day, with
 * alignment, requested policy and outcome decided here, once, for every page and export.
 */
export async function flattenReport(
  { report, deviations, identity, contentHash, original }: ReadAggregate,
  { verdict, signer }: Authenticity,
  fileName: string | null,
): Promise<FlatReport> {
  const { metadata, policyPublished: policy } = report;
  const { begin, end } = metadata.dateRange;
  const records = flattenRecords(report);
  const domain = normaliseDomain(policy.domain) ?? policy.domain;
  return {
    domain,
    orgDomain: organizationalDomain(domain),
    identity,
    contentHash,
    verdict,
    signer,
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
    originalGzip: await compress(original),
    originalBytes: original.byteLength,
    originalSha256: createHash('sha256').update(original).digest('hex'),
    recordCount: report.records.length,
    messageCount: sum(records, () => true),
    passCount: sum(records, ({ outcome }) => outcome === 'passed'),
    records,
  };
}

function flattenRecords(report: AggregateReport): FlatRecord[] {
  const { begin, end } = report.metadata.dateRange;
  const days = daysOfPeriod(begin, end);
  return report.records.flatMap((record, index) =>
    onDays(flattenRecord(record, report), index + 1, record.row.count, days),
  );
}

/** A record stands on each day that gets a message of it; one of no messages on the first day. */
function onDays(
  facts: Omit<FlatRecord, 'day' | 'recordNo' | 'count'>,
  recordNo: number,
  total: number,
  days: readonly DayShare[],
): FlatRecord[] {
  const counts = spreadCount(total, days);
  return days.flatMap(({ day }, index) => {
    const count = counts[index] ?? 0;
    const kept = count > 0 || (total === 0 && index === 0);
    return kept ? [{ ...facts, day, recordNo, count }] : [];
  });
}

function flattenRecord(record: AggregateRecord, { policyPublished }: AggregateReport) {
  const { row, identifiers, authResults } = record;
  const { disposition, dispositionRaw, reasons } = row.policyEvaluated;
  const { dkimAligned, spfAligned, pass, inconsistent } = dmarcResult(record, policyPublished);
  const requested = requestedPolicy(policyPublished, identifiers.headerFrom);
  const sourceIp = canonicalIp(row.sourceIp);
  return {
    outcome: outcomeOf({ pass, disposition, reasons, requested }),
    disposition,
    requested,
    dkimAligned,
    spfAligned,
    inconsistent,
    sourceIp,
    sourceRaw: sourceIp === null ? row.sourceIp : null,
    headerFrom: identifiers.headerFrom,
    envelopeFrom: identifiers.envelopeFrom,
    envelopeTo: identifiers.envelopeTo,
    reasons: reasons.length > 0 ? JSON.stringify(reasons) : null,
    dispositionRaw: dispositionRaw === disposition ? null : dispositionRaw,
    authKey: JSON.stringify([authResults.dkim, authResults.spf]),
  };
}

function sum(records: readonly FlatRecord[], counts: (record: FlatRecord) => boolean) {
  return records.reduce((total, record) => total + (counts(record) ? record.count : 0), 0);
}
