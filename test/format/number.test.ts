import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatsOf } from '#lib/format/formats';
import { wordsOf } from '#lib/words/translate';

const en = formatsOf('en', wordsOf('en', 'format'));
const ja = formatsOf('ja', wordsOf('ja', 'format'));

test.each([
  [0, '0'],
  [9_999, '9,999'],
  [10_000, '10.0 k'],
  [12_345, '12.3 k'],
  [999_499, '999 k'],
  [1_020_000, '1.02 M'],
  [2_500_000_000, '2.50 B'],
])('a card shows %i as %s', (count, text) => {
  expect(plain(en.compact(count))).toBe(text);
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
  expect(plain(en.percent(part, whole))).toBe(text);
});

test('100 % and 0 % are said only where they are exact', () => {
  fc.assert(
    fc.property(
      fc.nat({ max: 1_000_000_000 }),
      fc.integer({ min: 30, max: 1_000_000_000 }),
      (a, whole) => {
        const part = a % (whole + 1);
        const digits = Number.parseFloat(en.percent(part, whole).replace(/^[<>]/, ''));
        expect(digits === 100).toBe(part === whole);
        expect(digits === 0).toBe(part === 0);
      },
    ),
  );
});

test('a share says the same as its part and whole', () => {
  expect(en.share(0.987)).toBe(en.percent(987, 1_000));
});

test.each([
  [0.024, '+2.4 pt'],
  [-0.012, '−1.2 pt'],
  [0.0004, '0.0 pt'],
  [-0.0004, '0.0 pt'],
])('a rate that changes by %f changes by %s', (change, text) => {
  expect(plain(en.points(change))).toBe(text);
});

test.each([
  [0.031, '+3.1 %'],
  [-0.5, '−50.0 %'],
  [12.4, '+1,240 %'],
])('a volume that changes by %f changes by %s', (change, text) => {
  expect(plain(en.change(change))).toBe(text);
});

test.each([
  [812, '812 B'],
  [2_640, '2.6 kB'],
  [24_000_000, '24 MB'],
])('%i bytes are %s', (bytes, text) => {
  expect(plain(en.bytes(bytes))).toBe(text);
});

test('Japanese counts in ten thousands, and keeps a sign close to its number', () => {
  expect(ja.compact(9_999)).toBe('9,999');
  expect(ja.compact(12_345)).toBe('1.23万');
  expect(ja.compact(1_020_000)).toBe('102万');
  expect(ja.tick(25_000)).toBe('2.5万');
  expect(ja.percent(3, 4)).toBe('4件中3件');
  expect(ja.percent(99_999, 100_000)).toBe('>99.99%');
  expect(ja.change(-0.5)).toBe('−50.0%');
  expect(ja.points(0.024)).toBe('+2.4ポイント');
});

/** Units stand after a no-break space; in the tables above a plain one reads better. */
function plain(text: string) {
  expect(text).not.toMatch(/ (k|M|B|%|pt)/);
  return text.replaceAll('\u00a0', ' ');
}
