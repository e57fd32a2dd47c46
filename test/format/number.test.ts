import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatBytes } from '#lib/format/bytes';
import {
  formatChange,
  formatCompact,
  formatPercent,
  formatPoints,
  formatShare,
} from '#lib/format/number';

test.each([
  [0, '0'],
  [9_999, '9,999'],
  [10_000, '10.0 k'],
  [12_345, '12.3 k'],
  [999_499, '999 k'],
  [1_020_000, '1.02 M'],
  [2_500_000_000, '2.50 B'],
])('a card shows %i as %s', (count, text) => {
  expect(plain(formatCompact(count))).toBe(text);
});

test.each([
  [0, 0, '–'],
  [3, 4, '3 of 4'],
  [29, 29, '29 of 29'],
  [30, 30, '100 %'],
  [0, 30, '0 %'],
  [987, 1_000, '98.7 %'],
  [990, 1_000, '99.0 %'],
  [99_414, 100_000, '99.41 %'],
  [99_999, 100_000, '>99.99 %'],
  [1, 100_000, '<0.01 %'],
  [4, 10_000, '0.04 %'],
  [1, 1_000, '0.1 %'],
])('%i of %i messages are %s', (part, whole, text) => {
  expect(plain(formatPercent(part, whole))).toBe(text);
});

test('100 % and 0 % are said only where they are exact', () => {
  fc.assert(
    fc.property(
      fc.nat({ max: 1_000_000_000 }),
      fc.integer({ min: 30, max: 1_000_000_000 }),
      (a, whole) => {
        const part = a % (whole + 1);
        const digits = Number.parseFloat(formatPercent(part, whole).replace(/^[<>]/, ''));
        expect(digits === 100).toBe(part === whole);
        expect(digits === 0).toBe(part === 0);
      },
    ),
  );
});

test('a share says the same as its part and whole', () => {
  expect(formatShare(0.987)).toBe(formatPercent(987, 1_000));
});

test.each([
  [0.024, '+2.4 pt'],
  [-0.012, '−1.2 pt'],
  [0.0004, '0.0 pt'],
  [-0.0004, '0.0 pt'],
])('a rate that changes by %f changes by %s', (change, text) => {
  expect(plain(formatPoints(change))).toBe(text);
});

test.each([
  [0.031, '+3.1 %'],
  [-0.5, '−50.0 %'],
  [12.4, '+1,240 %'],
])('a volume that changes by %f changes by %s', (change, text) => {
  expect(plain(formatChange(change))).toBe(text);
});

test.each([
  [812, '812 B'],
  [2_640, '2.6 kB'],
  [24_000_000, '24 MB'],
])('%i bytes are %s', (bytes, text) => {
  expect(plain(formatBytes(bytes))).toBe(text);
});

/** Units stand after a no-break space; in the tables above a plain one reads better. */
function plain(text: string) {
  expect(text).not.toMatch(/ (k|M|B|%|pt)/);
  return text.replaceAll('\u00a0', ' ');
}
