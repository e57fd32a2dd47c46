import fc from 'fast-check';
import { expect, test } from 'vitest';
import { daysOfPeriod, isSpread, spreadCount } from '#lib/report/day-buckets';

const at = (iso: string) => Date.parse(iso) / 1000;

test('a UTC day with an exclusive end belongs to that day alone', () => {
  expect(daysOfPeriod(at('2026-11-05T00:00Z'), at('2026-11-06T00:00Z'))).toEqual([
    { day: '2026-11-05', share: 1 },
  ]);
});

test('a day of local midnights belongs to the UTC day of its midpoint', () => {
  const [only, ...more] = daysOfPeriod(at('2026-11-04T23:00Z'), at('2026-11-05T22:59:59Z'));
  expect(only?.day).toBe('2026-11-05');
  expect(more).toEqual([]);
});

test('a period of no length is a point', () => {
  const noon = at('2026-11-05T12:00Z');
  expect(daysOfPeriod(noon, noon)).toEqual([{ day: '2026-11-05', share: 1 }]);
});

test('26 hours are still one day, a second more is spread', () => {
  const begin = at('2026-11-05T00:00Z');
  expect(isSpread(begin, begin + 26 * 3600)).toBe(false);
  expect(daysOfPeriod(begin, begin + 26 * 3600 + 1)).toHaveLength(2);
});

test('seven days share a count out evenly, the remainder to the earliest', () => {
  const days = daysOfPeriod(at('2026-11-01T00:00Z'), at('2026-11-08T00:00Z'));
  expect(days).toHaveLength(7);
  expect(spreadCount(10, days)).toEqual([2, 2, 2, 1, 1, 1, 1]);
});

test('a part of a day weighs as much as it is long', () => {
  const days = daysOfPeriod(at('2026-11-01T18:00Z'), at('2026-11-03T06:00Z'));
  expect(days.map(({ day }) => day)).toEqual(['2026-11-01', '2026-11-02', '2026-11-03']);
  expect(spreadCount(12, days)).toEqual([2, 8, 2]);
});

test('whatever the period and the count, the days add up to the count exactly', () => {
  const begin = fc.integer({ min: at('2012-01-01T00:00Z'), max: at('2030-01-01T00:00Z') });
  const length = fc.integer({ min: 0, max: 31 * 86_400 });
  fc.assert(
    fc.property(begin, length, fc.integer({ min: 0, max: 1e9 }), (start, seconds, count) => {
      const counts = spreadCount(count, daysOfPeriod(start, start + seconds));
      expect(counts.reduce((sum, part) => sum + part, 0)).toBe(count);
      expect(counts.every((part) => part >= 0 && Number.isInteger(part))).toBe(true);
    }),
  );
});
