import { expect, test } from 'vitest';
import { coverageOf, isExpected, missingFor } from '#lib/filter/coverage';
import { listDays } from '#lib/filter/day';

const TODAY = '2026-11-24';
const covered = (days: readonly string[]) => new Map(days.map((day) => [day, 'received'] as const));
const daily = (from: string, to: string) => covered(listDays(from, to));

test('60 % of 28 days make a reporter expected, and 17 of them are that', () => {
  const days = listDays('2026-10-01', '2026-10-28');
  expect(isExpected(covered(days.slice(0, 17)), '2026-10-29')).toBe(true);
  expect(isExpected(covered(days.slice(0, 16)), '2026-10-29')).toBe(false);
  // The first of them is not among the 28 days before the next day.
  expect(isExpected(covered(days.slice(0, 17)), '2026-10-30')).toBe(false);
});

test('a day is reported, late, missing, or not to be expected', () => {
  const days = new Map<string, 'received' | 'late'>(daily('2026-10-10', '2026-11-20'));
  days.delete('2026-11-18');
  days.set('2026-11-19', 'late');
  const found = coverageOf(days, { from: '2026-11-17', to: TODAY }, TODAY);
  expect(found.map(({ state }) => state)).toEqual([
    'received',
    'missing',
    'late',
    'received',
    // Still arriving.
    ...['none', 'none', 'none', 'none'],
  ]);
  expect(coverageOf(covered([]), { from: '2026-11-01', to: '2026-11-01' }, TODAY)).toEqual([
    { day: '2026-11-01', state: 'none' },
  ]);
});

test('a reporter is missing after three days, or three of its gaps', () => {
  expect(missingFor(daily('2026-10-01', '2026-11-21'), TODAY)).toBeNull();
  expect(missingFor(daily('2026-10-01', '2026-11-20'), TODAY)).toBe(4);
  // Silent for long, it is still known to have been expected.
  expect(missingFor(daily('2026-08-01', '2026-10-01'), TODAY)).toBe(54);
  // Who reports seldom is not expected, and so is never missing.
  expect(missingFor(covered(['2026-10-01', '2026-11-01']), TODAY)).toBeNull();
  expect(missingFor(covered([]), TODAY)).toBeNull();
});
