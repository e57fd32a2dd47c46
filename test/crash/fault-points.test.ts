import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, type TestContext, test } from 'vitest';
import { disconnect } from '#lib/db/client';
import { closePool } from '#lib/db/pool';
import { FAULT_POINTS } from '#lib/fault';
import { type Dovecot, hasDovecot, startDovecot } from '#test/support/dovecot';
import { readSources } from '#test/support/read-imports';
import { openBrokenHouse } from './broken-house.ts';
import { knownMails } from './known-mails.ts';
import { truthOf } from './tally.ts';

let dovecot: Dovecot;
const mails = knownMails(40);
const truth = truthOf(mails);

/** Points that one pass meets more than once: which of those breaks. Elsewhere it is the first. */
const PASSINGS: Record<string, readonly number[]> = {
  reading: [7],
  'before-after-action': [1, 2],
  'after-after-action': [1, 2],
};
const CASES = FAULT_POINTS.flatMap((point) => (PASSINGS[point] ?? [1]).map((n) => `${point}:${n}`));

/**
 * A worker is killed at the point with half of the mails; the next one finds what it left and the
 * other half, throws at the same point, and goes on by itself.
 */
async function breakTwice(fault: string, { expect }: TestContext) {
  await using house = await openBrokenHouse(dovecot, fault.replace(':', '-'));
  house.deliver(mails.slice(0, 20));
  const killed = house.startWorker({ FAULT: `${fault}:kill` });
  expect(await killed.ended).toEqual({ code: null, signal: 'SIGKILL' });
  house.deliver(mails.slice(20));
  const worker = house.startWorker({ FAULT: `${fault}:throw` });
  await expect.poll(worker.said, { timeout: 60_000 }).toContain('Broken on purpose');
  await house.settled(mails.length, new Date());
  expect(await worker.end('SIGTERM')).toEqual({ code: 0, signal: null });
  expect(await house.count()).toEqual(truth);
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
