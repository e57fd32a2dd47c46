import { afterAll, beforeAll, expect, test } from 'vitest';
import { dayOf } from '#lib/filter/day';
import { resolvePeriod } from '#lib/filter/period';
import { bucketOf } from '#lib/filter/series';
import { formatsOf } from '#lib/format/formats';
import { wordsOf } from '#lib/words/translate';
import { ENGLISH } from '#workers/terminal/english';

const JAPANESE = formatsOf('ja', wordsOf('ja', 'format'));

// Kiritimati is fourteen hours ahead: there it is always the next day but for ten hours.
const own = process.env['TZ'];

beforeAll(() => {
  process.env['TZ'] = 'Pacific/Kiritimati';
});

afterAll(() => {
  if (own === undefined) Reflect.deleteProperty(process.env, 'TZ');
  else process.env['TZ'] = own;
});

test('a UTC day stays what it is fourteen hours ahead', () => {
  const begin = new Date('2026-11-05T00:00:00Z');
  expect(begin.getHours()).toBe(14);
  expect(ENGLISH.day('2026-11-05')).toBe('5 Nov');
  expect(ENGLISH.days('2026-11-05', '2026-11-05')).toBe('5 Nov 2026');
  expect(ENGLISH.period(begin, new Date('2026-11-05T23:59:59Z'))).toBe('5 Nov 2026');
  expect(ENGLISH.instant(new Date('2026-11-05T23:00:00Z'))).toBe('5 Nov 2026, 23:00 UTC');
  expect(JAPANESE.day('2026-11-05')).toBe('11/5');
  expect(JAPANESE.fullDay('2026-11-05')).toBe('2026年11月5日');
  expect(bucketOf('2026-11-05', 'week')).toBe('2026-11-02');
});

test('today is the UTC day, and so are the ends of a period', () => {
  const now = new Date('2026-11-05T12:00:00Z');
  expect(now.getDate()).toBe(6);
  expect(dayOf(now)).toBe('2026-11-05');
  expect(resolvePeriod({ kind: 'relative', range: 'mtd' }, now)).toMatchObject({
    from: '2026-11-01',
    to: '2026-11-05',
  });
});
