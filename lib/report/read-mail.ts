import type { Result } from '#lib/result';
import type { AggregateReport } from './aggregate-schema.ts';
import { ByteBudget } from './byte-budget.ts';
import { looksLikeMail } from './detect.ts';
import type { Deviation } from './deviation.ts';
import { isFailureReport } from './failure.ts';
import type { FailureReport } from './failure-schema.ts';
import { hiddenAttachments } from './hidden-attachment.ts';
import { DEFAULT_LIMITS, exceeds, type Limits } from './limits.ts';
import { type Message, readMessage } from './message.ts';
import { notAReport } from './not-a-report.ts';
import type { ReportProblem } from './problem.ts';
import { readFailure, readPart, refusedItem } from './read-part.ts';
import type { TlsReport } from './tls-schema.ts';

type Read<Kind, Report> = {
  kind: Kind;
  report: Report;
  deviations: Deviation[];
  /** Whether it was read without repairing its bytes. */
  strictOk: boolean;
  identity: string;
  contentHash: string;
  /** The bytes of the report itself, unpacked. */
  original: Uint8Array;
};

export type ReadReport =
  | Read<'aggregate', AggregateReport>
  | Read<'tls', TlsReport>
  | Read<'failure', FailureReport>;

/** One candidate in a mail and what came of it; `member` is its path in an archive. */
export type ReadItem = {
  fileName: string | null;
  member: string | null;
  kind: ReadReport['kind'] | 'none';
  size: number;
  outcome: Result<ReadReport, ReportProblem>;
};

/** A mail as it was read; it has at least one item, which says why when there is no report. */
export type ReadMail = {
  subject: string | null;
  from: string | null;
  messageId: string | null;
  date: Date | null;
  items: ReadItem[];
};

/**
 * Reads every report of a mail, wherever it is: attached, inline, the body itself, in an archive, in
 * a mail within the mail. Never throws: what cannot be read is an item that says why.
 */
export async function readMail(
  raw: Uint8Array,
  limits: Limits = DEFAULT_LIMITS,
): Promise<ReadMail> {
  const message = await readMessage(raw, limits);
  if (!message.ok) return { ...NO_HEADERS, items: [refusedItem(null, raw.length, message.error)] };
  const { subject, from, messageId, date } = message.value;
  const reading = { limits, budget: new ByteBudget(limits) };
  const items = await readItems(raw, message.value, 0, reading);
  if (items.length === 0) items.push(refusedItem(null, raw.length, notAReport(message.value)));
  return { subject, from, messageId, date, items };
}

/** What a file that is no mail has in place of a mail's headers. */
export const NO_HEADERS = { subject: null, from: null, messageId: null, date: null };

type Reading = { limits: Limits; budget: ByteBudget };

async function readItems(raw: Uint8Array, message: Message, depth: number, reading: Reading) {
  if (isFailureReport(message)) return [await readFailure(message, reading.limits)];
  const items = await readAttached(message, depth, reading);
  if (items.length > 0) return items;
  const written = await readWritten(message, reading);
  return written.length > 0 ? written : readHidden(raw, reading);
}

async function readAttached(message: Message, depth: number, reading: Reading) {
  const { limits, budget } = reading;
  const items: ReadItem[] = [];
  for (const { fileName, contentType, bytes } of message.parts) {
    if (items.length >= limits.reportParts) {
      items.push(refusedItem(null, 0, exceeds('reportParts', limits)));
      break;
    }
    if (contentType === 'message/rfc822' || looksLikeMail(bytes)) {
      items.push(...(await readInner(bytes, depth + 1, reading)));
    } else {
      items.push(...(await readPart(fileName, bytes, limits, budget)));
    }
  }
  return items;
}

async function readInner(bytes: Uint8Array, depth: number, reading: Reading): Promise<ReadItem[]> {
  const { limits } = reading;
  if (depth > limits.mailDepth)
    return [refusedItem(null, bytes.length, exceeds('mailDepth', limits))];
  const inner = await readMessage(bytes, limits);
  return inner.ok ? readItems(bytes, inner.value, depth, reading) : [];
}

/** A report pasted into the mail: a text that is no document is a text, and no fault of the mail. */
async function readWritten({ text, html }: Message, { limits, budget }: Reading) {
  const body = [text, html].find((candidate) =>
    /^(?:<\?xml|<feedback|\{)/.test(candidate.trimStart()),
  );
  return body ? readPart(null, Buffer.from(body.trimStart()), limits, budget) : [];
}

async function readHidden(raw: Uint8Array, { limits, budget }: Reading) {
  const items: ReadItem[] = [];
  for (const bytes of hiddenAttachments(raw, limits.reportParts)) {
    const hidden = [{ code: 'attachment-hidden', detail: 'by a broken header', count: 1 }];
    items.push(...(await readPart(null, bytes, limits, budget, hidden)));
  }
  return items;
}
