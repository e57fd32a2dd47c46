import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, type TestContext, test } from 'vitest';
import { disconnect } from '#lib/db/client';
import { closePool } from '#lib/db/pool';
import { FAULT_POINTS } from '#lib/fault';
import { type Dovecot, hasDovecot, startDovecot } from '#test/support/dovecot';
import { readSources } from '#test/support/read-imports';
import { answer, LAST_POLL, openBrokenHouse } from './broken-house.ts';
import { junkMails, type KnownMail, knownMails } from './known-mails.ts';
import { truthOf } from './tally.ts';

let dovecot: Dovecot;

/**
 * What brings a worker to its point: mails, of which the first half is there when one is killed, and,
 * where a worker must wait for them, some that come once it has looked.
 */
type Scene = { mails: readonly KnownMail[]; late?: number; pollSeconds?: number };

const MAILS = knownMails(40);
const USUAL: Scene = { mails: MAILS };
const junk = junkMails(110);
const HELD: Scene = {
  mails: [...MAILS.slice(0, 5), ...junk, ...MAILS.slice(15, 20)],
};
const WATCHED: Scene = { mails: MAILS, late: 5, pollSeconds: 8 };
const SCENES: Record<string, Scene> = {
  'before-hold': HELD,
  'after-hold': HELD,
  'after-wake': WATCHED,
};

/** Points that one pass meets more than once: which of those breaks. Elsewhere it is the first. */
const PASSINGS: Record<string, readonly number[]> = {
  reading: [7],
  'before-after-action': [1, 2],
  'after-after-action': [1, 2],
};
const CASES = FAULT_POINTS.flatMap((point) => (PASSINGS[point] ?? [1]).map((n) => `${point}:${n}`));

/**
 * A worker is killed at the point with half of the mails; the next one finds what it left and the
 * other half, throws at the same point, and goes on by itself, or when somebody lets it.
 */
async function breakTwice(fault: string, { expect }: TestContext) {
  const [point = ''] = fault.split(':');
  const { mails, late = 0, pollSeconds = 1 } = SCENES[point] ?? USUAL;
  await using house = await openBrokenHouse(dovecot, fault.replace(':', '-'));
  const { pool } = house;
  const start = async (how: 'kill' | 'throw', some: readonly KnownMail[]) => {
    house.deliver(some.slice(0, some.length - late));
    const before = await answer(pool, LAST_POLL);
    const worker = house.startWorker({ FAULT: `${fault}:${how}`, POLL_SECONDS: `${pollSeconds}` });
    if (late === 0) return worker;
    await expect.poll(() => answer(pool, LAST_POLL), { timeout: 30_000 }).not.toBe(before);
    house.deliver(some.slice(-late));
    return worker;
  };
  const killed = await start('kill', mails.slice(0, mails.length / 2));
  expect(await killed.ended).toEqual({ code: null, signal: 'SIGKILL' });
  const { rows } = await pool.query('SELECT paused FROM mailbox');
  expect(rows).toEqual([{ paused: point === 'after-hold' }]);
  const worker = await start('throw', mails.slice(mails.length / 2));
  const letGoOn = setInterval(() => {
    pool.query('UPDATE mailbox SET paused = false WHERE paused').catch(() => undefined);
  }, 500);
  await expect.poll(worker.said, { timeout: 60_000 }).toContain('Broken on purpose');
  if (point === 'after-hold') expect(worker.said()).toContain('"code":"mailbox/held"');
  await house.settled(mails.length, new Date());
  clearInterval(letGoOn);
  expect(await worker.end('SIGTERM'), worker.said()).toEqual({ code: 0, signal: null });
  expect(await house.count()).toEqual(truthOf(mails));
}

test('every fault point stands in the code once', () => {
  const sources = readSources(join(import.meta.dirname, '../..'));
  const found = sources.flatMap(({ text }) => {
    return [...text.matchAll(/faultPoint\('([a-z-]+)'\)/g)].map(([, point]) => point);
  });
  expect(found.sort()).toEqual([...FAULT_POINTS].sort());
  expect(FAULT_POINTS.length).toBeGreaterThanOrEqual(15);
});

describe.skipIf(!hasDovecot)('a worker loses and doubles nothing that', () => {
  beforeAll(async () => {
    dovecot = await startDovecot();
  });

  afterAll(async () => {
    await dovecot.stop();
    await closePool();
    await disconnect();
  });

  test.concurrent.for(CASES)('is killed and then throws at %s', { timeout: 120_000 }, breakTwice);
});
