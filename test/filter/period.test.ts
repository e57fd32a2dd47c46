import { expect, test } from 'vitest';
import { isDay } from '#lib/filter/day';
import { freezePeriod, resolvePeriod } from '#lib/filter/period';
import { RANGES } from '#lib/filter/vocabulary';

const now = new Date('2026-11-24T23:59:59Z');

test.each([
  ['7d', '2026-11-18', 7],
  ['30d', '2026-10-26', 30],
  ['90d', '2026-08-27', 90],
  ['12m', '2025-11-25', 365],
  ['mtd', '2026-11-01', 24],
] as const)('%s begins on %s and ends today', (range, from, days) => {
  expect(resolvePeriod({ kind: 'relative', range }, now)).toMatchObject({
    from,
    to: '2026-11-24',
    days,
  });
});

test('today is the UTC day, whatever the local one', () => {
  const justAfter = new Date('2026-03-29T00:30:00+14:00');
  expect(resolvePeriod({ kind: 'relative', range: '7d' }, justAfter).to).toBe('2026-03-28');
});

test('a year back from 29 February begins on 2 March', () => {
  const leap = new Date('2028-02-29T12:00:00Z');
  expect(resolvePeriod({ kind: 'relative', range: '12m' }, leap)).toMatchObject({
    from: '2027-03-02',
    to: '2028-02-29',
  });
});

test('both ends of a fixed period are counted', () => {
  const period = { kind: 'fixed', from: '2026-10-01', to: '2026-10-31' } as const;
  expect(resolvePeriod(period, now).days).toBe(31);
});

test('a frozen period means the same days tomorrow', () => {
  for (const range of RANGES) {
    const frozen = freezePeriod({ kind: 'relative', range }, now);
    const { from, to } = resolvePeriod(frozen, new Date('2027-01-01T00:00:00Z'));
    expect(resolvePeriod({ kind: 'relative', range }, now)).toMatchObject({ from, to });
  }
});

test.each(['2026-02-29', '2026-13-01', '2026-1-1', '26-01-01', 'today', '2026-01-01T00:00:00Z'])(
  '%s is no day',
  (text) => {
    expect(isDay(text)).toBe(false);
  },
);
