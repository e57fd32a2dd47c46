'use client';

import { useId } from 'react';
import { Area, AreaChart, CartesianGrid, Tooltip, XAxis, YAxis } from 'recharts';
import type { Outcome } from '#lib/filter/vocabulary';
import { AMOUNT_AXIS, CHART_MARGIN, CURSOR, TIME_AXIS } from './chart-axis.ts';
import { ChartPatterns } from './chart-patterns.client.tsx';
import { ticksOf } from './chart-tick.tsx';
import { ShareTooltip } from './share-tooltip.client.tsx';
import { useFormats } from './use-formats.tsx';

/** Null on a day without any such mail: there are no shares of nothing. */
export type SharePoint = { day: string } & Partial<Record<Outcome, number | null>>;

type ShareChartProps = {
  points: readonly SharePoint[];
  /** What the whole is made of. */
  outcomes: readonly Outcome[];
  label: string;
  describedBy: string;
};

const STYLE = { width: '100%', height: 200 };
const SHARES = [0, 0.25, 0.5, 0.75, 1];

/** Parts of a whole, day by day; a day without any of it is a gap. */
export function ShareChart({ points, outcomes, label, describedBy }: ShareChartProps) {
  const f = useFormats();
  const id = useId();
  return (
    <div data-chart className="px-[10px] pt-0.5 pb-2.5">
      <AreaChart
        responsive
        data={points}
        stackOffset="expand"
        margin={CHART_MARGIN}
        style={STYLE}
        aria-label={label}
        aria-describedby={describedBy}
      >
        <ChartPatterns id={id} />
        <CartesianGrid vertical={false} stroke="var(--line-2)" />
        <XAxis {...TIME_AXIS} dataKey="day" ticks={ticksOf(points)} tickFormatter={f.day} />
        <YAxis {...AMOUNT_AXIS} ticks={SHARES} tickFormatter={f.share} />
        <Tooltip content={ShareTooltip} cursor={CURSOR} isAnimationActive={false} />
        {outcomes.map((outcome) => (
          <Area
            key={outcome}
            dataKey={outcome}
            stackId="all"
            type="linear"
            isAnimationActive={false}
            activeDot={false}
            stroke="none"
            fill={outcome === 'delivered' ? `url(#${id}-hatch)` : `var(--${outcome})`}
            fillOpacity={1}
          />
        ))}
      </AreaChart>
    </div>
  );
}
