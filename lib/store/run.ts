import { db } from '#lib/db/client';

/** How a run came about: see the ledger's `origin`. */
export type NewRun = {
  origin: 'mailbox' | 'upload' | 'import' | 'api' | 'demo';
  mailboxId: number | null;
  /** What a person calls it: a mailbox, a file, a folder. */
  label: string;
  total: number | null;
};

/** What a run has done so far. */
export type RunCounts = {
  done: number;
  stored: number;
  duplicates: number;
  conflicts: number;
  quarantined: number;
  records: number;
  messages: number;
  bytes: number;
};

export const NOTHING_DONE: RunCounts = {
  done: 0,
  stored: 0,
  duplicates: 0,
  conflicts: 0,
  quarantined: 0,
  records: 0,
  messages: 0,
  bytes: 0,
};

/** Begins a run and answers with its id. */
export async function startRun(run: NewRun): Promise<bigint> {
  const { id } = await db().run.create({ data: run, select: { id: true } });
  return id;
}

/** Writes down how far a run is. */
export async function updateRun(id: bigint, counts: RunCounts): Promise<void> {
  await db().run.update({ where: { id }, data: { ...counts, updatedAt: new Date() } });
}

/** Ends a run; `error` says in words why it went no further, null that it went to its end. */
export async function endRun(id: bigint, counts: RunCounts, error: string | null): Promise<void> {
  const now = new Date();
  await db().run.update({
    where: { id },
    data: { ...counts, updatedAt: now, endedAt: now, error },
  });
}

/** Ends the runs of a mailbox whose process died: called by whoever holds the mailbox's lock. */
export async function endAbandonedRuns(mailboxId: number): Promise<void> {
  await db().run.updateMany({
    where: { mailboxId, endedAt: null },
    data: { endedAt: new Date(), error: 'Interrupted; the next poll goes on where it stopped.' },
  });
}
