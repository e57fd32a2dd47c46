import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import type { PgBoss } from 'pg-boss';
import { JOB_NAMES, type JobName } from '#lib/db/names';
import { transaction } from '#lib/db/pool';
import { isAppError } from '#lib/errors';
import { log } from '#lib/log';
import { auditIn, type Entry } from '#lib/store/audit';
import { type JobOutcome, NIGHTLY } from './nightly.ts';
import { makeBoss, startBoss } from './start-boss.ts';

/** How long to wait before a start that failed is tried again. */
const PAUSE = 10_000;
/** Milliseconds that a job has to come to a stop; it looks at its signal far more often. */
const STOP_WITHIN = 10_000;

/**
 * Runs the nightly jobs in this process until `stop` aborts. Any number of processes may do so: each
 * job runs in one of them, a failed one is tried again after growing pauses, and one whose process
 * died is taken over when its heartbeat has been silent for a minute.
 */
export async function runJobs(stop: AbortSignal): Promise<void> {
  let told = '';
  while (!stop.aborted) {
    try {
      await work(stop);
    } catch (error) {
      const words = isAppError(error) ? error.message : 'It is tried again.';
      // What only a person can mend is tried in vain for long, and need not fill the log.
      if (words !== told) log.error({ err: error }, `the nightly jobs cannot start. ${words}`);
      told = words;
      await sleep(PAUSE, undefined, { signal: stop }).catch(() => undefined);
    }
  }
}

async function work(stop: AbortSignal) {
  const boss = await makeBoss();
  try {
    await startBoss(boss);
    for (const name of JOB_NAMES) await listen(boss, name, stop);
    if (!stop.aborted) await once(stop, 'abort');
  } finally {
    await boss.stop({ graceful: true, timeout: STOP_WITHIN }).catch((error) => {
      log.warn({ err: error }, 'the nightly jobs did not end well');
    });
  }
}

/**
 * Asks for a job to run as soon as a worker has a hand free; nothing where it waits or runs already.
 * Where that is a deed by itself, its `entry` is written down in the transaction that asks.
 */
export async function askForJob(name: JobName, entry: Entry | null = null): Promise<void> {
  const boss = await makeBoss({ schedule: false, supervise: false });
  await startBoss(boss);
  try {
    await boss.createQueue(name, QUEUE);
    await transaction(async (tx) => {
      const executeSql = (text: string, values?: unknown[]) => tx.query(text, values);
      await boss.send(name, null, { db: { executeSql } });
      if (entry) await auditIn(tx, ...entry);
    });
  } finally {
    await boss.stop({ graceful: false });
  }
}

const QUEUE = {
  policy: 'exclusive',
  retryLimit: 5,
  retryDelay: 60,
  retryDelayMax: 3_600,
  retryBackoff: true,
  heartbeatSeconds: 60,
  expireInSeconds: 6 * 3_600,
  deleteAfterSeconds: 60 * 24 * 3_600,
} as const;

async function listen(boss: PgBoss, name: JobName, stop: AbortSignal) {
  const { cron, run } = NIGHTLY[name];
  await boss.createQueue(name, QUEUE);
  // A machine that sleeps at night makes up for it when it wakes.
  await boss.schedule(name, cron, null, { tz: 'UTC', missed: 'once' });
  await boss.work(name, { pollingIntervalSeconds: 5 }, async ([job]): Promise<JobOutcome> => {
    const started = performance.now();
    const signals = job ? [stop, job.signal] : [stop];
    const outcome = await run(new Date(), AbortSignal.any(signals));
    const line = { job: name, ...outcome, ms: Math.round(performance.now() - started) };
    if (outcome.good) log.info(line, 'job');
    else log.warn(line, 'job');
    return outcome;
  });
}
