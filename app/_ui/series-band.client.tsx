'use client';

import { useTranslations } from 'next-intl';
import { useId } from 'react';
import {
  Area,
  AreaChart,
  CartesianGrid,
  ReferenceArea,
  ReferenceLine,
  Tooltip,
  type TooltipContentProps,
  XAxis,
  YAxis,
} from 'recharts';
import { AMOUNT_AXIS, ARRIVING, CHART_MARGIN, CURSOR, TIME_AXIS, ZOOMED } from './chart-axis.ts';
import { ChartPatterns } from './chart-patterns.client.tsx';
import { ticksOf } from './chart-tick.tsx';
import { useChartZoom } from './chart-zoom.client.ts';
import { PinLabel } from './pin-label.client.tsx';
import { countOf, type Series, type SeriesPoint } from './series.tsx';
import type { SeriesChartProps } from './series-chart.client.tsx';
import { SeriesSwatch } from './series-legend.tsx';
import { useFormats } from './use-formats.tsx';

type SeriesBandProps = SeriesChartProps & { height: number; label: string };

export function SeriesBand({ series, points, pins, completeThrough, ...band }: SeriesBandProps) {
  const t = useTranslations('chrome.chart');
  const f = useFormats();
  const id = useId();
  const { zoomed, handlers } = useChartZoom(points, band);
  const last = points.at(-1)?.day ?? '';
  const arriving = completeThrough !== null && completeThrough < last ? completeThrough : null;
  return (
    <AreaChart
      responsive
      data={points}
      margin={CHART_MARGIN}
      style={{ width: '100%', height: band.height, cursor: 'pointer', userSelect: 'none' }}
      aria-label={band.label}
      aria-describedby={band.describedBy}
      {...handlers}
    >
      <ChartPatterns id={id} />
      <CartesianGrid vertical={false} stroke="var(--line-2)" />
      <XAxis {...TIME_AXIS} dataKey="day" ticks={ticksOf(points)} tickFormatter={f.bucket} />
      <YAxis {...AMOUNT_AXIS} tickFormatter={f.tick} tickCount={5} allowDecimals={false} />
      <Tooltip
        content={(tooltip: TooltipContentProps) => <Told series={series} {...tooltip} />}
        cursor={CURSOR}
        isAnimationActive={false}
      />
      {series.map(({ key, fill, hatched }) => (
        <Area
          key={key}
          name={key}
          dataKey={(point: SeriesPoint) => countOf(key, point)}
          stackId="all"
          type="linear"
          isAnimationActive={false}
          activeDot={false}
          stroke="var(--surface)"
          strokeWidth={0.75}
          fill={hatched ? `url(#${id}-hatch)` : fill}
          fillOpacity={1}
        />
      ))}
      {arriving ? (
        <ReferenceArea
          x1={arriving}
          x2={last}
          fill={`url(#${id}-arriving)`}
          fillOpacity={1}
          label={{ ...ARRIVING, value: t('arriving') }}
        />
      ) : null}
      {zoomed ? <ReferenceArea x1={zoomed.from} x2={zoomed.to} {...ZOOMED} /> : null}
      {pins.map((pin) => (
        <ReferenceLine
          key={pin.day}
          x={pin.day}
          stroke="var(--ink)"
          strokeOpacity={0.55}
          strokeDasharray="2 3"
          label={<PinLabel pin={pin} words={false} before={false} />}
        />
      ))}
    </AreaChart>
  );
}

/** One bucket in numbers. */
function Told({ active, payload, series }: TooltipContentProps & { series: readonly Series[] }) {
  const t = useTranslations('chrome.chart');
  const f = useFormats();
  const point: SeriesPoint | undefined = payload[0]?.payload;
  if (!active || !point) return null;
  return (
    <div className="min-w-48 rounded-md border border-line bg-surface px-3 py-2 text-small shadow-raised">
      <p className="font-medium">{f.fullBucket(point.day)}</p>
      <p className="text-ink-3">{t('messages', { count: f.count(point.total) })}</p>
      <dl className="mt-1.5 grid grid-cols-[auto_1fr_auto_auto] items-center gap-x-2 gap-y-0.5">
        {series
          .filter(({ key }) => countOf(key, point) > 0)
          .map((one) => (
            <div key={one.key} className="contents">
              <SeriesSwatch series={one} />
              <dt className="text-ink-2">{one.text}</dt>
              <dd className="text-right font-medium">{f.count(countOf(one.key, point))}</dd>
              <dd className="text-right text-ink-3">
                {f.percent(countOf(one.key, point), point.total)}
              </dd>
            </div>
          ))}
      </dl>
    </div>
  );
}
