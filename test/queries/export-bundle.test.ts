import { createHash } from 'node:crypto';
import AdmZip from 'adm-zip';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { disconnect } from '#lib/db/client';
import { closePool, pool } from '#lib/db/pool';
import { parseFilter } from '#lib/filter/filter';
import { SYSTEM_VIEWER } from '#lib/filter/viewer';
import { datasetPreview } from '#lib/queries/dataset-preview';
import { DATASET_NAMES, DATASETS, exportDataset } from '#lib/queries/datasets';
import { exportBundle } from '#lib/queries/export-bundle';
import { Meter } from '#lib/queries/meter';
import { messagesOf } from '#lib/words/translate';
import { seedReport } from '#test/support/seed';

const now = new Date('2026-11-24T12:00:00Z');
const november = parseFilter({ from: '2026-11-01', to: '2026-11-30', d: 'example.com' });

beforeAll(async () => {
  const dkim = [{ domain: 'example.com', selector: 's1', result: 'pass' }];
  const records = Array.from({ length: 30 }, () => ({ day: '2026-11-05', count: 2, dkim }));
  await seedReport({ day: '2026-11-05', reporter: '=1+1', records });
  await pool().query(`INSERT INTO audit_log (at, actor, action, subject, after)
    VALUES ('2026-11-05T12:00Z', 'Ada', 'source.label', '192.0.2.1', '{"domains":["example.com"]}')`);
});

afterAll(async () => {
  await disconnect();
  await closePool();
});

test('a bundle speaks for itself: data, manifest, README and sums that are right', async () => {
  const zip = new AdmZip(await bundle({ guard: true, bom: true }));
  expect(zip.getEntries().map(({ entryName }) => entryName)).toEqual([
    ...['data.csv', 'manifest.json', 'README.txt', 'SHA256SUMS'],
  ]);
  const data = zip.readFile('data.csv');
  let csv = '';
  const options = { format: 'csv', guard: true, bom: true, now } as const;
  for await (const piece of exportDataset(SYSTEM_VIEWER, november, 'records', options))
    csv += piece;
  expect(data?.toString()).toBe(csv);
  const manifest = JSON.parse(zip.readAsText('manifest.json'));
  expect(manifest).toMatchObject({
    dataset: 'records',
    schema_version: DATASETS.records.version,
    generated_at: '2026-11-24T12:00:00.000Z',
    canonical_url: '/api/v1/export/records.csv?d=example.com&from=2026-11-01&to=2026-11-30',
    filters: { d: 'example.com', from: '2026-11-01', to: '2026-11-30' },
    complete_through: null,
    row_count: 30,
    format: { delimiter: ',', byte_order_mark: true, formula_guard: true },
    files: [{ name: 'data.csv', bytes: data?.length, sha256: sha256(data) }],
  });
  const header = csv.slice(1, csv.indexOf('\r\n')).split(',');
  expect(manifest.columns.map(({ name }: { name: string }) => name)).toEqual(header);
  const sums = zip.readAsText('SHA256SUMS').trim().split('\n');
  expect(sums).toEqual(
    ['data.csv', 'manifest.json', 'README.txt'].map(
      (name) => `${sha256(zip.readFile(name))}  ${name}`,
    ),
  );
  for (const name of header) expect(zip.readAsText('README.txt')).toContain(`  ${name} `);
});

test('a manifest credits those whose data stand in its columns, and nobody else', async () => {
  const creditsOf = async (columns: string[]) => {
    const zip = new AdmZip(await bundle({ columns }));
    return JSON.parse(zip.readAsText('manifest.json')).data_sources;
  };
  expect(await creditsOf(['source_asn', 'source_as_name', 'source_country'])).toEqual([
    expect.stringContaining('DB-IP'),
    expect.stringContaining('CC0'),
  ]);
  expect(await creditsOf(['domain'])).toBeUndefined();
});

