import { err, ok, type Result } from '#lib/result';
import { parseAggregateReport } from './aggregate.ts';
import type { ReportFormat } from './detect.ts';
import { parseFailureReport } from './failure.ts';
import { failureIdentity, reportIdentity, tlsIdentity } from './identity.ts';
import type { Limits } from './limits.ts';
import type { Message } from './message.ts';
import type { ReportProblem } from './problem.ts';
import type { ReadItem, ReadReport } from './read-mail.ts';
import { parseTlsReport } from './tls.ts';

type Outcome = Result<ReadReport, ReportProblem>;

/** Reads the bytes of one report, of the kind that they were found to be. */
export async function readReport(
  kind: ReportFormat,
  name: string | null,
  bytes: Uint8Array,
  limits: Limits,
): Promise<Outcome> {
  switch (kind) {
    case 'aggregate':
      return readAggregate(bytes, limits);
    case 'tls':
      return readTls(name, bytes, limits);
    case 'failure': {
      const part = { fileName: name, contentType: 'message/feedback-report', bytes };
      return readFailure({ ...NO_MAIL, parts: [part] }, limits);
    }
  }
}

/** Reads a mail that is a failure report as a whole. */
export async function readFailureMail(message: Message, limits: Limits): Promise<ReadItem> {
  const outcome = await readFailure(message, limits);
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

function readAggregate(bytes: Uint8Array, limits: Limits): Outcome {
  const parsed = parseAggregateReport(bytes, limits);
  if (!parsed.ok) return parsed;
  const identity = reportIdentity(parsed.value.report);
  return ok({ kind: 'aggregate', ...parsed.value, ...identity, original: bytes });
}

function readTls(name: string | null, bytes: Uint8Array, limits: Limits): Outcome {
  // RFC 8460 §5.1: sender "!" policy-domain "!" begin "!" end
  const domainHint = /^[^!]*!([^!]{1,253})!\d+!\d+/.exec(name ?? '')?.[1] ?? null;
  const parsed = parseTlsReport(bytes, limits, domainHint);
  if (!parsed.ok) return parsed;
  const identity = tlsIdentity(parsed.value.report);
  return ok({ kind: 'tls', ...parsed.value, strictOk: true, ...identity, original: bytes });
}

const NO_MAIL = { subject: null, from: null, messageId: null, date: null, texts: [], prose: '' };

async function readFailure(message: Message, limits: Limits): Promise<Outcome> {
  const parsed = await parseFailureReport(message, limits);
  if (!parsed.ok) return parsed;
  const identity = failureIdentity(parsed.value.report, message.from);
  return ok({ kind: 'failure', ...parsed.value, strictOk: true, ...identity });
}
