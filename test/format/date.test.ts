import { expect, test } from 'vitest';
import { formatsOf } from '#lib/format/formats';
import { wordsOf } from '#lib/words/translate';

const en = formatsOf('en', wordsOf('en', 'format'));
const ja = formatsOf('ja', wordsOf('ja', 'format'));

test('a day is what the report says, in every zone', () => {
  expect(en.day('2026-11-02')).toBe('2 Nov');
});

test.each([
  ['2026-10-25', '2026-11-23', '25 Oct to 23 Nov 2026'],
  ['2025-12-31', '2026-01-01', '31 Dec 2025 to 1 Jan 2026'],
  ['2026-01-01', '2026-01-01', '1 Jan 2026'],
])('%s and %s are %s', (from, to, text) => {
  expect(en.days(from, to)).toBe(text);
});

test('an instant names its zone', () => {
  expect(en.instant(new Date('2026-11-24T10:12:59Z'))).toBe('24 Nov 2026, 10:12 UTC');
});

test.each([
  ['2026-11-05T00:00:00Z', '2026-11-05T23:59:59Z', '5 Nov 2026'],
  ['2026-11-05T00:00:00Z', '2026-11-06T00:00:00Z', '5 Nov 2026'],
  ['2026-11-05T08:00:00Z', '2026-11-06T08:00:00Z', '5 Nov 2026, 08:00 to 6 Nov 2026, 08:00 UTC'],
])('the period from %s to %s is %s', (begin, end, text) => {
  expect(en.period(new Date(begin), new Date(end))).toBe(text);
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
  expect(en.ago(new Date(now.getTime() - seconds * 1000), now)).toBe(text);
});

test('a short time is in seconds', () => {
  expect(en.duration(40)).toBe('40 s');
});

test('Japanese writes days, spans and ages in its own order', () => {
  const now = new Date('2026-11-24T10:12:00Z');
  expect(ja.day('2026-11-02')).toBe('11/2');
  expect(ja.month('2026-11')).toBe('2026年11月');
  expect(ja.instant(now)).toBe('2026年11月24日 10:12 UTC');
  expect(ja.days('2026-10-25', '2026-11-23')).toBe('2026年10月25日〜11月23日');
  expect(ja.days('2025-12-31', '2026-01-01')).toBe('2025年12月31日〜2026年1月1日');
  expect(ja.period(new Date('2026-11-05T08:00:00Z'), new Date('2026-11-06T08:00:00Z'))).toBe(
    '2026年11月5日 08:00〜2026年11月6日 08:00 UTC',
  );
  expect(ja.ago(new Date('2026-11-21T10:00:00Z'), now)).toBe('3日前');
  expect(ja.ago(now, now)).toBe('たった今');
});
