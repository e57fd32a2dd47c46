import { beatRun, endInterruptedRuns } from '#lib/store/interrupted-runs';
import { endRun, NOTHING_DONE, type RunCounts, startRun, updateRun } from '#lib/store/run';
import type { Incoming, IngestContext, Origin, Outcome } from './incoming.ts';
import { ingestBatch } from './ingest-batch.ts';
import type { Reader } from './reader-thread.ts';

/** Mails of one transaction: a COMMIT costs a disk flush, two hundred share it (PERFORMANCE 3 iv). */
const BATCH = 200;
const BATCH_BYTES = 4 * 2 ** 20;
/** A mail of this size holds thousands of records, and ends its batch: they are stored while the next is read. */
const LARGE = 256 * 2 ** 10;

/** `total`: how many mails there will be, null when that is not known beforehand. */
export type RunPlan = { origin: Origin; label: string; total: number | null };

/** Told after each batch: what the run has done so far, and what became of that batch. */
export type OnProgress = (counts: RunCounts, outcomes: readonly Outcome[]) => void;

/**
 * Takes in any number of mails and files as one run, batch by batch, with its progress in the
 * database for whoever watches. What is in memory is two batches. Ends the run with the error's words
 * when the world breaks, and throws that error.
 */
export async function ingestRun(
  reader: Reader,
  mails: AsyncIterable<Incoming> | Iterable<Incoming>,
  plan: RunPlan,
  onProgress: OnProgress = () => undefined,
): Promise<RunCounts> {
  // Where no worker runs, nobody else would.
  await endInterruptedRuns();
  const runId = await startRun({ ...plan, mailboxId: null });
  const endBeat = beatRun(runId);
  const context = { origin: plan.origin, mailboxId: null, uidValidity: null, runId };
  let counts: RunCounts = NOTHING_DONE;
  try {
    for await (const begun of beginBatches(reader, mails, context)) {
      const outcomes = await begun.outcomes;
      counts = addOutcomes(counts, outcomes, begun.batch);
      await updateRun(runId, counts);
      onProgress(counts, outcomes);
    }
  } catch (error) {
    const words = error instanceof Error ? error.message : 'It ended for an unknown reason.';
    await endRun(runId, counts, words).catch(() => undefined);
    throw error;
  } finally {
    endBeat();
  }
  await endRun(runId, counts, null);
  return counts;
}

/** The counts of a run with one more batch. */
export function addOutcomes(
  counts: RunCounts,
  outcomes: readonly Outcome[],
  batch: readonly Incoming[],
): RunCounts {
  const items = outcomes.flatMap((outcome) => outcome.items);
  const how = (outcome: string) => items.filter((item) => item.outcome === outcome).length;
  return {
    done: counts.done + outcomes.length,
    stored: counts.stored + how('stored'),
    duplicates: counts.duplicates + how('duplicate'),
    conflicts: counts.conflicts + how('conflict'),
    quarantined:
      counts.quarantined + outcomes.filter(({ state }) => state === 'quarantined').length,
    records: counts.records + outcomes.reduce((sum, { records }) => sum + records, 0),
    messages: counts.messages + outcomes.reduce((sum, { messages }) => sum + messages, 0),
    bytes: counts.bytes + batch.reduce((sum, { size }) => sum + size, 0),
  };
}

type Begun = { batch: Incoming[]; outcomes: Promise<Outcome[]> };

/** Begins batches in their order, each while the one before it is stored: so both processors work. */
async function* beginBatches(
  reader: Reader,
  mails: AsyncIterable<Incoming> | Iterable<Incoming>,
  context: IngestContext,
): AsyncGenerator<Begun> {
  let last: Begun | null = null;
  try {
    for await (const batch of batchesOf(mails)) {
      const options = last ? { before: last.outcomes } : {};
      const outcomes: Begun['outcomes'] = ingestBatch(reader, batch, context, options);
      // It is awaited in the next turn, and may have failed by then.
      outcomes.catch(() => undefined);
      const before = last;
      last = { batch, outcomes };
      if (before) yield before;
    }
    if (last) yield last;
  } finally {
    await last?.outcomes.catch(() => undefined);
  }
}

/** Mails by as many as one transaction takes. */
export async function* batchesOf(
  mails: AsyncIterable<Incoming> | Iterable<Incoming>,
): AsyncGenerator<Incoming[]> {
  let batch: Incoming[] = [];
  let bytes = 0;
  for await (const mail of mails) {
    batch.push(mail);
    bytes += mail.size;
    if (batch.length < BATCH && bytes < BATCH_BYTES && mail.size < LARGE) continue;
    yield batch;
    batch = [];
    bytes = 0;
  }
  if (batch.length > 0) yield batch;
}
