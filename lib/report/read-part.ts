import { err, ok, type Result } from '#lib/result';
import { parseAggregateReport } from './aggregate.ts';
import type { ByteBudget } from './byte-budget.ts';
import { detectFormat, type ReportFormat } from './detect.ts';
import type { Deviation } from './deviation.ts';
import { parseFailureReport } from './failure.ts';
import { failureIdentity, reportIdentity, tlsIdentity } from './identity.ts';
import type { Limits } from './limits.ts';
import type { Message } from './message.ts';
import type { ReportProblem } from './problem.ts';
import type { ReadItem, ReadReport } from './read-mail.ts';
import { parseTlsReport } from './tls.ts';
import { unpack } from './unpack.ts';

/**
 * Reads the reports of one attachment or file, packed or plain. Empty when it holds none: a logo is
 * no fault of a mail. `noted` is what is already known to deviate about how the bytes were found.
 */
export async function readPart(
  fileName: string | null,
  bytes: Uint8Array,
  limits: Limits,
  budget: ByteBudget,
  noted: readonly Deviation[] = [],
): Promise<ReadItem[]> {
  const items: ReadItem[] = [];
  for (const { member, content, deviations } of await unpack(bytes, limits, budget)) {
    if (!content.ok) {
      items.push({ ...refusedItem(fileName, bytes.length, content.error), member });
      continue;
    }
    const kind = detectFormat(content.value);
    if (kind === null) continue;
    const parsed = await parseReport(kind, fileName ?? member, content.value, limits);
    const outcome = parsed.ok ? ok(withNoted(parsed.value, [...noted, ...deviations])) : parsed;
    items.push({ fileName, member, kind, size: content.value.length, outcome });
  }
  return items;
}

/** Reads a mail that is a failure report as a whole. */
export async function readFailure(message: Message, limits: Limits): Promise<ReadItem> {
  const outcome = await parseFailure(message, limits);
  const size = outcome.ok ? outcome.value.original.length : 0;
  return { fileName: null, member: null, kind: 'failure', size, outcome };
}

/** What is no report, or cannot be known to be one. */
export function refusedItem(
  fileName: string | null,
  size: number,
  problem: ReportProblem,
): ReadItem {
  return { fileName, member: null, kind: 'none', size, outcome: err(problem) };
}

type Outcome = Result<ReadReport, ReportProblem>;

async function parseReport(
  kind: ReportFormat,
  name: string | null,
  bytes: Uint8Array,
  limits: Limits,
): Promise<Outcome> {
  switch (kind) {
    case 'aggregate':
      return parseAggregate(bytes, limits);
    case 'tls':
      return parseTls(name, bytes, limits);
    case 'failure': {
      const part = { fileName: name, contentType: 'message/feedback-report', bytes };
      return parseFailure({ ...NO_MAIL, parts: [part] }, limits);
    }
  }
}

const NO_MAIL = { subject: null, from: null, messageId: null, date: null, text: '', html: '' };

function parseAggregate(bytes: Uint8Array, limits: Limits): Outcome {
  const parsed = parseAggregateReport(bytes, limits);
  if (!parsed.ok) return parsed;
  const identity = reportIdentity(parsed.value.report);
  return ok({ kind: 'aggregate', ...parsed.value, ...identity, original: bytes });
}

function parseTls(name: string | null, bytes: Uint8Array, limits: Limits): Outcome {
  // RFC 8460 §5.1: sender "!" policy-domain "!" begin "!" end
  const domainHint = /^[^!]*!([^!]{1,253})!\d+!\d+/.exec(name ?? '')?.[1] ?? null;
  const parsed = parseTlsReport(bytes, limits, domainHint);
  if (!parsed.ok) return parsed;
  const identity = tlsIdentity(parsed.value.report);
  return ok({ kind: 'tls', ...parsed.value, strictOk: true, ...identity, original: bytes });
}

async function parseFailure(message: Message, limits: Limits): Promise<Outcome> {
  const parsed = await parseFailureReport(message, limits);
  if (!parsed.ok) return parsed;
  const identity = failureIdentity(parsed.value.report, message.from);
  return ok({ kind: 'failure', ...parsed.value, strictOk: true, ...identity });
}

function withNoted(report: ReadReport, noted: readonly Deviation[]): ReadReport {
  return { ...report, deviations: [...noted, ...report.deviations] };
}
