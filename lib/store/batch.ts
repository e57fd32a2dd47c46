import { transaction } from '#lib/db/pool';
import { faultPoint } from '#lib/fault';
import type { MailEvidence } from '#lib/report/authenticity';
import type { ReportProblem } from '#lib/report/problem';
import { storeAggregateReports } from './aggregate-report.ts';
import { auditIn, type Entry } from './audit.ts';
import { countedVerdicts } from './counted-verdicts.ts';
import { type FlatFailureReport, storeFailureReports } from './failure-report.ts';
import type { FlatReport } from './flat-report.ts';
import { lookUp } from './look-up.ts';
import { finishMessages } from './message.ts';
import type { Candidate, Identified, Placed, PlaceOutcome } from './place.ts';
import { type FlatTlsReport, storeTlsReports } from './tls-report.ts';

/** What was found in one mail: reports to store, and candidates that were refused. */
export type MailContents = {
  messageId: bigint;
  receivedAt: Date;
  subject: string | null;
  fromAddress: string | null;
  evidence: MailEvidence | null;
  items: ItemContents[];
  /** Why the mail cannot be left at that, with its gzipped bytes (null when too large to keep). */
  quarantine: (ReportProblem & { fileName: string | null; raw: Uint8Array | null }) | null;
};

/** A candidate: a report of one of three kinds, or the reason why it is none. */
export type ItemContents = { fileName: string | null; member: string | null } & (
  | { kind: 'aggregate'; report: FlatReport }
  | { kind: 'tls'; report: FlatTlsReport }
  | { kind: 'failure'; report: FlatFailureReport }
  | { kind: 'aggregate' | 'tls' | 'failure' | 'none'; refused: ReportProblem }
);

/** What became of an item; `records` and `messages` are what it added to the totals. */
export type StoredItem = {
  outcome: PlaceOutcome | 'refused';
  reportUid: string | null;
  records: number;
  messages: number;
};

type BatchOptions = {
  isDemo: boolean;
  /** What is written down of it in the same transaction, where it is somebody's deed. */
  entryOf?: ((stored: StoredItem[][]) => Entry) | undefined;
};

/**
 * Stores a batch of mails in one transaction: reports, records, roll-up, originals, ledger and
 * quarantine become true together or not at all (SECURITY 3.1, step 5). Which report of an identity
 * counts is decided by a unique index, so two workers with the same mail agree. The answer has the
 * order of the mails and of their items.
 */
export async function storeBatch(
  mails: readonly MailContents[],
  { isDemo, entryOf }: BatchOptions,
): Promise<StoredItem[][]> {
  const aggregate = mails.flatMap((mail) => candidatesOf(mail, aggregateOf));
  const reports = aggregate.map(({ report }) => report);
  const ids = await lookUp(reports, { isDemo });
  faultPoint('before-transaction');
  const stored = await transaction(async (tx) => {
    const countable = await countedVerdicts(tx);
    const tls = mails.flatMap((mail) => candidatesOf(mail, tlsOf));
    const failures = mails.flatMap((mail) => candidatesOf(mail, failureOf));
    const placed: Placed[] = [
      ...(await storeAggregateReports(tx, aggregate, { ids, countable })),
      ...(await storeTlsReports(tx, tls, countable)),
      ...(await storeFailureReports(tx, failures, countable)),
    ];
    const rows = new Map(placed.map((one) => [one.report, one]));
    await finishMessages(tx, mails, rows);
    const told = mails.map(({ items }) => items.map((item) => toStoredItem(item, rows)));
    if (entryOf) await auditIn(tx, ...entryOf(told));
    faultPoint('before-commit');
    return told;
  });
  faultPoint('after-commit');
  return stored;
}

function candidatesOf<Report extends Identified>(
  { items, messageId, receivedAt }: MailContents,
  reportOf: (item: ItemContents) => Report | null,
): Candidate<Report>[] {
  return items.flatMap((item) => {
    const report = reportOf(item);
    return report ? [{ report, messageId, receivedAt }] : [];
  });
}

function aggregateOf(item: ItemContents) {
  return item.kind === 'aggregate' && 'report' in item ? item.report : null;
}

function tlsOf(item: ItemContents) {
  return item.kind === 'tls' && 'report' in item ? item.report : null;
}

function failureOf(item: ItemContents) {
  return item.kind === 'failure' && 'report' in item ? item.report : null;
}

function toStoredItem(item: ItemContents, rows: ReadonlyMap<Identified, Placed>): StoredItem {
  const placed = 'report' in item ? rows.get(item.report) : undefined;
  if (!placed) return { outcome: 'refused', reportUid: null, records: 0, messages: 0 };
  const { outcome, uid: reportUid, counts } = placed;
  const report = counts ? aggregateOf(item) : null;
  return {
    outcome,
    reportUid,
    records: report?.recordCount ?? 0,
    messages: report?.messageCount ?? 0,
  };
}
