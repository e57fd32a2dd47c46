'use client';

import { useTranslations } from 'next-intl';
import type { TooltipContentProps } from 'recharts';
import { OUTCOMES } from '#lib/filter/vocabulary';
import { Swatch } from './outcome.tsx';
import type { SharePoint } from './share-chart.client.tsx';
import { useFormats } from './use-formats.tsx';

/** The parts of one bucket, counted and as shares. */
export function ShareTooltip({ active, payload }: TooltipContentProps) {
  const t = useTranslations('chrome.chart');
  const outcomes = useTranslations('outcome');
  const f = useFormats();
  const point: SharePoint | undefined = payload[0]?.payload;
  if (!active || !point) return null;
  const all = OUTCOMES.reduce((sum, outcome) => sum + (point[outcome] ?? 0), 0);
  return (
    <div className="min-w-48 rounded-md border border-line bg-surface px-3 py-2 text-small shadow-raised">
      <p className="font-medium">{f.fullDay(point.day)}</p>
      <p className="text-ink-3">{t('messages', { count: f.count(all) })}</p>
      <dl className="mt-1.5 grid grid-cols-[auto_1fr_auto_auto] items-center gap-x-2 gap-y-0.5">
        {OUTCOMES.map((outcome) => ({ outcome, count: point[outcome] ?? 0 }))
          .filter(({ count }) => count > 0)
          .map(({ outcome, count }) => (
            <div key={outcome} className="contents">
              <Swatch outcome={outcome} />
              <dt className="text-ink-2">{outcomes(`${outcome}.text`)}</dt>
              <dd className="text-right font-medium">{f.count(count)}</dd>
              <dd className="text-right text-ink-3">{f.percent(count, all)}</dd>
            </div>
          ))}
      </dl>
    </div>
  );
}
