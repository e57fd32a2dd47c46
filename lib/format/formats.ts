import type { Locale } from '#lib/words/locale';
import type { Words } from '#lib/words/translate';
import { formatBucket } from './bucket.ts';
import { formatBytes } from './bytes.ts';
import { countryName } from './country.ts';
import { formatDay, formatFullDay, formatInstant, formatMonth } from './date.ts';
import { formatAgo, formatDays, formatDuration, formatPeriod } from './length.ts';
import { formatList } from './list.ts';
import {
  formatChange,
  formatCompact,
  formatCount,
  formatPercent,
  formatPoints,
  formatShare,
  formatTick,
} from './number.ts';
import { formatProgress, type Progress, type Progressing } from './progress.ts';

export type Formats = ReturnType<typeof formatsOf>;

/** How one language writes numbers, days and lengths of time; `t` knows the words between them. */
export function formatsOf(locale: Locale, t: Words<'format'>) {
  const of = (part: string, whole: string) => t('of', { part, whole });
  return {
    locale,
    count: (count: number) => formatCount(count, locale),
    compact: (count: number) => formatCompact(count, locale),
    tick: (value: number) => formatTick(value, locale),
    percent: (part: number, whole: number) => formatPercent(part, whole, locale, of),
    share: (share: number) => formatShare(share, locale),
    points: (change: number) => formatPoints(change, locale),
    change: (change: number) => formatChange(change, locale),
    bytes: formatBytes,
    progress: (progress: Progress, what: Progressing = 'mails') =>
      formatProgress(progress, what, locale, t),
    list: (parts: readonly string[]) => formatList(parts, locale),
    country: (code: string) => countryName(code, locale),
    day: (day: string) => formatDay(day, locale),
    fullDay: (day: string) => formatFullDay(day, locale),
    bucket: (name: string) => formatBucket(name, (day) => formatDay(day, locale)),
    fullBucket: (name: string) => formatBucket(name, (day) => formatFullDay(day, locale)),
    month: (month: string) => formatMonth(month, locale),
    instant: (instant: Date) => formatInstant(instant, locale),
    days: (from: string, to: string) => formatDays(from, to, locale, t),
    period: (begin: Date, end: Date) => formatPeriod(begin, end, locale, t),
    ago: (instant: Date, now: Date) => formatAgo(instant, now, locale, t),
    duration: (seconds: number) => formatDuration(seconds, t),
  };
}
