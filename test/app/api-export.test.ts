import { createHash } from 'node:crypto';
import AdmZip from 'adm-zip';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { disconnect } from '#lib/db/client';
import { closePool } from '#lib/db/pool';
import { mintViewer, SYSTEM_VIEWER } from '#lib/filter/viewer';
import { exportHistory } from '#lib/queries/export-history';
import { cookieFor, makeAccount } from '#test/support/account';
import { call, json } from '#test/support/api';
import { seedReport } from '#test/support/seed';

const NOVEMBER = 'from=2026-11-01&to=2026-11-30';
let cookie: string;
let userId: string;

beforeAll(async () => {
  userId = await makeAccount('ada@example.com', { role: 'auditor' });
  cookie = await cookieFor('ada@example.com');
  await seedReport({ day: '2026-11-05', records: [{ count: 3 }, { count: 4 }] });
});

afterAll(async () => {
  await disconnect();
  await closePool();
});

test('a file is noted with who took it, its rows and the SHA-256 of its bytes', async () => {
  const address = `/api/v1/export/records.csv?${NOVEMBER}&cols=domain,message_count`;
  const csv = Buffer.from(await (await call(address, { cookie })).arrayBuffer());
  expect(csv.toString()).toBe('domain,message_count\r\nexample.com,3\r\nexample.com,4\r\n');
  const [newest] = await exportHistory(SYSTEM_VIEWER);
  expect(newest).toMatchObject({
    actor: 'ada@example.com',
    fileName: 'dmarc_records_all-domains_2026-11-01_2026-11-30_utc_v1.csv',
    address,
    rows: 2,
    bytes: csv.length,
    sha256: createHash('sha256').update(csv).digest('hex'),
    endedAt: expect.any(Date),
  });
});

test('of a bundle it is the SHA-256 that its manifest says, and its own name', async () => {
  const answer = await call(`/api/v1/export/daily.zip?${NOVEMBER}`, { cookie });
  expect(answer.headers.get('content-type')).toBe('application/zip');
  expect(answer.headers.get('content-disposition')).toContain('_utc_v1.zip"');
  const zip = new AdmZip(Buffer.from(await answer.arrayBuffer()));
  const manifest = JSON.parse(zip.readAsText('manifest.json'));
  expect(manifest).toMatchObject({ generated_by: 'ada@example.com', row_count: 30 });
  const [newest] = await exportHistory(SYSTEM_VIEWER);
  expect(newest).toMatchObject({ sha256: manifest.files[0].sha256, rows: 30 });
});

test('one that was not read to its end is not whole', async () => {
  const answer = await call(`/api/v1/export/records.csv?${NOVEMBER}`, { cookie });
  await answer.body?.cancel();
  expect((await exportHistory(SYSTEM_VIEWER))[0]).toMatchObject({ endedAt: null, sha256: null });
});

test('a column that there is not is named, and nothing is noted', async () => {
  const before = (await exportHistory(SYSTEM_VIEWER)).length;
  const answer = await call('/api/v1/export/records.zip?cols=domain,nothing', { cookie });
  expect(answer.status).toBe(400);
  expect((await json(answer))['detail']).toBe('records has no column nothing.');
  expect(await exportHistory(SYSTEM_VIEWER)).toHaveLength(before);
});

test('others see their own files, and who runs the installation those of all', async () => {
  const of = async (role: 'owner' | 'viewer', id: string, domains: 'all' | number[] = 'all') =>
    (await exportHistory(mintViewer({ userId: id, name: 'x', role, domains }))).length;
  expect(await of('viewer', userId)).toBe(3);
  expect(await of('viewer', 'somebody')).toBe(0);
  expect(await of('owner', 'somebody')).toBe(3);
  expect(await of('owner', 'somebody', [1])).toBe(0);
});
