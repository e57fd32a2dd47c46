import { addDays, countDays, listDays } from './day.ts';
import type { Span } from './period.ts';

/** M15: whoever reported on 60 % of the 28 days before is expected on the next one. */
export const WINDOW_DAYS = 28;
export const EXPECTED_DAYS = Math.ceil(WINDOW_DAYS * 0.6);
/** Reports about the last days are still on their way, and say nothing about who is missing. */
export const ARRIVING_DAYS = 3;

/** A day of a reporter: reported, reported late, expected in vain, or nothing to expect. */
export const COVERAGES = ['received', 'late', 'missing', 'none'] as const;
export type Coverage = (typeof COVERAGES)[number];

export type CoverageDay = { day: string; state: Coverage };

/** The days that a reporter covered, each with whether its report came late. */
export type CoveredDays = ReadonlyMap<string, 'received' | 'late'>;

/** Every day of a period as a reporter covered it. `covered` must reach 28 days further back. */
export function coverageOf(covered: CoveredDays, { from, to }: Span, today: string): CoverageDay[] {
  return listDays(from, to).map((day) => {
    const arriving = countDays(day, today) - 1 <= ARRIVING_DAYS;
    const state = covered.get(day) ?? (!arriving && isExpected(covered, day) ? 'missing' : 'none');
    return { day, state };
  });
}

/** Whether a report was to be expected for a day, by the 28 days before it. */
export function isExpected(covered: CoveredDays, day: string): boolean {
  const before = listDays(addDays(day, -WINDOW_DAYS), addDays(day, -1));
  return before.filter((one) => covered.has(one)).length >= EXPECTED_DAYS;
}

/**
 * M15: how many days a reporter has been silent, if that is longer than it should be: it was expected
 * when it last reported, and nothing came for three days, nor for three times its usual gap. Null
 * where nothing is missing.
 */
export function missingFor(covered: CoveredDays, today: string): number | null {
  const days = [...covered.keys()].filter((day) => day <= today).toSorted();
  const last = days.at(-1);
  if (last === undefined || !isExpected(covered, addDays(last, 1))) return null;
  const silent = countDays(last, today) - 1;
  return silent > Math.max(ARRIVING_DAYS, 3 * medianGap(days)) ? silent : null;
}

function medianGap(days: readonly string[]) {
  const gaps = days.slice(1).map((day, index) => countDays(days[index] ?? day, day) - 1);
  const sorted = gaps.toSorted((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? 1;
}
