import { ARRIVING_DAYS } from './coverage.ts';
import { addDays, countDays, dayOf } from './day.ts';
import type { Span } from './period.ts';
import type { Comparing } from './vocabulary.ts';

/** The days of a period that can be compared, and the earlier ones they are compared with. */
export type Comparison = { current: Span; previous: Span };

/** 52 weeks: a year that keeps its weekdays. */
const YEAR = 364;

/**
 * M20: only days that are complete are compared, or every period that ends today would have lost mail.
 * The earlier days are as many, whole weeks before (for `yoy` a year of whole weeks), so that weekdays
 * meet weekdays, and none of them is one of the later. Null where no day is complete yet.
 */
export function comparisonOf(
  { from, to }: Span,
  compare: Comparing,
  completeThrough: string | null,
  now: Date,
): Comparison | null {
  if (compare === 'none') return null;
  const known = completeThrough ?? addDays(dayOf(now), -1 - ARRIVING_DAYS);
  const last = known < to ? known : to;
  if (last < from) return null;
  const weeks = Math.ceil(countDays(from, last) / 7) * 7;
  const shift = compare === 'yoy' ? Math.max(YEAR, weeks) : weeks;
  return {
    current: { from, to: last },
    previous: { from: addDays(from, -shift), to: addDays(last, -shift) },
  };
}
