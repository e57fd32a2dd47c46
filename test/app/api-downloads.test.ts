import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { disconnect } from '#lib/db/client';
import { closePool, pool } from '#lib/db/pool';
import { SYSTEM_VIEWER } from '#lib/filter/viewer';
import { exportHistory } from '#lib/queries/export-history';
import { cookieFor, makeAccount } from '#test/support/account';
import { call, json } from '#test/support/api';
import { seedReport } from '#test/support/seed';

vi.hoisted(() => {
  process.env['DOWNLOADS_AT_ONCE'] = '4';
});
const RECORDS = '/api/v1/export/records.csv?from=2026-11-01&to=2026-11-30';
const cookies = { ada: '', bob: '', cyd: '' };

beforeAll(async () => {
  for (const name of ['ada', 'bob', 'cyd'] as const) {
    await makeAccount(`${name}@example.com`, { role: 'auditor' });
    cookies[name] = await cookieFor(`${name}@example.com`);
  }
  // More than one batch, and more than what lies ready between two readings.
  const records = Array.from({ length: 6000 }, (_, n) => ({ count: 1 + n }));
  await seedReport({ day: '2026-11-05', records });
});

afterAll(async () => {
  await closePool();
  await disconnect();
});

async function begin(cookie: string) {
  const answer = await call(RECORDS, { cookie });
  const reader = answer.body?.getReader();
  await reader?.read();
  return { status: answer.status, reader, answer };
}

test('a file whose database goes away in the middle breaks off, and is noted as not whole', async () => {
  const { status, reader } = await begin(cookies.ada);
  expect(status).toBe(200);
  await pool().query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE datname = current_database() AND query LIKE 'FETCH%' AND pid <> pg_backend_pid()`);
  const rest = async () => {
    while (!(await reader?.read())?.done);
  };
  await expect(rest()).rejects.toThrow();
  expect((await exportHistory(SYSTEM_VIEWER))[0]).toMatchObject({ endedAt: null, sha256: null });
});

test('nobody has more than half of the places, and a place is free once its file has ended', async () => {
  const own = [await begin(cookies.ada), await begin(cookies.ada)];
  const third = await call(RECORDS, { cookie: cookies.ada });
  expect(third.status).toBe(503);
  expect(third.headers.get('retry-after')).toBe('60');
  expect(await json(third)).toMatchObject({
    code: 'request/busy',
    detail: '2 files are on their way, 2 of them yours (DOWNLOADS_AT_ONCE is 4).',
  });
  const others = [await begin(cookies.bob), await begin(cookies.bob)];
  expect((await call(RECORDS, { cookie: cookies.cyd })).status).toBe(503);
  // Pages and small answers are as before.
  expect((await call('/api/v1/totals', { cookie: cookies.cyd })).status).toBe(200);
  for (const { reader } of [...own, ...others]) await reader?.cancel();
  const free = await call(RECORDS, { cookie: cookies.ada });
  expect((await free.text()).trimEnd().split('\r\n')).toHaveLength(6001);
  expect((await exportHistory(SYSTEM_VIEWER))[0]).toMatchObject({ rows: 6000 });
});

test('what is refused is not noted as taken out', async () => {
  const before = (await exportHistory(SYSTEM_VIEWER)).length;
  const own = [await begin(cookies.ada), await begin(cookies.ada)];
  expect((await call(RECORDS.replace('.csv', '.zip'), { cookie: cookies.ada })).status).toBe(503);
  expect(await exportHistory(SYSTEM_VIEWER)).toHaveLength(before + 2);
  for (const { reader } of own) await reader?.cancel();
});
