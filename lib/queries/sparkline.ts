import { listDays } from '#lib/filter/day';
import type { ResolvedPeriod } from '#lib/filter/period';
import { bucketOf, granularityFor } from '#lib/filter/series';

type DaySum = { day: string; messages: number };

/** Draws the line of one row: messages by day in, messages by bucket out. */
export type DrawSparkline = (rows: readonly DaySum[]) => number[];

/**
 * Lines too small for axes, by day, or by week or month where the period is long. The calendar is
 * looked at once for all of them: three hundred domains have a hundred thousand days in a year.
 */
export function sparklines({ from, to, days }: ResolvedPeriod): DrawSparkline {
  const granularity = granularityFor(days, null);
  const buckets = new Map<string, number>();
  const bucketAt = new Map<string, number>();
  for (const day of listDays(from, to)) {
    const first = bucketOf(day, granularity);
    const at = buckets.get(first) ?? buckets.size;
    buckets.set(first, at);
    bucketAt.set(day, at);
  }
  return (rows) => {
    const line = Array.from(buckets, () => 0);
    for (const { day, messages } of rows) {
      const at = bucketAt.get(day);
      if (at !== undefined) line[at] = (line[at] ?? 0) + messages;
    }
    return line;
  };
}
