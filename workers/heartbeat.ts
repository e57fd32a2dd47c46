import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { pool } from '#lib/db/pool';
import { log } from '#lib/log';
import { stageSeconds } from '#lib/stage-seconds';
import { endInterruptedRuns } from '#lib/store/interrupted-runs';
import { forgetWorker, noteWorker, type WorkerFigures } from '#lib/store/worker';

const EVERY_MS = 10_000;

/**
 * Notes every ten seconds that this worker is there, with its figures, and ends the imports of processes
 * that are not, until `stop` aborts.
 */
export async function keepHeartbeat(stop: AbortSignal): Promise<void> {
  const id = randomUUID();
  const delay = monitorEventLoopDelay({ resolution: 20 });
  delay.enable();
  const note = { id, host: hostname(), pid: process.pid, startedAt: new Date() };
  while (!stop.aborted) {
    const loopDelayMs = delay.percentile(99) / 1e6;
    delay.reset();
    await noteWorker({ ...note, figures: figuresNow(loopDelayMs) }, new Date()).catch((error) =>
      log.warn({ err: error }, 'the worker could not note that it is there'),
    );
    await endInterruptedRuns().catch((error) =>
      log.warn({ err: error }, 'nobody could look for interrupted imports'),
    );
    await sleep(EVERY_MS, undefined, { signal: stop }).catch(() => undefined);
  }
  delay.disable();
  // Where the database is away, it is forgotten by its silence.
  await forgetWorker(id).catch(() => undefined);
}

function figuresNow(loopDelayMs: number): WorkerFigures {
  const { user, system } = process.cpuUsage();
  const { totalCount, idleCount, waitingCount } = pool();
  return {
    rssBytes: process.memoryUsage.rss(),
    cpuSeconds: (user + system) / 1e6,
    loopDelayMs,
    pool: { total: totalCount, idle: idleCount, waiting: waitingCount },
    stageSeconds: stageSeconds(),
  };
}
