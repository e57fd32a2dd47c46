import type { Locale } from '#lib/words/locale';

/** Numbers as people read them (PRODUCT 3.0, Numbers). A unit stands after a no-break space. */
const NBSP = '\u00a0';
const MINUS = '\u2212';
/** A percentage of fewer than that says more than is known. */
const FEWEST_FOR_PERCENT = 30;

/** The exact number: `1,024,311`. */
export function formatCount(count: number, locale: Locale): string {
  return numbers(locale).format(count);
}

/**
 * The number for a card: exact below 10,000, then three digits and a unit: `12.3 k`, `1.02 M`, in
 * Japanese `1.23万`.
 */
export function formatCompact(count: number, locale: Locale): string {
  if (Math.abs(count) < 10_000) return formatCount(count, locale);
  const sized = numbers(locale, {
    notation: 'compact',
    maximumSignificantDigits: 3,
    minimumSignificantDigits: 3,
  });
  const parts = sized.formatToParts(count);
  const number = parts.filter(({ type }) => type !== 'compact' && type !== 'literal');
  const unit = parts.find(({ type }) => type === 'compact')?.value ?? '';
  const digits = number.map(({ value }) => value).join('');
  return locale === 'ja' ? digits + unit : `${digits}${NBSP}${unit === 'K' ? 'k' : unit}`;
}

/** A number on an axis: `0`, `500`, `2.5k`, `20k`, in Japanese `2.5万`. */
export function formatTick(value: number, locale: Locale): string {
  const short = numbers(locale, { notation: 'compact', maximumFractionDigits: 1 });
  return short.format(value).replace('K', 'k');
}

/**
 * A part of a whole: `98.7 %`, `99.41 %`, `>99.99 %`, `<0.01 %`; of fewer than 30 it is said in words
 * (`3 of 4`); of none it is a dash. 100 % and 0 % are said only where they are exact.
 */
export function formatPercent(
  part: number,
  whole: number,
  locale: Locale,
  of: (part: string, whole: string) => string,
): string {
  if (whole === 0) return '–';
  if (whole >= FEWEST_FOR_PERCENT) return formatShare(part / whole, locale);
  return of(formatCount(part, locale), formatCount(whole, locale));
}

/** A share from 0 to 1 by the same rules, where its whole is known to be large. */
export function formatShare(share: number, locale: Locale): string {
  return withPercent(shareDigits(share * 100), locale);
}

/** The change of a rate, in points: 0.024 is `+2.4 pt`. */
export function formatPoints(change: number, locale: Locale): string {
  return locale === 'ja' ? `${signed(change * 100)}ポイント` : `${signed(change * 100)}${NBSP}pt`;
}

/** The relative change of a volume: 0.031 is `+3.1 %`. */
export function formatChange(change: number, locale: Locale): string {
  return withPercent(signed(change * 100), locale);
}

/** Japanese writes the sign close to its number. */
function withPercent(digits: string, locale: Locale) {
  return `${digits}${locale === 'ja' ? '' : NBSP}%`;
}

function shareDigits(percent: number) {
  if (percent === 0 || percent === 100) return String(percent);
  if (percent < 0.01) return '<0.01';
  if (percent > 99.99) return '>99.99';
  return digits(percent, percent > 99 || percent < 0.1 ? 2 : 1);
}

/** One digit, none from 100 on; what rounds to nothing has no sign. */
function signed(value: number) {
  const size = digits(Math.abs(value), Math.abs(value) >= 100 ? 0 : 1);
  if (Number(size) === 0) return size;
  return `${value < 0 ? MINUS : '+'}${size}`;
}

function digits(value: number, count: 0 | 1 | 2) {
  return numbers('en', { minimumFractionDigits: count, maximumFractionDigits: count }).format(
    value,
  );
}

/** To make one costs more than to use it a thousand times. */
function numbers(locale: Locale, options: Intl.NumberFormatOptions = {}) {
  const key = `${locale} ${JSON.stringify(options)}`;
  const known = made.get(key) ?? new Intl.NumberFormat(locale, options);
  made.set(key, known);
  return known;
}

const made = new Map<string, Intl.NumberFormat>();
