import { formatDuration } from './date.ts';
import { formatCount } from './number.ts';

type Progress = {
  done: number;
  total: number | null;
  ratePerSecond: number;
  etaSeconds: number | null;
};

/** How far a run is: `1,200 of 5,000 mails · 210/s · about 18 s left`, without what nobody knows yet. */
export function formatProgress(progress: Progress, what = 'mails'): string {
  const { done, total, ratePerSecond, etaSeconds } = progress;
  const facts = [
    total === null
      ? `${formatCount(done)} ${what}`
      : `${formatCount(done)} of ${formatCount(total)} ${what}`,
    ratePerSecond >= 1 ? `${formatCount(Math.round(ratePerSecond))}/s` : null,
    etaSeconds === null || total === done ? null : `about ${formatDuration(etaSeconds)} left`,
  ];
  return facts.filter(Boolean).join(' · ');
}
