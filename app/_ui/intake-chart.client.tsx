'use client';

import { useTranslations } from 'next-intl';
import {
  Area,
  AreaChart,
  CartesianGrid,
  Tooltip,
  type TooltipContentProps,
  XAxis,
  YAxis,
} from 'recharts';
import type { IntakeHour } from '#lib/queries/intake-by-hour';
import { AMOUNT_AXIS, CHART_MARGIN, CURSOR, TIME_AXIS } from './chart-axis.ts';
import { useFormats } from './use-formats.tsx';

type IntakeChartProps = { hours: readonly IntakeHour[]; describedBy: string };

const STYLE = { width: '100%', height: 150 };

/** Reports taken in, hour by hour: 168 hours are an area, not bars (they would take twice as long). */
export function IntakeChart({ hours, describedBy }: IntakeChartProps) {
  const t = useTranslations('chrome.chart');
  const f = useFormats();
  const midnights = hours.flatMap(({ hour }) => (hour.endsWith('T00') ? hour : []));
  return (
    <div data-chart className="px-[10px] pt-0.5 pb-2.5">
      <AreaChart
        responsive
        data={hours}
        margin={CHART_MARGIN}
        style={STYLE}
        aria-label={t('intake')}
        aria-describedby={describedBy}
      >
        <CartesianGrid vertical={false} stroke="var(--line-2)" />
        <XAxis
          {...TIME_AXIS}
          dataKey="hour"
          ticks={midnights}
          tickFormatter={(hour: string) => f.day(hour.slice(0, 10))}
        />
        <YAxis {...AMOUNT_AXIS} tickFormatter={f.tick} tickCount={3} allowDecimals={false} />
        <Tooltip content={IntakeTooltip} cursor={CURSOR} isAnimationActive={false} />
        <Area
          dataKey="reports"
          type="step"
          isAnimationActive={false}
          activeDot={false}
          stroke="var(--passed)"
          strokeWidth={1.6}
          fill="var(--passed)"
          fillOpacity={0.16}
        />
      </AreaChart>
    </div>
  );
}

function IntakeTooltip({ active, payload }: TooltipContentProps) {
  const t = useTranslations('chrome.chart');
  const f = useFormats();
  const point: IntakeHour | undefined = payload[0]?.payload;
  if (!active || !point) return null;
  return (
    <div className="rounded-md border border-line bg-surface px-3 py-2 text-small shadow-raised">
      <p className="font-medium">
        {t('hour', { day: f.day(point.hour.slice(0, 10)), hour: point.hour.slice(11) })}
      </p>
      <p className="text-ink-2">
        {point.refused > 0
          ? t('takenInRefused', { count: f.count(point.reports), refused: f.count(point.refused) })
          : t('takenIn', { count: f.count(point.reports) })}
      </p>
    </div>
  );
}
