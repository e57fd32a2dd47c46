import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Sample, Told } from './backlog-samples.ts';
import type { MailHouse } from './mail-house.ts';
import { processFigures } from './process-figures.ts';
import { type BenchWorker, startBenchWorker } from './worker-process.ts';

/** How often a worker is looked at, and until its backlog is told for the first time. */
const EVERY_MS = 2000;
const AT_FIRST_MS = 250;
/** Slower than this is a failure, not a figure. */
const SLOWEST = 50;

/** A backlog that was taken in by two workers, one after the other. */
export type Watched = {
  samples: Sample[];
  seconds: number;
  /** Of both workers. */
  cpuSeconds: number;
  peakMib: number;
  /** How long the first one took to end when it was asked. */
  stopSeconds: number;
};

/** Has a worker take in a mailbox, ends it half way, starts another one, and looks on all the while. */
export async function watchBacklog(house: MailHouse, user: string, mails: number) {
  const logFile = join(house.dataDir, 'worker.log');
  const watched: Watched = { samples: [], seconds: 0, cpuSeconds: 0, peakMib: 0, stopSeconds: 0 };
  const begun = performance.now();
  const begin = (life: number): Life => {
    const started = performance.now();
    return { life, started, begun, mails, worker: startBenchWorker(logFile) };
  };
  try {
    const first = begin(0);
    await lookOn(first, watched, ({ after }) => after <= mails / 2);
    watched.stopSeconds = await first.worker.end();
    if (first.worker.code() !== 0) throw new Error(`SIGTERM: exit code ${first.worker.code()}`);
    const second = begin(1);
    await lookOn(second, watched, ({ after }) => after === 0 && house.dovecot.count(user) === 0);
    watched.seconds = (performance.now() - begun) / 1000;
    await second.worker.end();
    return watched;
  } catch (cause) {
    const log = existsSync(logFile) ? readFileSync(logFile, 'utf8').slice(-2000) : '';
    throw new Error(`The backlog was not taken in. The worker's log ends: ${log}`, { cause });
  }
}

type Life = { life: number; started: number; begun: number; mails: number; worker: BenchWorker };

/** Looks at a worker until a look says that it is enough. */
async function lookOn(
  life: Life,
  watched: Watched,
  isEnough: (left: Sample['left']) => boolean,
): Promise<void> {
  const deadline = performance.now() + 60_000 + (1000 * life.mails) / SLOWEST;
  let cpuSeconds = 0;
  try {
    for (let isTold = false; ; await sleep(isTold ? EVERY_MS : AT_FIRST_MS)) {
      const figures = processFigures(life.worker.pid);
      if (!figures) throw new Error(`The worker ended with code ${life.worker.code()}.`);
      if (performance.now() > deadline) throw new Error('It takes too long.');
      cpuSeconds = figures.cpuSeconds;
      watched.peakMib = Math.max(watched.peakMib, figures.peakMib);
      const sample = { ...(await look(life)), rssMib: figures.rssMib };
      watched.samples.push(sample);
      isTold ||= sample.told?.etaSeconds != null;
      if (isEnough(sample.left)) return;
    }
  } catch (error) {
    await life.worker.end();
    throw error;
  } finally {
    watched.cpuSeconds += cpuSeconds;
  }
}

async function look({ life, started, begun, mails }: Life): Promise<Omit<Sample, 'rssMib'>> {
  const before = mails - (await stored());
  const told = await askProduct();
  const after = mails - (await stored());
  const now = performance.now();
  return {
    ...{ life, told, left: { before, after } },
    ...{ seconds: (now - begun) / 1000, age: (now - started) / 1000 },
  };
}

/** As the Ingest page, its live events and the command line ask. */
async function askProduct(): Promise<Told | null> {
  const { backlog } = await import('#lib/queries/backlog');
  const { SYSTEM_VIEWER } = await import('#lib/filter/viewer');
  const { whole, waiting } = await backlog(SYSTEM_VIEWER);
  if (!whole) return null;
  const { total, ratePerSecond, etaSeconds } = whole;
  return { total: total ?? Number.NaN, left: waiting, ratePerSecond, etaSeconds };
}

/** The truth: what the ledger holds with all that came of it. */
async function stored() {
  const { pool } = await import('#lib/db/pool');
  const { rows } = await pool().query(
    `SELECT count(*)::int AS mails FROM message WHERE state <> 'claimed'`,
  );
  return Number(rows[0]?.mails);
}
