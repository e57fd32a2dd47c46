import { expect, test } from 'vitest';
import {
  formatAgo,
  formatDay,
  formatDays,
  formatDuration,
  formatInstant,
  formatPeriod,
} from '#lib/format/date';

test('a day is what the report says, in every zone', () => {
  expect(formatDay('2026-11-02')).toBe('2 Nov');
});

test.each([
  ['2026-10-25', '2026-11-23', '25 Oct to 23 Nov 2026'],
  ['2025-12-31', '2026-01-01', '31 Dec 2025 to 1 Jan 2026'],
  ['2026-01-01', '2026-01-01', '1 Jan 2026'],
])('%s and %s are %s', (from, to, text) => {
  expect(formatDays(from, to)).toBe(text);
});

test('an instant names its zone', () => {
  expect(formatInstant(new Date('2026-11-24T10:12:59Z'))).toBe('24 Nov 2026, 10:12 UTC');
});

test.each([
  ['2026-11-05T00:00:00Z', '2026-11-05T23:59:59Z', '5 Nov 2026'],
  ['2026-11-05T00:00:00Z', '2026-11-06T00:00:00Z', '5 Nov 2026'],
  ['2026-11-05T08:00:00Z', '2026-11-06T08:00:00Z', '5 Nov 2026, 08:00 to 6 Nov 2026, 08:00 UTC'],
])('the period from %s to %s is %s', (begin, end, text) => {
  expect(formatPeriod(new Date(begin), new Date(end))).toBe(text);
});

test.each([
  [0, 'just now'],
  [-5, 'just now'],
  [61, '1 min ago'],
  [3 * 3600, '3 h ago'],
  [86_400, '1 day ago'],
  [3 * 86_400, '3 days ago'],
  [366 * 86_400, '23 Nov 2025'],
])('%i seconds later it was %s', (seconds, text) => {
  const now = new Date('2026-11-24T10:00:00Z');
  expect(formatAgo(new Date(now.getTime() - seconds * 1000), now)).toBe(text);
});

test('a short time is in seconds', () => {
  expect(formatDuration(40)).toBe('40 s');
});
