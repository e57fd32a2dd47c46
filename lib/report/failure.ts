import { err, ok, type Result } from '#lib/result';
import { detectFormat } from './detect.ts';
import { type Deviation, Deviations } from './deviation.ts';
import { type FailureReport, failureReport } from './failure-schema.ts';
import type { Limits } from './limits.ts';
import { type Message, readMessage } from './message.ts';
import { PROSE_LENGTH } from './message-header.ts';
import type { ReportProblem } from './problem.ts';
import { canonicalIp } from './source-ip.ts';
import { clipText, LENGTHS } from './text.ts';

export type ParsedFailure = {
  report: FailureReport;
  deviations: Deviation[];
  /** The fields as they came, or the prose; never the mail that failed. */
  original: Uint8Array;
  /** What the mail that failed said, as far as the reporter quotes it: personal data. */
  mailText: string | null;
};

/**
 * Whether a mail is a failure report: it has the fields of RFC 5965 as a part, or is the prose that
 * Exim, cPanel and others send instead of them.
 */
export function isFailureReport(message: Message): boolean {
  return fieldsPart(message) !== null || PROSE.test(message.prose);
}

/** Reads a failure report (RFC 9991, RFC 6591) or another feedback report of RFC 5965. */
export async function parseFailureReport(
  message: Message,
  limits: Limits,
): Promise<Result<ParsedFailure, ReportProblem>> {
  const part = fieldsPart(message);
  const deviations = new Deviations();
  const fields = part ? readFields(part.bytes) : new Map<string, string[]>();
  const one = (name: string) => {
    const value = fields.get(name)?.[0] ?? null;
    return value === null ? null : clipText(value, name, LENGTHS.text, deviations);
  };
  const many = (name: string) =>
    (fields.get(name) ?? []).slice(0, 20).map((v) => clipText(v, name, LENGTHS.text, deviations));

  if (!part) deviations.note('failure-in-prose', '');
  const sourceIpRaw = part ? one('source-ip') : (PROSE_SOURCE.exec(message.prose)?.[1] ?? null);
  const reportedDomain = part
    ? one('reported-domain')
    : (PROSE_DOMAIN.exec(message.prose)?.[1] ?? null);
  const arrivalDateRaw = one('arrival-date') ?? one('received-date');
  const { headers, mailText } = await readOriginal(message, limits);
  const report = failureReport.safeParse({
    form: part ? 'fields' : 'text',
    feedbackType: one('feedback-type')?.toLowerCase() ?? null,
    userAgent: one('user-agent'),
    version: one('version'),
    authFailure: one('auth-failure'),
    deliveryResult: one('delivery-result'),
    identityAlignment: one('identity-alignment'),
    authenticationResults: many('authentication-results'),
    reportedDomain: reportedDomain?.toLowerCase() ?? null,
    sourceIp: sourceIpRaw && canonicalIp(sourceIpRaw.split(/[\s(]/, 1)[0] ?? ''),
    sourceIpRaw,
    arrivalDate: dateOf(arrivalDateRaw),
    arrivalDateRaw,
    incidents: Math.min(Math.max(Number.parseInt(one('incidents') ?? '1', 10) || 1, 1), 1e9),
    reportingMta: one('reporting-mta'),
    originalMailFrom: one('original-mail-from'),
    originalRcptTo: many('original-rcpt-to'),
    dkimDomain: one('dkim-domain'),
    dkimSelector: one('dkim-selector'),
    dkimIdentity: one('dkim-identity'),
    spfDns: one('spf-dns'),
    original: headers,
  });
  if (report.success) {
    const original = part?.bytes ?? Buffer.from(message.prose);
    return ok({ report: report.data, deviations: deviations.list(), original, mailText });
  }
  const [issue] = report.error.issues;
  return err({ code: 'report/invalid', text: `${issue?.path.join('.')}: ${issue?.message}` });
}

const PROSE =
  /A message claiming to be from you has failed|authentication-failure report for an email message|did not meet the sending domain'?s DMARC policy/i;
const PROSE_DOMAIN = /^[ \t]{0,20}Sender Domain:[ \t]{0,20}([\w.-]{1,253})/im;
const PROSE_SOURCE =
  /(?:received from|sender address|IP address|Source IP)[^\n]{0,40}?\b((?:\d{1,3}\.){3}\d{1,3}|[\da-f]{0,4}:[\da-f:]{2,40})/i;

function fieldsPart({ parts }: Message) {
  return (
    parts.find(({ contentType }) => contentType === 'message/feedback-report') ??
    parts.find(({ bytes }) => detectFormat(bytes) === 'failure') ??
    null
  );
}

const MOST_FIELDS = 64 * 1024;

/** The header-like fields of RFC 5965 §3, unfolded, by name in lower case. */
function readFields(bytes: Uint8Array): Map<string, string[]> {
  const text = Buffer.from(bytes.subarray(0, MOST_FIELDS)).toString('utf8').replace(/\r\n?/g, '\n');
  const fields = new Map<string, string[]>();
  for (const line of text.replace(/\n[ \t]+/g, ' ').split('\n')) {
    const [, name, value] = /^([!-9;-~]{1,80})\s*:\s*(.*)$/.exec(line) ?? [];
    if (!name || value === undefined) continue;
    const known = fields.get(name.toLowerCase());
    if (known) known.push(value.trim());
    else fields.set(name.toLowerCase(), [value.trim()]);
  }
  return fields;
}

const ORIGINAL_TYPES = ['message/rfc822', 'text/rfc822-headers', 'message/rfc822-headers'];

/** Which mail it was, and what it said. */
async function readOriginal({ parts }: Message, limits: Limits): Promise<Original> {
  const part = parts.find(({ contentType }) => ORIGINAL_TYPES.includes(contentType));
  const original = part ? await readMessage(part.bytes, limits) : null;
  if (!original?.ok) return NO_ORIGINAL;
  const { from, subject, messageId, prose } = original.value;
  return { headers: { from, subject, messageId }, mailText: keptText(prose) };
}

type Original = { headers: FailureReport['original']; mailText: string | null };

const NO_ORIGINAL: Original = {
  headers: { from: null, subject: null, messageId: null },
  mailText: null,
};

/** Postgres keeps neither a NUL nor half a surrogate pair. */
function keptText(prose: string) {
  const text = prose.slice(0, PROSE_LENGTH).replaceAll('\0', '').toWellFormed().trim();
  return text || null;
}

function dateOf(text: string | null) {
  const date = new Date(text ?? Number.NaN);
  return Number.isNaN(date.getTime()) ? null : date;
}
