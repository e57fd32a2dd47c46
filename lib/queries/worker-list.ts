import { db } from '#lib/db/client';

/** A worker that is at work: where it runs, and its figures since it started. */
export type WorkerRow = {
  host: string;
  pid: number;
  startedAt: Date;
  seenAt: Date;
  rssBytes: number;
  cpuSeconds: number;
  /** 99th percentile of the event loop's delay. */
  loopDelayMs: number;
  pool: { total: number; idle: number; waiting: number };
  stageSeconds: Record<string, number>;
};

/** It notes itself every ten seconds (workers/heartbeat.ts). */
const SILENT_MS = 45_000;

/** The workers that are at work, oldest first. */
export async function workerList(now = new Date()): Promise<WorkerRow[]> {
  const rows = await db().worker.findMany({
    where: { seenAt: { gt: new Date(now.getTime() - SILENT_MS) } },
    orderBy: { startedAt: 'asc' },
  });
  return rows.map(({ host, pid, startedAt, seenAt, figures }) => {
    return { host, pid, startedAt, seenAt, ...(figures as Figures) };
  });
}

type Figures = Omit<WorkerRow, 'host' | 'pid' | 'startedAt' | 'seenAt'>;
