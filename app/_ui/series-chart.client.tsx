'use client';

import dynamic from 'next/dynamic';
import { useTranslations } from 'next-intl';
import type { BucketLinks } from './chart-zoom.client.ts';
import type { Pin } from './outcome-chart.client.tsx';
import type { Series, SeriesPoint } from './series.tsx';

export type SeriesChartProps = BucketLinks & {
  series: readonly Series[];
  points: readonly SeriesPoint[];
  pins: readonly Pin[];
  /** The last bucket that is complete: what follows is still arriving. */
  completeThrough: string | null;
  /** The id of the sentence that says what the chart shows. */
  describedBy: string;
};

/** Drawn when the page is there: what draws it weighs as much as a third of all other scripts. */
const SeriesBand = dynamic(async () => (await import('./series-band.client.tsx')).SeriesBand, {
  ssr: false,
});

const HEIGHT = 300;

/** Parts of a changing whole, one upon the other. */
export function SeriesChart(props: SeriesChartProps) {
  const t = useTranslations('chrome.chart');
  const hourly = props.points[0]?.day.includes('T') ?? false;
  return (
    <div data-chart className="px-[10px] pt-0.5 pb-2.5">
      <div style={{ height: HEIGHT }}>
        <SeriesBand {...props} height={HEIGHT} label={t(hourly ? 'partsByHour' : 'partsByDay')} />
      </div>
    </div>
  );
}
