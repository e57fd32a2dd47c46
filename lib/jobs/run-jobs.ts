import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { PgBoss } from 'pg-boss';
import { JOB_NAMES, type JobName } from '#lib/db/names';
import { pool } from '#lib/db/pool';
import { log } from '#lib/log';
import { type JobOutcome, NIGHTLY } from './nightly.ts';

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
  while (!stop.aborted) {
    const boss = makeBoss();
    try {
      // The first process ever to come here makes the schema; others wait for its lock.
      await boss.start();
      for (const name of JOB_NAMES) await listen(boss, name, stop);
      if (!stop.aborted) await once(stop, 'abort');
    } catch (error) {
      log.error({ err: error }, 'the nightly jobs cannot start');
      await sleep(PAUSE, undefined, { signal: stop }).catch(() => undefined);
    }
    await boss.stop({ graceful: true, timeout: STOP_WITHIN }).catch((error) => {
      log.warn({ err: error }, 'the nightly jobs did not end well');
    });
  }
}

/** Asks for a job to run as soon as a worker has a hand free; nothing where it waits or runs already. */
export async function askForJob(name: JobName): Promise<void> {
  const boss = makeBoss({ schedule: false, supervise: false });
  await boss.start();
  try {
    await boss.createQueue(name, QUEUE);
    await boss.send(name);
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

function makeBoss(options: { schedule?: boolean; supervise?: boolean } = {}) {
  const executeSql = (text: string, values?: unknown[]) => pool().query(text, values);
  const boss = new PgBoss({ ...options, schema: 'jobs', db: { executeSql } });
  boss.on('error', (error) => log.warn({ err: error }, 'a look for jobs failed'));
  return boss;
}
