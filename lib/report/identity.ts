import { createHash, hash } from 'node:crypto';
import type { AggregateRecord, AggregateReport } from './aggregate-schema.ts';
import type { FailureReport } from './failure-schema.ts';
import type { TlsReport } from './tls-schema.ts';

/**
 * What makes two reports the same one. Equal identity and equal content is a duplicate and counts
 * once; equal identity and other content is a conflict, and both are kept.
 */
export type ReportIdentity = { identity: string; contentHash: string };

/**
 * The identity of an aggregate report. The report id alone will not do: one company's three services
 * use the same id for the same day and differ in `email` only, two receivers share ids of the form
 * `domain.begin.end`, and Google re-uses an id for another day. Who signed the mail is not part of
 * it: the store lets the surer sender's report count, so that a forged one cannot take its place.
 */
export function reportIdentity(report: AggregateReport): ReportIdentity {
  const { metadata, policyPublished, records } = report;
  const { orgName, email, reportId, dateRange } = metadata;
  const key = [
    orgName.toLowerCase(),
    email?.toLowerCase() ?? null,
    reportId,
    policyPublished.domain,
    dateRange.begin,
    dateRange.end,
  ];
  const { dialect, version } = report;
  const content = createHash('sha256');
  content.update(JSON.stringify([dialect, version, metadata, policyPublished]));
  // Rows have no order of their own: a reporter may send the same rows again in another one.
  const write = recordWriter();
  // A character for each byte: half as long as digits, and in the same order.
  const rows = records.map((record) => hash('sha256', write(record), 'binary')).sort();
  content.update(Buffer.from(rows.join(''), 'latin1').toString('hex'));
  return { identity: digest(key), contentHash: content.digest('hex') };
}

/**
 * How much of what was written is kept. The reader of XML bounds what it shares, too, and what it met
 * first is what it shares: of a hundred thousand parts that all differ, none is asked for again.
 */
const MOST_WRITTEN = 2 ** 21;

/** Writes records as JSON. Records share equal parts (`Repeated`), and each part is written once. */
function recordWriter() {
  const written = new Map<object, string>();
  let length = 0;
  const write = (part: object) => {
    const known = written.get(part);
    if (known !== undefined) return known;
    const json = JSON.stringify(part);
    length += json.length;
    if (length <= MOST_WRITTEN) written.set(part, json);
    return json;
  };
  return ({ row, identifiers, authResults }: AggregateRecord) => {
    const { sourceIp, count, policyEvaluated } = row;
    const facts = `"sourceIp":${JSON.stringify(sourceIp)},"count":${count}`;
    return `{"row":{${facts},"policyEvaluated":${write(policyEvaluated)}},"identifiers":${write(identifiers)},"authResults":${write(authResults)}}`;
  };
}

/** The identity of a TLS report; its id is only unique together with what it is about. */
export function tlsIdentity(report: TlsReport): ReportIdentity {
  const { organizationName, reportId, dateRange, policies } = report;
  const domains = [...new Set(policies.map(({ domain }) => domain ?? ''))].toSorted();
  const key = [
    organizationName.toLowerCase(),
    reportId,
    dateRange.begin,
    dateRange.end,
    ...domains,
  ];
  return {
    identity: digest(key),
    contentHash: digest(report),
  };
}

/** The identity of a failure report: which mail, from where, when; it has no id of its own. */
export function failureIdentity(report: FailureReport, from: string | null): ReportIdentity {
  const { reportedDomain, sourceIpRaw, arrivalDateRaw, original } = report;
  const key = [from, reportedDomain, sourceIpRaw, arrivalDateRaw, original.messageId];
  return {
    identity: digest(key),
    contentHash: digest(report),
  };
}

/** The reader writes every key of a value in one order, so its JSON is canonical. */
function digest(value: unknown) {
  return hash('sha256', JSON.stringify(value));
}
