const DAY = 86_400;
/** A report of a day may run a little over: reporters drift, and local days have 25 hours. */
const ONE_DAY_AT_MOST = 26 * 3600;

/** A UTC day (`2026-11-05`) and the part of a period that lies on it; the shares add up to 1. */
export type DayShare = { day: string; share: number };

/**
 * The UTC days that a report's period counts for. Up to 26 hours it is the day of its midpoint, so
 * that an exclusive end (`begin + 86400`) or a few seconds of drift do not touch a second day; a
 * longer period is shared out by overlap. Seconds since 1970; `end` is never before `begin`.
 */
export function daysOfPeriod(begin: number, end: number): DayShare[] {
  if (!isSpread(begin, end)) return [{ day: dayOf((begin + end) / 2), share: 1 }];
  const days: DayShare[] = [];
  for (let start = floorDay(begin); start < end; start += DAY) {
    const overlap = Math.min(end, start + DAY) - Math.max(begin, start);
    days.push({ day: dayOf(start), share: overlap / (end - begin) });
  }
  return days;
}

/** Whether a period is too long to belong to one day. */
export function isSpread(begin: number, end: number): boolean {
  return end - begin > ONE_DAY_AT_MOST;
}

/**
 * Shares a count of messages out over days: whole numbers that add up to the count exactly, by
 * largest remainder, the earlier day first where remainders are equal.
 */
export function spreadCount(count: number, days: readonly DayShare[]): number[] {
  const exact = days.map(({ share }) => count * share);
  const whole = exact.map(Math.floor);
  const left = count - whole.reduce((sum, part) => sum + part, 0);
  const byRemainder = exact
    .map((value, index) => ({ index, remainder: value - Math.floor(value) }))
    .toSorted((a, b) => b.remainder - a.remainder || a.index - b.index);
  for (const { index } of byRemainder.slice(0, left)) whole[index] = (whole[index] ?? 0) + 1;
  return whole;
}

function floorDay(seconds: number) {
  return Math.floor(seconds / DAY) * DAY;
}

function dayOf(seconds: number) {
  return new Date(floorDay(seconds) * 1000).toISOString().slice(0, 10);
}
