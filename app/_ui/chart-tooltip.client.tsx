'use client';

import { useTranslations } from 'next-intl';
import type { TooltipContentProps } from 'recharts';
import { OUTCOMES } from '#lib/filter/vocabulary';
import { Swatch } from './outcome.tsx';
import type { OutcomePoint } from './outcome-chart.client.tsx';
import { useFormats } from './use-formats.tsx';

/** One bucket in numbers: every outcome that occurred, and the share that passed. */
export function ChartTooltip({ active, payload }: TooltipContentProps) {
  const t = useTranslations('chrome.chart');
  const outcomes = useTranslations('outcome');
  const f = useFormats();
  const point: OutcomePoint | undefined = payload[0]?.payload;
  if (!active || !point) return null;
  return (
    <div className="min-w-48 rounded-md border border-line bg-surface px-3 py-2 text-small shadow-raised">
      <p className="font-medium">{f.fullBucket(point.day)}</p>
      <p className="text-ink-3">
        {t('messagesPassed', {
          count: f.count(point.total),
          share: f.percent(point.passed, point.total),
        })}
      </p>
      <dl className="mt-1.5 grid grid-cols-[auto_1fr_auto] items-center gap-x-2 gap-y-0.5">
        {OUTCOMES.filter((outcome) => point[outcome] > 0).map((outcome) => (
          <div key={outcome} className="contents">
            <Swatch outcome={outcome} />
            <dt className="text-ink-2">{outcomes(`${outcome}.text`)}</dt>
            <dd className="text-right font-medium">{f.count(point[outcome])}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
