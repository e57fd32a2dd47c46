import type { Result } from '#lib/result';
import type { AggregateReport } from './aggregate-schema.ts';
import type { Deviation } from './deviation.ts';
import type { FailureReport } from './failure-schema.ts';
import { DEFAULT_LIMITS, type Limits } from './limits.ts';
import { readMessage } from './message.ts';
import { NO_HEADERS } from './no-headers.ts';
import { mostTelling } from './not-a-report.ts';
import type { ReportProblem } from './problem.ts';
import { itemsOfMail, newReading } from './read-items.ts';
import { refusedItem } from './read-report.ts';
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
  | (Read<'failure', FailureReport> & { mailText: string | null });

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
 * a mail within the mail, in an S/MIME signature. Never throws: what cannot be read is an item that says why.
 */
export async function readMail(
  raw: Uint8Array,
  limits: Limits = DEFAULT_LIMITS,
): Promise<ReadMail> {
  const message = await readMessage(raw, limits);
  if (!message.ok) return { ...NO_HEADERS, items: [refusedItem(null, raw.length, message.error)] };
  const { subject, from, messageId, date } = message.value;
  const reading = newReading(limits);
  const items = await itemsOfMail(raw, message.value, reading);
  if (items.length === 0) {
    items.push(refusedItem(null, raw.length, mostTelling(reading.passedOver)));
  }
  return { subject, from, messageId, date, items };
}
