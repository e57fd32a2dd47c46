import { afterAll, beforeAll, expect, test } from 'vitest';
import { disconnect } from '#lib/db/client';
import { closePool } from '#lib/db/pool';
import { encodeCursor, type Place } from '#lib/filter/cursor';
import { type Filter, parseFilter } from '#lib/filter/filter';
import { SYSTEM_VIEWER } from '#lib/filter/viewer';
import { failureReportList } from '#lib/queries/failure-report-list';
import { messageLog } from '#lib/queries/message-log';
import { recordList } from '#lib/queries/records';
import { reportList } from '#lib/queries/report-list';
import { tlsReportList } from '#lib/queries/tls-report-list';
import { topSources } from '#lib/queries/top-sources';
import { seedReport } from '#test/support/seed';

// A cursor comes back by the URL, and may say anything: then the list begins anew.
const NO_UUID = '00000000-0000-0000-0000-00000000000';
const FORGED: Place[] = [
  [],
  ['soon', '1'],
  ['1', '1'],
  ['9999999-01-01', '1'],
  ['2026-10-06T00:00:00.000Z', '99999999999999999999'],
  ['2026-10-06T00:00:00.000Z', '1 OR true'],
  ['-messages', 1, 'nowhere'],
  ['-messages', 1, '300.1.1.1'],
  ['2026-10-06T00:00:00.000Z', 'R', `${NO_UUID}z`, 1, '2026-10-06'],
  ['2026-10-06T00:00:00.000Z', 'R\0', `${NO_UUID}0`, 1, '2026-10-06'],
  ['2026-10-06T00:00:00.000Z', 'R', `${NO_UUID}0`, 1.5, '2026-10-06'],
  ['2026-10-06T00:00:00.000Z', 'R', `${NO_UUID}0`, 3e9, '2026-10-06'],
  ['2026-10-06T00:00:00.000Z', 'R', `${NO_UUID}0`, 1, '2026-13-06'],
  ['yesterday', 'R', `${NO_UUID}0`, 1, '2026-10-06'],
];
const october = { from: '2026-10-01', to: '2026-10-31' };

const LISTS: [string, (filter: Filter) => Promise<{ rows: unknown[] }>][] = [
  ['reports', (filter) => reportList(SYSTEM_VIEWER, filter)],
  ['records', (filter) => recordList(SYSTEM_VIEWER, filter)],
  ['sources', (filter) => topSources(SYSTEM_VIEWER, filter)],
  ['TLS reports', (filter) => tlsReportList(SYSTEM_VIEWER, filter)],
  ['failure reports', (filter) => failureReportList(SYSTEM_VIEWER, filter)],
  ['the ledger', ({ cursor }) => messageLog(SYSTEM_VIEWER, { cursor })],
];

beforeAll(async () => {
  await seedReport({ day: '2026-10-06', records: [{ ip: '192.0.2.1' }, { ip: '192.0.2.2' }] });
});

afterAll(async () => {
  await Promise.all([disconnect(), closePool()]);
});

test.each(LISTS)('%s begin anew behind a cursor that is none of ours', async (_, list) => {
  const whole = (await list(parseFilter(october))).rows;
  for (const place of FORGED) {
    const { rows } = await list(parseFilter({ ...october, cur: encodeCursor(place) }));
    expect(rows, JSON.stringify(place)).toEqual(whole);
  }
});
