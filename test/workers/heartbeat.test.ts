import { afterAll, expect, test } from 'vitest';
import { disconnect } from '#lib/db/client';
import { closePool } from '#lib/db/pool';
import { workerList } from '#lib/queries/worker-list';
import { keepHeartbeat } from '#workers/heartbeat';

afterAll(async () => {
  await Promise.all([closePool(), disconnect()]);
});

test('a worker is known while it is there, and no longer once it ends', async () => {
  const stop = new AbortController();
  const heartbeat = keepHeartbeat(stop.signal);
  await expect.poll(() => workerList(), { timeout: 10_000 }).toMatchObject([{ pid: process.pid }]);
  const [worker] = await workerList();
  expect(worker?.rssBytes).toBeGreaterThan(10 * 2 ** 20);
  expect(Object.keys(worker?.stageSeconds ?? {})).toContain('store');
  // One that fell silent is not at work, whatever it noted.
  expect(await workerList(new Date(Date.now() + 60_000))).toEqual([]);
  stop.abort();
  await heartbeat;
  expect(await workerList()).toEqual([]);
});
