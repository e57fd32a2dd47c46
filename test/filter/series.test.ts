import { expect, test } from 'vitest';
import {
  bucketDays,
  bucketOf,
  fillDays,
  fitsHours,
  granularityFor,
  hoursOfDay,
} from '#lib/filter/series';

test('a silent day is a zero, not a gap', () => {
  const rows = [{ day: '2026-02-28', n: 3 }];
  expect(fillDays(rows, '2026-02-27', '2026-03-01', (day) => ({ day, n: 0 }))).toEqual([
    { day: '2026-02-27', n: 0 },
    { day: '2026-02-28', n: 3 },
    { day: '2026-03-01', n: 0 },
  ]);
});

test('the day clocks change has one bucket, as every other', () => {
  const days = fillDays([], '2026-10-24', '2026-10-26', (day) => ({ day }));
  expect(days.map(({ day }) => day)).toEqual(['2026-10-24', '2026-10-25', '2026-10-26']);
});

test.each([
  ['2026-11-22', 'week', '2026-11-16'],
  ['2026-11-23', 'week', '2026-11-23'],
  ['2027-01-01', 'week', '2026-12-28'],
  ['2026-11-30', 'month', '2026-11-01'],
  ['2026-11-30', 'day', '2026-11-30'],
] as const)('%s lies in the %s of %s', (day, granularity, first) => {
  expect(bucketOf(day, granularity)).toBe(first);
});

test('buckets add up to the same sum', () => {
  const rows = fillDays([], '2026-01-01', '2026-12-31', (day) => ({ day, n: 2 }));
  const weeks = bucketDays(rows, 'week', (sum, row) => ({ ...sum, n: sum.n + row.n }));
  expect(weeks).toHaveLength(53);
  expect(weeks.reduce((sum, week) => sum + week.n, 0)).toBe(730);
});

test.each([
  [92, null, 'day'],
  [93, null, 'week'],
  [549, null, 'week'],
  [550, null, 'month'],
  [7, 'month', 'month'],
  [400, 'day', 'day'],
  [401, 'day', 'week'],
  [3_660, 'day', 'month'],
  [7, 'hour', 'day'],
  [401, 'hour', 'week'],
] as const)('%i days with wish %s are cut by %s', (days, wished, expected) => {
  expect(granularityFor(days, wished)).toBe(expected);
});

test('16 days are as many hours as a screen shows', () => {
  expect([16, 17].map(fitsHours)).toEqual([true, false]);
  expect(hoursOfDay('2026-10-25')).toHaveLength(24);
  expect(hoursOfDay('2026-11-05').slice(9, 11)).toEqual(['2026-11-05T09:00Z', '2026-11-05T10:00Z']);
});
