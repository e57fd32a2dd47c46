import { afterAll, beforeAll, expect, test } from 'vitest';
import { disconnect } from '#lib/db/client';
import { closePool } from '#lib/db/pool';
import { parseFilter, type Search } from '#lib/filter/filter';
import { SYSTEM_VIEWER } from '#lib/filter/viewer';
import { campHours } from '#lib/queries/camp-hours';
import { domainHours } from '#lib/queries/domain-hours';
import { volumeByCamp } from '#lib/queries/volume-by-camp';
import { volumeByDay } from '#lib/queries/volume-by-day';
import { volumeByHour } from '#lib/queries/volume-by-hour';
import { labelSources } from '#lib/store/source-label';
import { seedReport } from '#test/support/seed';

const now = new Date('2026-11-20T12:00Z');
const fifth = { from: '2026-11-05', to: '2026-11-05' };

beforeAll(async () => {
  const hour = (begin: string, end: string, count: number, more = {}) =>
    seedReport({ begin, end, records: [{ count, ...more }] });
  await hour('2026-11-05T13:00:00Z', '2026-11-05T13:59:59Z', 300);
  await hour('2026-11-05T13:00:00Z', '2026-11-05T14:00:00Z', 40, {
    ip: '192.0.2.9',
    dkimAligned: false,
    spfAligned: false,
    outcome: 'rejected',
  });
  // Two hours count in the one that holds their middle, and so does what crosses midnight.
  await hour('2026-11-05T22:00:00Z', '2026-11-06T00:00:00Z', 50);
  await hour('2026-11-04T23:30:00Z', '2026-11-05T00:40:00Z', 10, { day: '2026-11-05' });
  await hour('2026-11-05T08:00:00Z', '2026-11-05T10:00:01Z', 5);
  await seedReport({ day: '2026-11-05', reporter: 'Daily', records: [{ count: 95 }] });
  await seedReport({ day: '2026-11-06', reporter: 'Daily', records: [{ count: 1000 }] });
});

afterAll(async () => {
  await disconnect();
  await closePool();
});

test('mail of short reports stands at its hour, and the other mail beside', async () => {
  const { refused, rows, hourly, beside } = await hoursOf(fifth);
  expect(refused).toBe(null);
  expect(rows).toHaveLength(24);
  expect(rows.filter(({ total }) => total > 0).map(({ day, total }) => [day, total])).toEqual([
    ['2026-11-05T00:00Z', 10],
    ['2026-11-05T13:00Z', 340],
    ['2026-11-05T23:00Z', 50],
  ]);
  expect({ hourly, beside }).toEqual({ hourly: 400, beside: 100 });
});

test('hours and what stands beside add up to the day, outcome by outcome', async () => {
  const filter = parseFilter({ ...fifth, org: '!Daily' });
  const [day] = await volumeByDay(SYSTEM_VIEWER, filter, now);
  const { rows, beside } = await hoursOf({ ...fifth, org: '!Daily' });
  expect(rows.reduce((sum, { total }) => sum + total, 0) + beside).toBe(day?.total);
  expect(rows.reduce((sum, { rejected }) => sum + rejected, 0)).toBe(day?.rejected);
});

test('a filter narrows the hours as it narrows the days', async () => {
  const { rows, beside } = await hoursOf({ ...fifth, ip: '192.0.2.9' });
  expect(rows.find(({ total }) => total > 0)).toMatchObject({
    rejected: 40,
    neither: 40,
    total: 40,
  });
  expect(beside).toBe(0);
});

test('where daily reports hold more than a fifth of the mail, hours are refused', async () => {
  const told = await hoursOf({ from: '2026-11-05', to: '2026-11-06' });
  expect(told).toEqual({ refused: 'daily-reports', rows: [], hourly: 400, beside: 1100 });
});

test('more than 16 days are too many hours', async () => {
  expect((await hoursOf({ from: '2026-11-01', to: '2026-11-16' })).refused).toBe('daily-reports');
  const long = await hoursOf({ from: '2026-11-01', to: '2026-11-17' });
  expect(long).toMatchObject({ refused: 'too-long', rows: [], beside: 1500 });
});

test('a silent period has silent hours', async () => {
  const { refused, rows } = await hoursOf({ from: '2026-11-08', to: '2026-11-09' });
  expect(refused).toBe(null);
  expect(rows).toHaveLength(48);
  expect(rows.every(({ total }) => total === 0)).toBe(true);
});

test('hours are told by whose their mail was, and add up to what stands by the hour', async () => {
  const said = { everywhere: false, note: null, owner: null };
  for (const label of ['yours', 'not-mine'] as const) {
    const ip = label === 'yours' ? '192.0.2.1' : '192.0.2.9';
    const subjects = [{ ip }];
    await labelSources(SYSTEM_VIEWER, { ...said, domain: 'example.com', subjects, label });
  }
  const filter = parseFilter({ ...fifth, g: 'hour' });
  const camps = await campHours(SYSTEM_VIEWER, filter, now);
  const { rows } = await hoursOf(fifth);
  expect(camps.map(({ day, total }) => [day, total])).toEqual(
    rows.map(({ day, total }) => [day, total]),
  );
  const busy = camps.find(({ day }) => day === '2026-11-05T13:00Z');
  expect(busy?.counts).toMatchObject({ yours: 300, spoof: 40, unknown: 0 });
  const [day] = await volumeByCamp(SYSTEM_VIEWER, parseFilter({ ...fifth, org: '!Daily' }), now);
  expect(day?.counts).toMatchObject({ spoof: 40 });
});

test('hours are told by domain, a silent one included, and of no domain beyond the filter', async () => {
  await seedReport({
    domain: 'two.example',
    begin: '2026-11-05T13:00:00Z',
    end: '2026-11-05T14:00:00Z',
    records: [{ count: 7 }],
  });
  const filter = parseFilter({ ...fifth, d: 'example.com', g: 'hour' });
  const told = await domainHours(SYSTEM_VIEWER, filter, ['example.com', 'two.example'], now);
  const busy = (name: string) => told.get(name)?.filter(({ messages }) => messages > 0);
  expect(busy('two.example')).toEqual([]);
  expect(told.get('two.example')).toHaveLength(24);
  expect(busy('example.com')).toEqual([
    { day: '2026-11-05T00:00Z', messages: 10, passed: 10 },
    { day: '2026-11-05T13:00Z', messages: 340, passed: 300 },
    { day: '2026-11-05T23:00Z', messages: 50, passed: 50 },
  ]);
});

async function hoursOf(search: Search) {
  const filter = parseFilter({ ...search, g: 'hour' });
  expect(filter.granularity).toBe('hour');
  return await volumeByHour(
    SYSTEM_VIEWER,
    filter,
    await volumeByDay(SYSTEM_VIEWER, filter, now),
    now,
  );
}
