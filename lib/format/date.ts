import type { Locale } from '#lib/words/locale';

/** Days and instants, always in UTC (PRODUCT 3.0, Time): a day of a report never moves. */
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `2026-11-12` as `12 Nov` or `11/12`, for axes and rows. */
export function formatDay(day: string, locale: Locale = 'en'): string {
  if (locale === 'ja') return days('ja', { month: 'numeric', day: 'numeric' }).format(at(day));
  return `${Number(day.slice(8, 10))} ${MONTHS[Number(day.slice(5, 7)) - 1]}`;
}

/** `2026-11-12` as `12 Nov 2026` or `2026年11月12日`. */
export function formatFullDay(day: string, locale: Locale = 'en'): string {
  if (locale === 'ja') return days('ja', { dateStyle: 'long' }).format(at(day));
  return `${formatDay(day)} ${day.slice(0, 4)}`;
}

/** `2026-11` as `Nov 2026` or `2026年11月`. */
export function formatMonth(month: string, locale: Locale = 'en'): string {
  if (locale === 'ja') {
    return days('ja', { year: 'numeric', month: 'long' }).format(at(`${month}-01`));
  }
  return formatFullDay(`${month}-01`).replace(/^\d+ /, '');
}

/** Two days, both counted: `25 Oct to 23 Nov 2026`; the year twice only where it differs. */
export function formatDays(from: string, to: string): string {
  if (from === to) return formatFullDay(to);
  const sameYear = from.slice(0, 4) === to.slice(0, 4);
  return `${sameYear ? formatDay(from) : formatFullDay(from)} to ${formatFullDay(to)}`;
}

/** An instant: `24 Nov 2026, 10:12 UTC`. */
export function formatInstant(instant: Date, locale: Locale = 'en'): string {
  const iso = instant.toISOString();
  const day = formatFullDay(iso.slice(0, 10), locale);
  return `${day}${locale === 'ja' ? ' ' : ', '}${iso.slice(11, 16)} UTC`;
}

/**
 * The period of a report: the day when it is exactly one, else both instants. Reporters end a day at
 * 23:59:59 or at the next midnight, and mean the same.
 */
export function formatPeriod(begin: Date, end: Date): string {
  const length = end.getTime() - begin.getTime();
  const fromMidnight = begin.getTime() % DAY === 0;
  if (fromMidnight && (length === DAY || length === DAY - SECOND)) {
    return formatFullDay(begin.toISOString().slice(0, 10));
  }
  return `${formatInstant(begin).replace(' UTC', '')} to ${formatInstant(end)}`;
}

/** How long ago: `just now`, `5 min ago`, `3 days ago`, from a year on the day itself. */
export function formatAgo(instant: Date, now: Date): string {
  const age = now.getTime() - instant.getTime();
  if (age < MINUTE) return 'just now';
  if (age >= 365 * DAY) return formatFullDay(instant.toISOString().slice(0, 10));
  return `${formatDuration(age / SECOND)} ago`;
}

/** A length of time in its largest unit: `40 s`, `4 min`, `3 h`, `1 day`, `12 days`. */
export function formatDuration(seconds: number): string {
  const ms = seconds * SECOND;
  if (ms < MINUTE) return `${Math.round(seconds)} s`;
  if (ms < HOUR) return `${Math.floor(ms / MINUTE)} min`;
  if (ms < DAY) return `${Math.floor(ms / HOUR)} h`;
  const days = Math.floor(ms / DAY);
  return days === 1 ? '1 day' : `${days} days`;
}

function days(locale: Locale, options: Intl.DateTimeFormatOptions) {
  return new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' });
}

function at(day: string) {
  return new Date(`${day}T00:00:00Z`);
}

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
