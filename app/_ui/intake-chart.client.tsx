'use client';

import {
  Area,
  AreaChart,
  CartesianGrid,
  Tooltip,
  type TooltipContentProps,
  XAxis,
  YAxis,
} from 'recharts';
import { formatDay } from '#lib/format/date';
import { formatCount } from '#lib/format/number';
import type { IntakeHour } from '#lib/queries/intake-by-hour';
import { AMOUNT_AXIS, CHART_MARGIN, CURSOR, TIME_AXIS } from './chart-axis.ts';
import { formatTick } from './chart-tick.ts';

type IntakeChartProps = { hours: readonly IntakeHour[]; describedBy: string };

const STYLE = { width: '100%', height: 150 };

/** Reports taken in, hour by hour: 168 hours are an area, not bars (they would take twice as long). */
export function IntakeChart({ hours, describedBy }: IntakeChartProps) {
  const midnights = hours.flatMap(({ hour }) => (hour.endsWith('T00') ? hour : []));
  return (
    <div data-chart className="px-[10px] pt-0.5 pb-2.5">
      <AreaChart
        responsive
        data={hours}
        margin={CHART_MARGIN}
        style={STYLE}
        aria-label="Reports taken in per UTC hour"
        aria-describedby={describedBy}
      >
        <CartesianGrid vertical={false} stroke="var(--line-2)" />
        <XAxis {...TIME_AXIS} dataKey="hour" ticks={midnights} tickFormatter={dayOf} />
        <YAxis {...AMOUNT_AXIS} tickFormatter={formatTick} tickCount={3} allowDecimals={false} />
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

function dayOf(hour: string) {
  return formatDay(hour.slice(0, 10));
}

function IntakeTooltip({ active, payload }: TooltipContentProps) {
  const point: IntakeHour | undefined = payload[0]?.payload;
  if (!active || !point) return null;
  return (
    <div className="rounded-md border border-line bg-surface px-3 py-2 text-small shadow-raised">
      <p className="font-medium">
        {dayOf(point.hour)}, {point.hour.slice(11)}:00 to {point.hour.slice(11)}:59 UTC
      </p>
      <p className="text-ink-2">
        {formatCount(point.reports)} reports taken in
        {point.refused > 0 ? `, ${formatCount(point.refused)} mails not readable` : ''}
      </p>
    </div>
  );
}
