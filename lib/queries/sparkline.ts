import type { ResolvedPeriod } from '#lib/filter/period';
import { bucketDays, fillDays, granularityFor } from '#lib/filter/series';

type DaySum = { day: string; messages: number };

/** Messages by day as a line too small for axes: by week or month where the period is long. */
export function sparkline(rows: readonly DaySum[], { from, to, days }: ResolvedPeriod): number[] {
  const sums = new Map<string, number>();
  for (const { day, messages } of rows) sums.set(day, (sums.get(day) ?? 0) + messages);
  const known = [...sums].map(([day, messages]) => ({ day, messages }));
  const filled = fillDays<DaySum>(known, from, to, (day) => ({ day, messages: 0 }));
  const add = (a: DaySum, b: DaySum) => ({ ...a, messages: a.messages + b.messages });
  return bucketDays(filled, granularityFor(days, null), add).map(({ messages }) => messages);
}
