import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import AdmZip from 'adm-zip';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parseFilter } from '#lib/filter/filter';
import { SYSTEM_VIEWER } from '#lib/filter/viewer';
import { DATASET_NAMES, exportDataset } from '#lib/queries/datasets';
import { exportHistory } from '#lib/queries/export-history';
import { addGroup, putInGroup } from '#lib/store/domain-group';
import { seedReport } from '#test/support/seed';
import { jsonLines, runCli } from './run-cli.ts';

const folder = mkdtempSync(join(tmpdir(), 'ruascope-cli-'));
const DAYS = ['--from', '2026-11-01', '--to', '2026-11-30'];

beforeAll(async () => {
  const dkim = [{ domain: 'example.com', selector: 's1', result: 'pass' }];
  await seedReport({ day: '2026-11-05', reportId: 'one', records: [{ dkim }] });
  await seedReport({ domain: 'example.org', day: '2026-11-06', reportId: 'two' });
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

test('every dataset has the bytes that page and API serve', async () => {
  const filter = parseFilter({ from: '2026-11-01', to: '2026-11-30' });
  // An export of the exports has its own line in it, which is not ended yet.
  for (const name of DATASET_NAMES.filter((one) => one !== 'exports')) {
    const run = await cli(['export', name, ...DAYS]);
    let served = '';
    for await (const piece of exportDataset(SYSTEM_VIEWER, filter, name, { format: 'csv' })) {
      served += piece;
    }
    expect(run).toEqual({ code: 0, err: '', out: served });
    expect(run.out).toMatch(/^schema_version,.*\r\n/);
  }
}, 120_000);

test('--domain limits it, and --format jsonl writes a line of JSON for each row', async () => {
  const run = await cli([
    'export',
    'records',
    ...DAYS,
    '--domain',
    'example.org',
    '--format',
    'jsonl',
  ]);
  expect(jsonLines(run)).toMatchObject([{ domain: 'example.org' }]);
});

test('--group takes the domains of a group, and refuses one that is not there', async () => {
  const id = await addGroup(SYSTEM_VIEWER, { name: 'Shops', note: null });
  await putInGroup(SYSTEM_VIEWER, id, ['example.org']);
  const run = await cli(['export', 'records', ...DAYS, '--group', 'shops', '--format', 'jsonl']);
  expect(jsonLines(run)).toMatchObject([{ domain: 'example.org' }]);
  const none = await cli(['export', 'records', ...DAYS, '--group', 'Shop']);
  expect(none).toMatchObject({ code: 1, out: '' });
  expect(none.err).toContain('There is no group named Shop');
});

test('--out has the whole export under its name, and nothing beside it', async () => {
  const out = join(folder, 'records.csv');
  writeFileSync(out, 'an older export');
  const run = await cli(['export', 'records', ...DAYS, '--out', out]);
  expect(run).toMatchObject({ code: 0, out: '' });
  expect(readFileSync(out, 'utf8')).toBe((await cli(['export', 'records', ...DAYS])).out);
  expect(existsSync(`${out}.part`)).toBe(false);
});

test('--format zip is a bundle with a manifest, and stands in the history with its SHA-256', async () => {
  const out = join(folder, 'records.zip');
  expect(await cli(['export', 'records', ...DAYS, '--format', 'zip', '--out', out])).toMatchObject({
    code: 0,
  });
  const zip = new AdmZip(out);
  const manifest = JSON.parse(zip.readAsText('manifest.json'));
  expect(manifest).toMatchObject({ dataset: 'records', row_count: 2, generated_by: 'system' });
  const sha256 = createHash('sha256')
    .update(zip.readFile('data.csv') ?? '')
    .digest('hex');
  expect(manifest.files).toMatchObject([{ name: 'data.csv', sha256 }]);
  const [newest] = await exportHistory(SYSTEM_VIEWER);
  expect(newest).toMatchObject({
    actor: 'system',
    fileName: 'dmarc_records_all-domains_2026-11-01_2026-11-30_utc_v1.zip',
    address: '/api/v1/export/records.zip?from=2026-11-01&to=2026-11-30',
    rows: 2,
    sha256,
    endedAt: expect.any(Date),
  });
});

test('a file that nobody could write is noted as one that broke off', async () => {
  await cli(['export', 'daily', ...DAYS, '--out', join(folder, 'nowhere/x.csv')]);
  const [newest] = await exportHistory(SYSTEM_VIEWER);
  expect(newest).toMatchObject({ fileName: expect.stringContaining('daily'), endedAt: null });
});

test('a folder that is not there is no whole export', async () => {
  const run = await cli(['export', 'records', ...DAYS, '--out', join(folder, 'nowhere/x.csv')]);
  expect(run.code).toBe(1);
  expect(run.err).toContain('nowhere');
});

test('a day that is none, and a dataset that is none, are wrong use', async () => {
  const day = await cli(['export', 'records', '--from', 'yesterday', '--to', '2026-11-30']);
  expect(day).toMatchObject({ code: 64, out: '' });
  expect(day.err).toContain('from');
  expect(await cli(['export', 'everything', ...DAYS])).toMatchObject({ code: 64, out: '' });
});

async function cli(args: readonly string[]) {
  return await runCli(args, { env: { DATABASE_URL: process.env['DATABASE_URL'] ?? '' } });
}
