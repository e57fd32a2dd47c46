import { hasDovecot } from '#test/support/dovecot';
import { etaError, firstTold, growthOf, largestError } from './backlog-samples.ts';
import { type Watched, watchBacklog } from './backlog-watch.ts';
import type { Figure } from './figure.ts';
import { checkLoad } from './ingest.ts';
import { openMailHouse } from './mail-house.ts';
import { serverCpuSeconds } from './server-cpu.ts';

const USER = 'backlog';
const MAILS = { whole: 100_000, quick: 3000 };
/**
 * Of fewer mails these figures are told, not judged: they are over before a process has come to rest,
 * and what is on its way while one asks is no small part of them.
 */
const JUDGED_FROM = 50_000;

/**
 * A mailbox that nobody has read for months, taken in by the worker's own process with every mail
 * moved, over one restart: is it fast, does it stay small, and is what it says of itself true?
 * BENCH_MAILS says how many mails. Nothing without Dovecot, and without /proc.
 */
export async function benchBacklog(isQuick: boolean): Promise<Figure[]> {
  if (!hasDovecot) return [];
  const mails = Number(process.env['BENCH_MAILS'] ?? (isQuick ? MAILS.quick : MAILS.whole));
  await using house = await openMailHouse();
  const manifest = await house.fill([USER], 'ten', mails);
  await house.addUser(USER, house.dovecot.imaps, 'move:Done');
  const before = serverCpuSeconds(house.dataDir);
  const watched = await watchBacklog(house, USER, mails);
  const serverSeconds = serverCpuSeconds(house.dataDir) - before;
  await checkLoad('ten', manifest, house.url);
  const [inbox, done] = [house.dovecot.count(USER), house.dovecot.count(USER, 'Done')];
  if (inbox !== 0 || done !== mails) throw new Error(`${inbox} mails remain, ${done} were moved.`);
  const [{ told: first } = { told: null }] = watched.samples.filter(({ told }) => told !== null);
  if (first?.total !== mails) throw new Error(`${first?.total} mails were announced.`);
  return figuresOf(watched, mails, serverSeconds);
}

function figuresOf(watched: Watched, mails: number, serverSeconds: number): Figure[] {
  const { samples, seconds, cpuSeconds, peakMib, stopSeconds } = watched;
  const told = samples.filter(({ told }) => told !== null);
  const ofLife = (life: number) => told.filter((one) => one.life === life);
  const what = (words: string) => `backlog of ${mails} mails: ${words}`;
  const judged = (bounds: Pick<Figure, 'floor' | 'target'>) => (mails < JUDGED_FROM ? {} : bounds);
  const percent = (part: number) => 100 * part;
  const cpu = (1000 * (cpuSeconds + serverSeconds)) / mails;
  return [
    {
      ...{ what: what('taken in and moved'), value: mails / seconds, unit: 'mails/s' },
      ...judged({ floor: 100, target: 400 }),
    },
    { what: what('processors'), value: cpu, unit: 'CPU-ms' },
    {
      ...{ what: what('peak memory of the worker'), value: peakMib, unit: 'MiB' },
      ...{ floor: 300, target: 250 },
    },
    {
      ...{ what: what('memory, last quarter above first'), value: growthOf(told), unit: 'MiB' },
      ...judged({ target: 20 }),
    },
    { what: what('the same, first process'), value: growthOf(ofLife(0)), unit: 'MiB' },
    { what: what('the same, second process'), value: growthOf(ofLife(1)), unit: 'MiB' },
    { what: what('size, rate and time left told after'), value: firstTold(samples, 0), unit: 's' },
    { what: what('the same after a restart'), value: firstTold(samples, 1), unit: 's' },
    {
      ...{ what: what('progress told beside the truth'), unit: '% off' },
      ...{ value: percent(largestError(samples) / mails), ...judged({ target: 2 }) },
    },
    { what: what('time left told'), value: percent(etaError(samples, 1)), unit: '% off' },
    { what: what('ends when asked within'), value: stopSeconds, unit: 's' },
  ];
}
