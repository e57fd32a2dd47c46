import type { Locale } from '#lib/words/locale';
import type { Words } from '#lib/words/translate';
import { formatDuration } from './length.ts';
import { formatCount } from './number.ts';

export type Progress = {
  done: number;
  total: number | null;
  ratePerSecond: number;
  etaSeconds: number | null;
};

/** What a run takes in. */
export type Progressing = 'mails' | 'reports' | 'reportMails';

/** How far a run is: `1,200 of 5,000 mails · 210/s · about 18 s left`, without what nobody knows yet. */
export function formatProgress(
  progress: Progress,
  what: Progressing,
  locale: Locale,
  t: Words<'format'>,
): string {
  const { done, total, ratePerSecond, etaSeconds } = progress;
  const count = (n: number) => formatCount(n, locale);
  const facts = [
    total === null
      ? t(`progress.${what}`, { done: count(done) })
      : t(`progress.${what}Of`, { done: count(done), total: count(total) }),
    ratePerSecond >= 1 ? t('progress.rate', { count: count(Math.round(ratePerSecond)) }) : null,
    etaSeconds === null || total === done
      ? null
      : t('progress.left', { duration: formatDuration(etaSeconds, t) }),
  ];
  return facts.filter(Boolean).join(' · ');
}
