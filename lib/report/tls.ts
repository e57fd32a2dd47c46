import { z } from 'zod';
import { err, ok, type Result } from '#lib/result';
import { type Deviation, Deviations } from './deviation.ts';
import { decodeText, detectEncoding } from './encoding.ts';
import { exceeds, type Limits } from './limits.ts';
import type { ReportProblem } from './problem.ts';
import { LENGTHS } from './text.ts';
import { TLS_POLICY_TYPES, type TlsReport, tlsReport } from './tls-schema.ts';

export type ParsedTls = { report: TlsReport; deviations: Deviation[] };

/**
 * Reads a TLS report (RFC 8460 §4.4), and what reporters leave out of one. `domainHint` stands in for
 * a policy without a domain (Postfix leaves it out when it found no policy).
 */
export function parseTlsReport(
  bytes: Uint8Array,
  limits: Limits,
  domainHint: string | null = null,
): Result<ParsedTls, ReportProblem> {
  if (bytes.length > limits.jsonBytes) return err(exceeds('jsonBytes', limits));
  const deviations = new Deviations();
  const json = parseJson(decodeText(bytes, detectEncoding(bytes, deviations)));
  if (!json.ok) return json;
  const wire = wireReport.safeParse(json.value);
  if (!wire.success) return invalid(wire.error);
  if (wire.data.policies.length > limits.policies) return err(exceeds('policies', limits));

  const report = tlsReport.safeParse(fromWire(wire.data, domainHint, deviations));
  if (!report.success) return invalid(report.error);
  return ok({ report: report.data, deviations: deviations.list() });
}

function parseJson(text: string): Result<unknown, ReportProblem> {
  if (isNestedDeeper(text, DEEPEST)) {
    const reason = `It is nested deeper than ${DEEPEST} levels, and a report has six.`;
    return err({ code: 'report/malformed', text: reason });
  }
  try {
    return ok(JSON.parse(text));
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message.slice(0, 200) : 'unknown';
    return err({ code: 'report/malformed', text: `It is not JSON: ${reason}` });
  }
}

const DEEPEST = 32;

/** Counted before it is parsed, since each level costs the parser far more memory than it has bytes. */
function isNestedDeeper(json: string, deepest: number) {
  let depth = 0;
  let isQuoted = false;
  for (let at = 0; at < json.length; at += 1) {
    const character = json[at];
    if (character === '\\') at += 1;
    else if (character === '"') isQuoted = !isQuoted;
    else if (isQuoted) continue;
    else if (character === '{' || character === '[') depth += 1;
    else if (character === '}' || character === ']') depth -= 1;
    if (depth > deepest) return true;
  }
  return false;
}

function invalid({ issues: [issue] }: z.ZodError): Result<never, ReportProblem> {
  const text = `${issue?.path.join('.') || 'report'}: ${issue?.message}`;
  return err({ code: 'report/invalid', text });
}

/** What is on the wire: a value may be absent, null, or a number where a string is meant. */
const text = z
  .union([z.string(), z.number().transform(String)])
  .nullish()
  .transform((value) => value?.trim().slice(0, LENGTHS.text) ?? null);
const number = z.coerce.number().nullish();
/** RFC 8460's text has arrays where its example has strings. */
const texts = z
  .union([z.array(z.string()), z.string().transform((value) => [value])])
  .nullish()
  .transform((list) => (list ?? []).slice(0, 100).map((value) => value.slice(0, LENGTHS.text)));
/** Microsoft left the zone out in January 2023; RFC 8460 §4.4 means UTC. */
const instant = z.string().transform((value, context) => {
  const zoned = /(z|[+-]\d\d:?\d\d)$/i.test(value) ? value : `${value}Z`;
  const milliseconds = Date.parse(zoned);
  if (Number.isNaN(milliseconds)) context.addIssue('is no time');
  return Math.trunc(milliseconds / 1000);
});

const MOST_DETAILS = 1000;

const wireDetail = z.object({
  'result-type': text,
  'sending-mta-ip': text,
  'receiving-mx-hostname': text,
  'receiving-mx-helo': text,
  'receiving-ip': text,
  'failed-session-count': number,
  'additional-information': text,
  'failure-reason-code': text,
});
const wirePolicy = z.object({
  policy: z.object({
    'policy-type': text,
    'policy-string': texts,
    'policy-domain': text,
    'mx-host': texts,
    'mx-host-pattern': texts,
  }),
  summary: z
    .object({ 'total-successful-session-count': number, 'total-failure-session-count': number })
    .nullish(),
  'failure-details': z.array(wireDetail).max(MOST_DETAILS).nullish(),
});
const wireReport = z.object({
  'organization-name': text,
  'date-range': z.object({ 'start-datetime': instant, 'end-datetime': instant }),
  'contact-info': text,
  'report-id': text,
  policies: z.array(wirePolicy),
});

type Wire = z.infer<typeof wireReport>;

function fromWire(wire: Wire, domainHint: string | null, deviations: Deviations) {
  const range = wire['date-range'];
  return {
    organizationName: wire['organization-name'] ?? '',
    contactInfo: wire['contact-info'],
    reportId: wire['report-id'] ?? '',
    dateRange: { begin: range['start-datetime'], end: range['end-datetime'] },
    policies: wire.policies.map((policy) => fromWirePolicy(policy, domainHint, deviations)),
  };
}

function fromWirePolicy(
  { policy, summary, 'failure-details': details }: Wire['policies'][number],
  domainHint: string | null,
  deviations: Deviations,
) {
  const typeRaw = policy['policy-type'] ?? '';
  const type = TLS_POLICY_TYPES.find((known) => known === typeRaw.toLowerCase()) ?? 'other';
  if (type === 'other') deviations.note('policy-type-word', typeRaw);
  if (!policy['policy-domain']) deviations.note('policy-domain-missing', domainHint ?? '');
  return {
    type,
    typeRaw,
    strings: policy['policy-string'],
    domain: (policy['policy-domain'] || domainHint)?.toLowerCase() ?? null,
    mxHosts: [...policy['mx-host'], ...policy['mx-host-pattern']],
    successfulSessions: summary?.['total-successful-session-count'] ?? 0,
    failedSessions: summary?.['total-failure-session-count'] ?? 0,
    failureDetails: (details ?? []).map((detail) => ({
      resultType: detail['result-type'],
      sendingMtaIp: detail['sending-mta-ip'],
      receivingMxHostname: detail['receiving-mx-hostname'],
      receivingMxHelo: detail['receiving-mx-helo'],
      receivingIp: detail['receiving-ip'],
      failedSessions: detail['failed-session-count'] ?? 0,
      additionalInformation: detail['additional-information'],
      failureReasonCode: detail['failure-reason-code'],
    })),
  };
}
