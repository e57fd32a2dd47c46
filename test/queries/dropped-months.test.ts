import { afterAll, beforeAll, expect, test } from 'vitest';
import { disconnect } from '#lib/db/client';
import { closePool, pool } from '#lib/db/pool';
import { parseFilter } from '#lib/filter/filter';
import { mintViewer, SYSTEM_VIEWER, type Viewer } from '#lib/filter/viewer';
import { applyRetention } from '#lib/jobs/retention';
import { droppedMonths } from '#lib/queries/dropped-months';
import { topSources } from '#lib/queries/top-sources';
import { totals } from '#lib/queries/totals';
import { retentionSettings, setRetention } from '#lib/store/retention-settings';
import { seedReport } from '#test/support/seed';

// What retention took away is told where it is missed, and counted where it is not.

const NOW = new Date('2026-11-24T12:00:00Z');
let limited: Viewer;

beforeAll(async () => {
  await seedReport({ day: '2026-08-10', records: [{ count: 5 }] });
  await seedReport({ day: '2026-09-10', records: [{ count: 6 }] });
  const { domainId } = await seedReport({ domain: 'kept.example', day: '2026-08-10' });
  limited = mintViewer({ userId: null, name: 'x', role: 'viewer', domains: [domainId] });
  const domainDays = { 'kept.example': null };
  await setRetention(SYSTEM_VIEWER, retentionSettings.parse({ recordDays: 30, domainDays }));
  await applyRetention(NOW, new AbortController().signal);
});

afterAll(async () => {
  await pool().query('TRUNCATE dropped_month');
  await closePool();
  await disconnect();
});

function ask(search: Record<string, string>, viewer: Viewer = SYSTEM_VIEWER) {
  return droppedMonths(viewer, parseFilter(search), NOW);
}

test('a question that reaches into such months is told which', async () => {
  expect(await ask({ from: '2026-08-31', to: '2026-11-24' })).toEqual({
    first: '2026-08',
    last: '2026-09',
  });
  expect(await ask({ from: '2026-09-30', to: '2026-10-01' })).toEqual({
    first: '2026-09',
    last: '2026-09',
  });
});

test('one that does not, or is about other domains, is not', async () => {
  expect(await ask({ range: '30d' })).toBeNull();
  const august = { from: '2026-08-01', to: '2026-08-31' };
  expect(await ask({ ...august, d: 'kept.example' })).toBeNull();
  expect(await ask(august, limited)).toBeNull();
});

test('totals and charts still count what lists of sources have no more', async () => {
  const filter = parseFilter({ from: '2026-08-01', to: '2026-09-30', d: 'example.com' });
  expect((await totals(SYSTEM_VIEWER, filter, NOW)).messages).toBe(11);
  expect((await topSources(SYSTEM_VIEWER, filter, { limit: 10, now: NOW })).rows).toEqual([]);
});
