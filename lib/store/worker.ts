import { db } from '#lib/db/client';

/** What a worker says of itself, and is found by: the same machine may have several. */
export type WorkerNote = {
  id: string;
  host: string;
  pid: number;
  startedAt: Date;
  figures: WorkerFigures;
};

/** Figures since the process started; `loopDelayMs` is the 99th percentile since the last note. */
export type WorkerFigures = {
  rssBytes: number;
  cpuSeconds: number;
  loopDelayMs: number;
  /** Connections to Postgres: in all, idle, and callers that wait for one. */
  pool: { total: number; idle: number; waiting: number };
  stageSeconds: Record<string, number>;
};

/** A worker that was silent for so long is gone. */
const GONE_MS = 24 * 3600 * 1000;

/** Notes that a worker is there, with its figures; long-gone ones are forgotten. */
export async function noteWorker({ id, ...note }: WorkerNote, now: Date): Promise<void> {
  const row = { ...note, seenAt: now };
  await db().worker.upsert({ where: { id }, create: { id, ...row }, update: row });
  await db().worker.deleteMany({ where: { seenAt: { lt: new Date(now.getTime() - GONE_MS) } } });
}

/** Forgets a worker that ends. */
export async function forgetWorker(id: string): Promise<void> {
  await db().worker.deleteMany({ where: { id } });
}
