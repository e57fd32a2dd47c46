import { expect, test } from 'vitest';
import { comparisonOf } from '#lib/filter/comparison';
import { countDays } from '#lib/filter/day';

const now = new Date('2026-11-24T12:00:00Z');
const week = { from: '2026-11-18', to: '2026-11-24' };
const weekday = (day: string) => new Date(`${day}T00:00:00Z`).getUTCDay();

test('days that are still arriving are compared with nothing', () => {
  expect(comparisonOf(week, 'prev', '2026-11-22', now)).toEqual({
    current: { from: '2026-11-18', to: '2026-11-22' },
    previous: { from: '2026-11-11', to: '2026-11-15' },
  });
});

test('a period that is complete is compared as a whole', () => {
  const past = { from: '2026-10-01', to: '2026-10-30' };
  expect(comparisonOf(past, 'prev', '2026-11-22', now)).toEqual({
    current: past,
    previous: { from: '2026-08-27', to: '2026-09-25' },
  });
});

test('a year earlier is 52 weeks earlier', () => {
  expect(comparisonOf(week, 'yoy', '2026-11-22', now)?.previous).toEqual({
    from: '2025-11-19',
    to: '2025-11-23',
  });
});

test.each(['prev', 'yoy'] as const)(
  '%s: as many days, the same weekdays, none twice',
  (compare) => {
    for (let days = 1; days <= 800; days += 13) {
      const from = new Date(Date.UTC(2026, 10, 24 - days)).toISOString().slice(0, 10);
      const found = comparisonOf({ from, to: '2026-11-24' }, compare, '2026-11-23', now);
      if (!found) throw new Error(`${days} days have nothing to compare`);
      const { current, previous } = found;
      expect(countDays(previous.from, previous.to)).toBe(countDays(current.from, current.to));
      expect(weekday(previous.from)).toBe(weekday(current.from));
      expect(previous.to < current.from).toBe(true);
    }
  },
);

test('without a complete day there is nothing to compare', () => {
  expect(
    comparisonOf({ from: '2026-11-24', to: '2026-11-24' }, 'prev', '2026-11-22', now),
  ).toBeNull();
  expect(comparisonOf(week, 'none', '2026-11-22', now)).toBeNull();
});

test('where nobody reports regularly, the last three days are left out', () => {
  expect(comparisonOf(week, 'prev', null, now)?.current.to).toBe('2026-11-20');
});
