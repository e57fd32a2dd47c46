import type { AggregateRecord } from '#lib/report/aggregate-schema';
import type { ReadMail } from '#lib/report/read-mail';
import type { FlatMail } from './flatten.ts';

/** Records of one item of a mail, in their order. */
export type RecordPiece = { item: number; records: AggregateRecord[] };

/**
 * What the reader thread answers: a mail as the store takes it, or a mail as it was read, with the
 * records of long reports before it, in pieces.
 */
export type ReadReply = { id: number; piece?: RecordPiece; mail?: ReadMail; flat?: FlatMail };

/** What it says after an answer that has left it full, though nothing holds that mail any more. */
export type ReaderIsFull = { full: true };

const PIECE = 5000;

/**
 * Takes the records of long reports out of a mail, all but the last few of each. A quarter of a million
 * records in one message would stop the thread that receives it for half a second, and be held thrice.
 */
export function* takePieces({ items }: ReadMail): Generator<RecordPiece> {
  for (const [item, { outcome }] of items.entries()) {
    if (!outcome.ok || outcome.value.kind !== 'aggregate') continue;
    const { records } = outcome.value.report;
    while (records.length > PIECE) yield { item, records: records.splice(0, PIECE) };
  }
}

/** Puts the pieces back where they were taken from. */
export function putPieces({ items }: ReadMail, pieces: readonly RecordPiece[]): void {
  if (pieces.length === 0) return;
  for (const [item, { outcome }] of items.entries()) {
    if (!outcome.ok || outcome.value.kind !== 'aggregate') continue;
    const { report } = outcome.value;
    const before = pieces.filter((piece) => piece.item === item);
    report.records = [...before, report].flatMap(({ records }) => records);
  }
}
