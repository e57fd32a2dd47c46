import type { AggregateRecord, AggregateReport } from './aggregate-schema.ts';
import type { Deviation } from './deviation.ts';
import type { FailureReport } from './failure-schema.ts';
import type { ReadItem } from './read-mail.ts';
import type { TlsReport } from './tls-schema.ts';

/**
 * One line of `parse --json`: what a file holds, or why it cannot be read. Values that were not
 * stated are null, those stated empty are ''.
 */
export function describeItem(file: string, { member, kind, outcome }: ReadItem) {
  if (!outcome.ok) return { file, member, kind, ok: false, problem: outcome.error };
  const { value } = outcome;
  const head = { file, member, kind, ok: true, strict_ok: value.strictOk };
  const deviations = value.deviations.map(({ code, detail }: Deviation) => ({ code, detail }));
  switch (value.kind) {
    case 'aggregate':
      return { ...head, ...describeAggregate(value.report), deviations };
    case 'tls':
      return { ...head, ...describeTls(value.report), deviations };
    case 'failure':
      return { ...head, ...describeFailure(value.report), deviations };
  }
}

function describeAggregate({ metadata, policyPublished: policy, records }: AggregateReport) {
  return {
    org_name: metadata.orgName,
    email: metadata.emailRaw ?? metadata.email,
    report_id: metadata.reportId,
    begin: metadata.dateRange.begin,
    end: metadata.dateRange.end,
    domain: policy.domain,
    p: policy.p,
    sp: policy.sp,
    np: policy.np,
    adkim: policy.adkim,
    aspf: policy.aspf,
    pct: policy.pct && /^\d+$/.test(policy.pct) ? Number(policy.pct) : policy.pct,
    fo: policy.fo,
    testing: policy.testing,
    discovery_method: policy.discoveryMethod,
    records: records.length,
    total_messages: messagesOf(records),
    dmarc_pass_messages: messagesOf(records.filter(isStatedPass)),
    dispositions: dispositionsOf(records),
    distinct_source_ips: new Set(records.map(({ row }) => row.sourceIp)).size,
  };
}

function messagesOf(records: readonly AggregateRecord[]) {
  return records.reduce((sum, { row }) => sum + row.count, 0);
}

/** As the receiver concluded: `parse` tells what a report says, not what we make of it. */
function isStatedPass({ row: { policyEvaluated } }: AggregateRecord) {
  return policyEvaluated.dkim === 'pass' || policyEvaluated.spf === 'pass';
}

/** Messages by disposition, in the reporter's own words. */
function dispositionsOf(records: readonly AggregateRecord[]) {
  const sums = new Map<string, number>();
  for (const { row } of records) {
    const word = row.policyEvaluated.dispositionRaw;
    sums.set(word, (sums.get(word) ?? 0) + row.count);
  }
  return Object.fromEntries(sums);
}

function describeTls({ organizationName, reportId, dateRange, policies }: TlsReport) {
  return {
    organization_name: organizationName,
    report_id: reportId,
    begin: dateRange.begin,
    end: dateRange.end,
    policies: policies.length,
    success_sessions: policies.reduce((sum, { successfulSessions }) => sum + successfulSessions, 0),
    failure_sessions: policies.reduce((sum, { failedSessions }) => sum + failedSessions, 0),
  };
}

function describeFailure(report: FailureReport) {
  return {
    feedback_type: report.feedbackType,
    auth_failure: report.authFailure,
    reported_domain: report.reportedDomain,
    source_ip: report.sourceIpRaw,
  };
}
