import { z } from 'zod';
import { addDays, countDays, dayOf, isDay } from './day.ts';
import { RANGES, type Range } from './vocabulary.ts';

/** Longer than any retention; a typing error in a year must not ask for 700,000 days. */
const MOST_DAYS = 7_320;

const day = z.string().refine(isDay, { error: 'is a day as 2026-11-05', abort: true });

/** A period as one asks for it: moving with today, or between two UTC days, both counted. */
export const period = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('relative'), range: z.enum(RANGES) }),
  z.object({ kind: z.literal('fixed'), from: day, to: day }).refine(({ from, to }) => {
    const days = countDays(from, to);
    return days >= 1 && days <= MOST_DAYS;
  }, `to is not before from, nor more than ${MOST_DAYS} days later`),
]);
export type Period = z.infer<typeof period>;

/** A period in days, both ends counted. */
export type ResolvedPeriod = Span & { days: number };
export type Span = { from: string; to: string };

/** The UTC days a period means today; what it is compared with is said by `comparison.ts`. */
export function resolvePeriod(period: Period, now: Date): ResolvedPeriod {
  const { from, to } = spanOf(period, dayOf(now));
  return { from, to, days: countDays(from, to) };
}

/** The same period with fixed ends: what an auditor's link says. */
export function freezePeriod(period: Period, now: Date): Period {
  return { kind: 'fixed', ...spanOf(period, dayOf(now)) };
}

/** The months of a period; its first and its last may be parts of one. */
export function monthsIn({ from, to }: Span): Span[] {
  const months: Span[] = [];
  for (let day = from; day <= to; ) {
    const next = `${addDays(`${day.slice(0, 7)}-28`, 4).slice(0, 7)}-01`;
    const last = addDays(next, -1);
    months.push({ from: day, to: last < to ? last : to });
    day = next;
  }
  return months;
}

function spanOf(period: Period, today: string): Span {
  if (period.kind === 'fixed') return { from: period.from, to: period.to };
  return { from: startOf(period.range, today), to: today };
}

function startOf(range: Range, today: string) {
  switch (range) {
    case '7d':
      return addDays(today, -6);
    case '30d':
      return addDays(today, -29);
    case '90d':
      return addDays(today, -89);
    case '12m':
      return addDays(yearBefore(today), 1);
    case 'mtd':
      return `${today.slice(0, 7)}-01`;
  }
}

/** 29 February becomes 1 March, as Date does it. */
function yearBefore(day: string) {
  return dayOf(new Date(Date.UTC(Number(day.slice(0, 4)) - 1, month(day), Number(day.slice(8)))));
}

function month(day: string) {
  return Number(day.slice(5, 7)) - 1;
}
