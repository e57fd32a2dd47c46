import { addDays, listDays } from './day.ts';
import type { Granularity } from './vocabulary.ts';

/** More points than that are wider than a screen. */
const MOST_BUCKETS = 400;

/** What days can be added up to. */
const WIDTHS = ['day', 'week', 'month'] as const;
export type DayWidth = (typeof WIDTHS)[number];
const DAYS_IN = { day: 1, week: 7, month: 28 } as const satisfies Record<DayWidth, number>;

type Daily = { day: string };

/** A row for every day of the period: those given, and `zero` for every silent day. */
export function fillDays<T extends Daily>(
  rows: readonly T[],
  from: string,
  to: string,
  zero: (day: string) => T,
): T[] {
  const known = new Map(rows.map((row) => [row.day, row]));
  return listDays(from, to).map((day) => known.get(day) ?? zero(day));
}

/** Adds days up to weeks (ISO 8601: from Monday) or months; a bucket is named by its first day. */
export function bucketDays<T extends Daily>(
  rows: readonly T[],
  granularity: DayWidth,
  add: (sum: T, row: T) => T,
): T[] {
  const buckets = new Map<string, T>();
  for (const row of rows) {
    const day = bucketOf(row.day, granularity);
    const sum = buckets.get(day);
    buckets.set(day, sum ? { ...add(sum, row), day } : { ...row, day });
  }
  return [...buckets.values()];
}

/** The first day of the bucket that holds a day. */
export function bucketOf(day: string, granularity: DayWidth): string {
  switch (granularity) {
    case 'day':
      return day;
    case 'week':
      return addDays(day, -((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7));
    case 'month':
      return `${day.slice(0, 7)}-01`;
  }
}

/**
 * How wide a bucket is: as wished or by the length of the period (PRODUCT 3.0: days up to 92, weeks
 * up to 18 months, then months), and wider where that would be more than 400 of them. Where hours are
 * wished, it is what stands in for them.
 */
export function granularityFor(days: number, wished: Granularity | null): DayWidth {
  const fitting = days <= 92 ? 'day' : days <= 549 ? 'week' : 'month';
  const start = WIDTHS.indexOf(wished === 'hour' ? 'day' : (wished ?? fitting));
  const wide = WIDTHS.slice(start).find((width) => days / DAYS_IN[width] <= MOST_BUCKETS);
  return wide ?? 'month';
}

/** Whether a period is short enough to be shown by the hour. */
export function fitsHours(days: number): boolean {
  return days * 24 <= MOST_BUCKETS;
}

/** The 24 hours of a day, as their rows are named: `2026-11-05T13:00Z`. */
export function hoursOfDay(day: string): string[] {
  return Array.from({ length: 24 }, (_, hour) => `${day}T${`${hour}`.padStart(2, '0')}:00Z`);
}
