import { afterAll, expect, test } from 'vitest';
import { disconnect } from '#lib/db/client';
import { closePool, pool } from '#lib/db/pool';
import { judgeSoon } from '#lib/jobs/judge-soon';
import { listUnjudgedMonths } from '#lib/store/source-verdict';
import { type SeedRecord, seedReport } from '#test/support/seed';

const passing: SeedRecord = { ip: '192.0.2.1', count: 100 };

afterAll(async () => {
  await disconnect();
  await closePool();
});

test('a worker that ends judges no more', async () => {
  await seedReport({ day: '2026-10-05', records: [passing] });
  await judgeSoon(AbortSignal.abort());
  expect(await judged()).toBe(0);
  expect(await listUnjudgedMonths()).toEqual([]);
  expect((await pool().query('SELECT FROM changed_month')).rowCount).toBe(1);
});

test('after an import, who asks twice at once waits for one judgement, and the second comes by itself', async () => {
  await seedReport({ domain: 'example.org', day: '2026-11-05', records: [passing] });
  const first = judgeSoon();
  await seedReport({ domain: 'example.net', day: '2026-11-06', records: [passing] });
  await judgeSoon();
  await first;
  await expect
    .poll(judged, {
      timeout: 20_000,
    })
    .toBe(3);
});

async function judged() {
  return (await pool().query('SELECT FROM source_verdict')).rowCount;
}
