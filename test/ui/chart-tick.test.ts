import { expect, test } from 'vitest';
import { ticksOf } from '#app/_ui/chart-tick';

const days = (count: number) =>
  Array.from({ length: count }, (_, n) => ({
    day: new Date(Date.UTC(2026, 10, 1 + n)).toISOString().slice(0, 10),
  }));

test('a week has a label a day, but none at the edge', () => {
  expect(ticksOf(days(7))).toEqual(days(6).map(({ day }) => day));
});

test('one point has its label; two have the first', () => {
  expect(ticksOf(days(1))).toEqual(['2026-11-01']);
  expect(ticksOf(days(2))).toEqual(['2026-11-01']);
});

test.each([
  [9, 2],
  [30, 7],
  [90, 14],
  [365, 56],
])('%i days are labelled every %i days', (count, step) => {
  const ticks = ticksOf(days(count));
  expect(ticks.length).toBeGreaterThan(2);
  expect(ticks.length).toBeLessThanOrEqual(8);
  const all = days(count).map(({ day }) => day);
  expect(ticks.map((day) => all.indexOf(day) % step)).toEqual(ticks.map(() => 0));
  expect(ticks).not.toContain(all.at(-1));
});
