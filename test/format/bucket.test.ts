import { expect, test } from 'vitest';
import { formatBucket } from '#lib/format/bucket';
import { formatDay, formatFullDay } from '#lib/format/date';

const short = (day: string) => formatDay(day, 'en');
const full = (locale: 'en' | 'ja') => (day: string) => formatFullDay(day, locale);

test('a point is called by its day, or by its day and hour', () => {
  expect(formatBucket('2026-11-05', short)).toBe('5 Nov');
  expect(formatBucket('2026-11-05T13:00Z', short)).toBe('5 Nov 13:00');
  expect(formatBucket('2026-11-05T00:00Z', full('ja'))).toBe('2026年11月5日 00:00');
});
