'use client';

import type { TooltipContentProps } from 'recharts';
import { OUTCOMES } from '#lib/filter/vocabulary';
import { formatFullDay } from '#lib/format/date';
import { OUTCOME_LABELS } from '#lib/format/label';
import { formatCount, formatPercent } from '#lib/format/number';
import { Swatch } from './outcome.tsx';
import type { OutcomePoint } from './outcome-chart.client.tsx';

/** One bucket in numbers: every outcome that occurred, and the share that passed. */
export function ChartTooltip({ active, payload }: TooltipContentProps) {
  const point: OutcomePoint | undefined = payload[0]?.payload;
  if (!active || !point) return null;
  return (
    <div className="min-w-48 rounded-md border border-line bg-surface px-3 py-2 text-small shadow-raised">
      <p className="font-medium">{formatFullDay(point.day)}</p>
      <p className="text-ink-3">
        {formatCount(point.total)} messages, {formatPercent(point.passed, point.total)} passed
      </p>
      <dl className="mt-1.5 grid grid-cols-[auto_1fr_auto] items-center gap-x-2 gap-y-0.5">
        {OUTCOMES.filter((outcome) => point[outcome] > 0).map((outcome) => (
          <div key={outcome} className="contents">
            <Swatch outcome={outcome} />
            <dt className="text-ink-2">{OUTCOME_LABELS[outcome].text}</dt>
            <dd className="text-right font-medium">{formatCount(point[outcome])}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
