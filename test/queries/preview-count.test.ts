import { afterAll, beforeAll, expect, test } from 'vitest';
import { disconnect } from '#lib/db/client';
import { closePool, pool } from '#lib/db/pool';
import { parseFilter } from '#lib/filter/filter';
import { SYSTEM_VIEWER } from '#lib/filter/viewer';
import { datasetPreview } from '#lib/queries/dataset-preview';
import { DATASETS } from '#lib/queries/datasets';
import { seedReport } from '#test/support/seed';

// What the preview says is in the file, without reading the file.

const search = { from: '2026-10-01', to: '2026-11-30' };
const now = new Date('2026-12-01T00:00:00Z');
const records = Array.from({ length: 15 }, (_, n) => ({ count: n + 1, ip: `192.0.2.${n + 1}` }));
let domainId: number;

beforeAll(async () => {
  for (const day of ['2026-10-05', '2026-11-05', '2026-11-06']) {
    ({ domainId } = await seedReport({ domain: 'example.com', day, records }));
  }
});

afterAll(async () => {
  await disconnect();
  await closePool();
});

async function fileLines(filter: ReturnType<typeof parseFilter>) {
  const lines: string[][] = [];
  for await (const batch of DATASETS.records.lines(SYSTEM_VIEWER, filter, now)) {
    lines.push(...batch.map((cells) => cells.map(String)));
  }
  return lines;
}

const FILTERS = [{}, { res: 'passed' }, { ip: '192.0.2.7' }, { d: 'example.net' }, { cursor: 'x' }];

test.each(FILTERS)('the first rows and the number of rows are the file’s: %o', async (narrowed) => {
  const filter = parseFilter({ ...search, ...narrowed });
  const file = await fileLines(filter);
  const preview = await datasetPreview(SYSTEM_VIEWER, filter, 'records', { now });
  expect([preview.count, preview.exact]).toEqual([file.length, true]);
  const uid = preview.columns.indexOf('report_uid');
  const no = preview.columns.indexOf('record_no');
  const names = (rows: readonly string[][]) => rows.map((row) => `${row[uid]} ${row[no]}`);
  expect(names(preview.rows)).toEqual(names(file.slice(0, 20)));
});

test('records that retention took away are not counted, though the roll-up keeps them', async () => {
  const filter = parseFilter(search);
  expect((await datasetPreview(SYSTEM_VIEWER, filter, 'records', { now })).count).toBe(45);
  await pool().query("DELETE FROM record WHERE day = '2026-10-05'");
  await pool().query('INSERT INTO dropped_month (domain_id, month) VALUES ($1, $2::date)', [
    domainId,
    '2026-10-01',
  ]);
  expect((await datasetPreview(SYSTEM_VIEWER, filter, 'records', { now })).count).toBe(30);
});
