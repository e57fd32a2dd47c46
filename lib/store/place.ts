import type { PoolClient } from 'pg';
import { outranks, type Verdict } from '#lib/report/authenticity';
import { haveRecordsGone } from './dropped-month.ts';
import {
  findRows,
  insertRows,
  lockRows,
  type ReportRow,
  raiseVerdict,
  swapCounted,
} from './report-row.ts';

/** What every kind of report has: both hashes are hex (lib/report/identity.ts). */
export type Identified = {
  identity: string;
  contentHash: string;
  verdict: Verdict;
  signer: string | null;
};

/** A report of any kind that arrived in a mail. */
export type Candidate<Report extends Identified = Identified> = {
  report: Report;
  messageId: bigint;
  receivedAt: Date;
};

/**
 * What became of a report. `stored`: it counts. `duplicate`: its content was there. `conflict`:
 * another content of its identity counts. `held`: its sender is not sure enough to be counted.
 */
export type PlaceOutcome = 'stored' | 'duplicate' | 'conflict' | 'held';

/**
 * A candidate with its row. `fresh`: the row was made just now, so its file is still to be kept.
 * `counts`: this placing made it count, so its records are still to be written.
 */
export type Placed<Report extends Identified = Identified> = Candidate<Report> & {
  id: string;
  uid: string;
  outcome: PlaceOutcome;
  fresh: boolean;
  counts: boolean;
};

/** A table of reports and how a candidate becomes a row of it. */
export type ReportTable<Report extends Identified> = {
  name: 'report' | 'tls_report' | 'failure_report';
  /** Column and type; `hex` is bytea given as hexadecimal digits. */
  columns: readonly (readonly [name: string, type: string])[];
  toRow(candidate: Candidate<Report>): Record<string, unknown>;
};

/** Where everything went, and the rows that no longer count: something better took their place. */
export type Placing<Report extends Identified> = { placed: Placed<Report>[]; displaced: string[] };

/**
 * Gives each candidate its row: inserts what is new, and tells duplicates and conflicts by identity
 * and content (STANDARDS 2, QUIRKS 4.1-4.5). In the order given. The first of an identity counts,
 * unless a report comes whose sender is surer: a forged mail cannot keep the place of the real one
 * that it foretells (SECURITY 1, row 11).
 */
export async function placeReports<Report extends Identified>(
  tx: PoolClient,
  table: ReportTable<Report>,
  candidates: readonly Candidate<Report>[],
  countable: ReadonlySet<Verdict>,
): Promise<Placing<Report>> {
  if (candidates.length === 0) return { placed: [], displaced: [] };
  const mayCount = candidates.filter(({ report }) => countable.has(report.verdict));
  const best = firstOf(mayCount.toSorted(byRank), identityKey);
  const counted = await insertRows(tx, table, best, true);
  const met = await findRows(tx, table.name, candidates);
  const known = new Set(met.map(rowKey));
  // Only now is it certain which content counts; any other content is kept beside it, uncounted.
  const others = firstOf(candidates, contentKey).filter((one) => !known.has(contentKey(one)));
  const kept = await insertRows(tx, table, others, false);
  // Where another worker was faster, its rows are met only now.
  const isMissed = kept.length < others.length;
  const all = isMissed ? await findRows(tx, table.name, candidates) : [...met, ...kept];
  const surer = candidates.filter((one) => isSurer(one, all));
  const { promoted, displaced } = await promote(tx, table.name, surer, countable);
  const rows = surer.length > 0 ? await findRows(tx, table.name, candidates) : all;
  const fresh = new Set([...counted, ...kept].map(({ id }) => id));
  const begins = new Set([...counted.map(({ id }) => id), ...promoted]);
  return { placed: settle(candidates, rows, fresh, begins), displaced };
}

/**
 * Writes down what is known of a sender by now, and lets a surer one's report count instead of the
 * one that does, or of none.
 */
async function promote(
  tx: PoolClient,
  table: ReportTable<never>['name'],
  surer: readonly Candidate[],
  countable: ReadonlySet<Verdict>,
) {
  const promoted: string[] = [];
  const displaced: string[] = [];
  for (const { report } of surer) {
    // Decided again on locked rows: another worker may have done the same meanwhile.
    const locked = await lockRows(tx, table, report.identity);
    const own = locked.find((row) => row.content_hash === report.contentHash);
    const counting = locked.find((row) => row.counted);
    if (!own) continue;
    if (outranks(report.verdict, own.verdict)) await raiseVerdict(tx, table, own.id, report);
    if (own.counted || !countable.has(report.verdict)) continue;
    if (counting && !outranks(report.verdict, counting.verdict)) continue;
    if (counting && table === 'report' && (await haveRecordsGone(tx, counting.id))) continue;
    await swapCounted(tx, table, counting?.id ?? null, own.id);
    // One that was promoted by this very batch has not been counted yet.
    if (counting && !promoted.includes(counting.id)) displaced.push(counting.id);
    promoted.push(own.id);
  }
  return { promoted, displaced };
}

/** Whether a report is worth more than what is known of it, or than what counts in its place. */
function isSurer({ report }: Candidate, rows: readonly ReportRow[]) {
  const rivals = rows.filter(({ identity }) => identity === report.identity);
  const own = rivals.find((row) => row.content_hash === report.contentHash);
  const counting = rivals.find((row) => row.counted);
  if (!counting) return true;
  return [own, counting].some((row) => row && outranks(report.verdict, row.verdict));
}

function settle<Report extends Identified>(
  candidates: readonly Candidate<Report>[],
  rows: readonly ReportRow[],
  fresh: ReadonlySet<string>,
  begins: ReadonlySet<string>,
): Placed<Report>[] {
  const byContent = new Map(rows.map((row) => [rowKey(row), row]));
  const contested = new Set(rows.filter((row) => row.counted).map((row) => row.identity));
  const seen = new Set<string>();
  return candidates.map((candidate) => {
    const row = byContent.get(contentKey(candidate));
    if (!row) throw new Error('A report has neither been stored nor found.');
    const { id, uid } = row;
    const first = !seen.has(id);
    seen.add(id);
    const mine = row.message_id === candidate.messageId.toString();
    const outcome = outcomeOf(row, contested.has(row.identity), first && (mine || begins.has(id)));
    return {
      ...candidate,
      id,
      uid,
      outcome,
      fresh: first && fresh.has(id),
      counts: first && begins.has(id) && row.counted,
    };
  });
}

function outcomeOf(row: ReportRow, contested: boolean, own: boolean): PlaceOutcome {
  if (!own) return 'duplicate';
  if (row.counted) return 'stored';
  return contested ? 'conflict' : 'held';
}

function byRank(a: Candidate, b: Candidate) {
  return (
    Number(outranks(b.report.verdict, a.report.verdict)) -
    Number(outranks(a.report.verdict, b.report.verdict))
  );
}

function firstOf<One extends Candidate>(candidates: readonly One[], key: (one: One) => string) {
  const first = new Map<string, One>();
  for (const candidate of candidates) {
    if (!first.has(key(candidate))) first.set(key(candidate), candidate);
  }
  return [...first.values()];
}

function identityKey({ report }: Candidate) {
  return report.identity;
}

function contentKey({ report }: Candidate) {
  return `${report.identity} ${report.contentHash}`;
}

function rowKey(row: ReportRow) {
  return `${row.identity} ${row.content_hash}`;
}