test('some columns are given in the order of the dataset, in the file and in its manifest', async () => {
  const zip = new AdmZip(await bundle({ columns: ['message_count', 'domain'] }));
  expect(zip.readAsText('data.csv').split('\r\n').slice(0, 2)).toEqual([
    'domain,message_count',
    'example.com,2',
  ]);
  const { columns, canonical_url: url } = JSON.parse(zip.readAsText('manifest.json'));
  expect(columns).toHaveLength(2);
  expect(url).toContain('cols=message_count%2Cdomain');
  await expect(bundle({ columns: ['nothing'] })).rejects.toThrow('records has no column nothing');
});

test('whoever stops reading a bundle leaves no transaction behind', async () => {
  const options = { now, meter: new Meter() };
  for await (const _ of await exportBundle(SYSTEM_VIEWER, november, 'records', options)) break;
  const open = async () => {
    const { rows } = await pool().query(
      "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND state LIKE 'idle in%'",
    );
    return rows.length;
  };
  await expect.poll(open).toBe(0);
});

test('a preview shows the first rows as the file spells them, and counts all', async () => {
  const { rows, ...preview } = await datasetPreview(SYSTEM_VIEWER, november, 'records', {
    columns: ['reporter_org', 'period_begin_utc', 'dmarc_pass'],
    now,
  });
  expect(preview).toEqual({
    columns: ['reporter_org', 'period_begin_utc', 'dmarc_pass'],
    count: 30,
    exact: true,
    months: [],
  });
  expect(rows).toHaveLength(20);
  expect(rows[0]).toEqual(['=1+1', '2026-11-05T00:00:00Z', 'true']);
  const days = await datasetPreview(SYSTEM_VIEWER, november, 'daily', { now });
  expect([days.rows.length, days.count, days.exact]).toEqual([20, 30, true]);
});

test.each(DATASET_NAMES)(
  '%s beyond the rows of a sheet is taken month by month, whole',
  async (name) => {
    const span = { from: '2026-10-20', to: '2026-12-02' };
    const asked = parseFilter({ ...span, d: 'example.com' });
    const { months, count } = await datasetPreview(SYSTEM_VIEWER, asked, name, {
      now,
      sheetRows: 0,
    });
    const parts = [
      { from: '2026-10-20', to: '2026-10-31' },
      { from: '2026-11-01', to: '2026-11-30' },
      { from: '2026-12-01', to: '2026-12-02' },
    ];
    expect(months).toEqual(count === 0 ? [] : parts);
    const fitting = await datasetPreview(SYSTEM_VIEWER, asked, name, { now, sheetRows: count });
    expect(fitting.months).toEqual([]);
    let rows = 0;
    for (const month of months) {
      const filter = parseFilter({ ...month, d: 'example.com' });
      rows += (await datasetPreview(SYSTEM_VIEWER, filter, name, { now })).count;
    }
    expect(rows).toBe(count);
  },
);

test.each(DATASET_NAMES)('every column of %s has a stable name and says what it is', (name) => {
  const { columns } = DATASETS[name];
  const names = columns.map((column) => column.name);
  expect(new Set(names).size).toBe(names.length);
  for (const column of columns) {
    expect(column.name).toMatch(/^[a-z][a-z0-9]*(_[a-z0-9]+)*$/);
    expect(column.doc.length, column.name).toBeGreaterThan(5);
  }
});

test.each(DATASET_NAMES)('pages explain the columns of %s as the files do', (name) => {
  const { columns } = DATASETS[name];
  const docs = Object.fromEntries(columns.map((column) => [column.name, column.doc]));
  expect(messagesOf('en').columns[name]).toEqual(docs);
});

async function bundle(options: { columns?: string[]; guard?: boolean; bom?: boolean }) {
  const meter = new Meter();
  const pieces = await exportBundle(SYSTEM_VIEWER, november, 'records', { ...options, now, meter });
  const all: Uint8Array[] = [];
  for await (const piece of pieces) all.push(piece);
  return Buffer.concat(all);
}

function sha256(bytes: Buffer | null) {
  return createHash('sha256')
    .update(bytes ?? '')
    .digest('hex');
}
