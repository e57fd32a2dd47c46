import type { Locale } from '#lib/words/locale';
import type { Words } from '#lib/words/translate';
import { formatDay, formatFullDay, formatInstant } from './date.ts';

/** Two days, both counted: `25 Oct to 23 Nov 2026`; English says the year twice only where it differs. */
export function formatDays(from: string, to: string, locale: Locale, t: Words<'format'>): string {
  if (from === to) return formatFullDay(to, locale);
  const sameYear = from.slice(0, 4) === to.slice(0, 4);
  // Japanese begins with the year, so there it is the second that need not be said.
  return locale === 'ja'
    ? t('range', { from: formatFullDay(from, locale), to: inYear(to, locale, sameYear) })
    : t('range', { from: inYear(from, locale, sameYear), to: formatFullDay(to, locale) });
}

/**
 * The period of a report: the day when it is exactly one, else both instants. Reporters end a day at
 * 23:59:59 or at the next midnight, and mean the same.
 */
export function formatPeriod(begin: Date, end: Date, locale: Locale, t: Words<'format'>): string {
  const length = end.getTime() - begin.getTime();
  const fromMidnight = begin.getTime() % DAY === 0;
  if (fromMidnight && (length === DAY || length === DAY - SECOND)) {
    return formatFullDay(begin.toISOString().slice(0, 10), locale);
  }
  const from = formatInstant(begin, locale).replace(' UTC', '');
  return t('range', { from, to: formatInstant(end, locale) });
}

/** How long ago: `just now`, `5 min ago`, `3 days ago`, from a year on the day itself. */
export function formatAgo(instant: Date, now: Date, locale: Locale, t: Words<'format'>): string {
  const age = now.getTime() - instant.getTime();
  if (age < MINUTE) return t('justNow');
  if (age >= 365 * DAY) return formatFullDay(instant.toISOString().slice(0, 10), locale);
  return t('ago', { duration: formatDuration(age / SECOND, t) });
}

/** A length of time in its largest unit: `40 s`, `4 min`, `3 h`, `1 day`, `12 days`. */
export function formatDuration(seconds: number, t: Words<'format'>): string {
  const ms = seconds * SECOND;
  if (ms < MINUTE) return t('seconds', { count: Math.round(seconds) });
  if (ms < HOUR) return t('minutes', { count: Math.floor(ms / MINUTE) });
  if (ms < DAY) return t('hours', { count: Math.floor(ms / HOUR) });
  return t('days', { count: Math.floor(ms / DAY) });
}

function inYear(day: string, locale: Locale, known: boolean) {
  if (!known) return formatFullDay(day, locale);
  // 10月25日, as the full day beside it: 10/25 would be another style within one span.
  return locale === 'ja' ? formatFullDay(day, locale).slice(5) : formatDay(day, locale);
}

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
