import type { Locale } from '#lib/words/locale';

/** Days and instants, always in UTC (PRODUCT 3.0, Time): a day of a report never moves. */
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `2026-11-12` as `12 Nov` or `11/12`, for axes and rows. */
export function formatDay(day: string, locale: Locale): string {
  if (locale === 'ja') return JAPANESE.day.format(at(day));
  return `${Number(day.slice(8, 10))} ${MONTHS[Number(day.slice(5, 7)) - 1]}`;
}

/** `2026-11-12` as `12 Nov 2026` or `2026年11月12日`. */
export function formatFullDay(day: string, locale: Locale): string {
  if (locale === 'ja') return JAPANESE.fullDay.format(at(day));
  return `${formatDay(day, locale)} ${day.slice(0, 4)}`;
}

/** `2026-11` as `Nov 2026` or `2026年11月`. */
export function formatMonth(month: string, locale: Locale): string {
  if (locale === 'ja') return JAPANESE.month.format(at(`${month}-01`));
  return formatFullDay(`${month}-01`, locale).replace(/^\d+ /, '');
}

/** An instant: `24 Nov 2026, 10:12 UTC`. */
export function formatInstant(instant: Date, locale: Locale): string {
  const iso = instant.toISOString();
  const day = formatFullDay(iso.slice(0, 10), locale);
  return `${day}${locale === 'ja' ? ' ' : ', '}${iso.slice(11, 16)} UTC`;
}

/** Made once: to make one takes as long as to use it a hundred times. */
const JAPANESE = {
  day: new Intl.DateTimeFormat('ja', { month: 'numeric', day: 'numeric', timeZone: 'UTC' }),
  fullDay: new Intl.DateTimeFormat('ja', { dateStyle: 'long', timeZone: 'UTC' }),
  month: new Intl.DateTimeFormat('ja', { year: 'numeric', month: 'long', timeZone: 'UTC' }),
} as const;

function at(day: string) {
  return new Date(`${day}T00:00:00Z`);
}
