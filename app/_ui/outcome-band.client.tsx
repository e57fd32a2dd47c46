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
  XAxis,
  YAxis,
} from 'recharts';
import type { Outcome } from '#lib/filter/vocabulary';
import { AMOUNT_AXIS, ARRIVING, CHART_MARGIN, CURSOR, TIME_AXIS, ZOOMED } from './chart-axis.ts';
import { ChartPatterns } from './chart-patterns.client.tsx';
import { ticksOf } from './chart-tick.tsx';
import { ChartTooltip } from './chart-tooltip.client.tsx';
import { useChartZoom } from './chart-zoom.client.ts';
import type { OutcomeChartProps, OutcomePoint, Pin } from './outcome-chart.client.tsx';
import { PinLabel } from './pin-label.client.tsx';
import { useFormats } from './use-formats.tsx';

export type OutcomeBandProps = OutcomeChartProps & {
  outcomes: readonly Outcome[];
  height: number;
  label: string;
  axis: boolean;
};

/** Without the axis below, the label of zero needs room of its own. */
const MARGIN_ALONE = { ...CHART_MARGIN, bottom: 6 };

/** The outcomes of a chart over time, one upon the other. */
export function OutcomeBand({
  points,
  pins,
  completeThrough,
  describedBy,
  ...band
}: OutcomeBandProps) {
  const t = useTranslations('chrome.chart');
  const { zoomed, handlers } = useChartZoom(points, band);
  const f = useFormats();
  const id = useId();
  const last = points.at(-1)?.day ?? '';
  const top = band.outcomes.includes('passed');
  const arriving = completeThrough !== null && completeThrough < last ? completeThrough : null;
  return (
    <AreaChart
      responsive
      data={points}
      margin={band.axis ? CHART_MARGIN : MARGIN_ALONE}
      syncId={describedBy}
      style={{ width: '100%', height: band.height, cursor: 'pointer', userSelect: 'none' }}
      aria-label={band.label}
      aria-describedby={describedBy}
      {...handlers}
    >
      <ChartPatterns id={id} />
      <CartesianGrid vertical={false} stroke="var(--line-2)" />
      <XAxis
        {...TIME_AXIS}
        dataKey="day"
        ticks={ticksOf(points)}
        hide={!band.axis}
        tickFormatter={f.bucket}
      />
      <YAxis
        {...AMOUNT_AXIS}
        tickFormatter={f.tick}
        tickCount={top ? 5 : 3}
        allowDecimals={false}
      />
      <Tooltip content={top ? ChartTooltip : Silent} cursor={CURSOR} isAnimationActive={false} />
      {band.outcomes.map((outcome) => (
        <Area
          key={outcome}
          dataKey={outcome}
          stackId="all"
          type="linear"
          isAnimationActive={false}
          activeDot={false}
          {...looksOf(outcome, id)}
        />
      ))}
      {arriving ? (
        <ReferenceArea
          x1={arriving}
          x2={last}
          fill={`url(#${id}-arriving)`}
          fillOpacity={1}
          {...(top ? { label: { ...ARRIVING, value: t('arriving') } } : {})}
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
          {...(top ? { label: pinLabel(pin, pins, points) } : {})}
        />
      ))}
    </AreaChart>
  );
}

/** Words beside the pin where they cannot run into the next one, else the number alone. */
function pinLabel(pin: Pin, pins: readonly Pin[], points: readonly OutcomePoint[]) {
  const at = points.findIndex(({ day }) => day === pin.day) / points.length;
  return <PinLabel pin={pin} words={pins.length <= 3} before={at > 0.75} />;
}

/** The lower band follows the pointer of the upper one, which speaks for both. */
function Silent() {
  return null;
}

function looksOf(outcome: Outcome, id: string) {
  const colour = `var(--${outcome})`;
  if (outcome === 'passed') {
    return { stroke: colour, strokeWidth: 1.6, fill: colour, fillOpacity: 0.16 };
  }
  const fill = outcome === 'delivered' ? `url(#${id}-hatch)` : colour;
  return { stroke: 'none', fill, fillOpacity: 1 };
}
