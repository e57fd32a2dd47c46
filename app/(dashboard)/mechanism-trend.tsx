import { useTranslations } from 'next-intl';
import { SeriesChart, type SeriesChartProps } from '#app/_ui/series-chart.client';
import { SeriesLegend } from '#app/_ui/series-legend';
import { SeriesTable } from '#app/_ui/series-table';
import type { Filter } from '#lib/filter/filter';
import type { VolumeDay } from '#lib/queries/volume-by-day';

type MechanismTrendProps = Pick<
  SeriesChartProps,
  'pins' | 'completeThrough' | 'bucketHref' | 'zoomHref' | 'until'
> & { points: readonly VolumeDay[]; filter: Filter };

/** M5 over time: what mail passed by. What hangs on SPF alone does not survive being forwarded. */
export function MechanismTrend({ points, filter, ...shown }: MechanismTrendProps) {
  const t = useTranslations('overview.volume.mechanism');
  const series = MECHANISMS.map(({ key, ...looks }) => ({ key, text: t(key), ...looks }));
  const rows = points.map(({ day, total, ...counts }) => ({ day, total, counts }));
  return (
    <>
      <SeriesLegend series={series} points={rows} />
      {filter.view === 'table' ? (
        <SeriesTable
          series={series}
          points={rows}
          filter={filter}
          through={shown.completeThrough}
        />
      ) : (
        <SeriesChart series={series} points={rows} describedBy="volume-summary" {...shown} />
      )}
    </>
  );
}

const MECHANISMS = [
  { key: 'both', fill: 'var(--passed)' },
  { key: 'dkimOnly', fill: 'var(--dkim-only)' },
  { key: 'spfOnly', fill: 'var(--single)' },
  { key: 'neither', fill: 'var(--delivered)', hatched: true },
] as const;
