import type { Incoming, Outcome } from '#lib/ingest/incoming';
import { addOutcomes } from '#lib/ingest/ingest-run';
import {
  endRun,
  type NewRun,
  NOTHING_DONE,
  type RunCounts,
  startRun,
  updateRun,
} from '#lib/store/run';

/** Told after each batch: what is done so far, of how many. */
export type OnProgress = (counts: RunCounts, total: number) => void;

/** A run that is going on. */
export type RunProgress = {
  id: bigint;
  add: (outcomes: readonly Outcome[], batch: readonly Incoming[]) => Promise<void>;
  end: (error: string | null) => Promise<void>;
};

/** People watch the progress, so it is written often; the work must not notice. */
const EVERY_MS = 500;

/** Begins the run of a mailbox and keeps its row up to date, at most twice a second. */
export async function beginRun(
  run: NewRun & { total: number },
  onProgress: OnProgress,
): Promise<RunProgress> {
  const id = await startRun(run);
  let counts = NOTHING_DONE;
  let written = performance.now();
  return {
    id,
    add: async (outcomes, batch) => {
      counts = addOutcomes(counts, outcomes, batch);
      onProgress(counts, run.total);
      if (performance.now() - written < EVERY_MS) return;
      written = performance.now();
      await updateRun(id, counts);
    },
    end: (error) => endRun(id, counts, error),
  };
}
