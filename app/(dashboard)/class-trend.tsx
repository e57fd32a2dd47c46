import { getTranslations } from 'next-intl/server';
import { formats } from '#app/_ui/formats';
import { NoMatch } from '#app/_ui/no-match';
import { PinList, pinsOf } from '#app/_ui/pin-list';
import { countOf } from '#app/_ui/series';
import { SeriesChart } from '#app/_ui/series-chart.client';
import { SeriesLegend } from '#app/_ui/series-legend';
import { SeriesTable } from '#app/_ui/series-table';
import { resolvePeriod } from '#lib/filter/period';
import { bucketDays, granularityFor } from '#lib/filter/series';
import { campHours } from '#lib/queries/camp-hours';
import { completeThrough } from '#lib/queries/complete-through';
import { policyChanges } from '#lib/queries/policy-changes';
import { CAMPS, type Camp, type CampDay, volumeByCamp } from '#lib/queries/volume-by-camp';
import { askHours, showsHours } from './asked-volume.tsx';
import { atMidnight, completeBucket } from './hour-axis.ts';
import { HoursNote } from './hours-note.tsx';
import type { Ask } from './page-bar.tsx';
import { TrendFrame, type TrendProps } from './trend-frame.tsx';
import { bucketPeekHref, zoomHref } from './trend-links.ts';

/** Whose the mail was, over time: yours, forwarded, to be mended, unknown or forged. */
export async function ClassTrend({ viewer, now, ...trend }: Ask & TrendProps) {
  const { filter, path } = trend;
  const [t, f] = await Promise.all([getTranslations('overview.volume'), formats()]);
  const [days, through, changes] = await Promise.all([
    volumeByCamp(viewer, filter, now),
    completeThrough(viewer, filter, now),
    policyChanges(viewer, filter, now),
  ]);
  const told = await askHours({ viewer, filter, now });
  const { to, days: length } = resolvePeriod(filter.period, now);
  const width = granularityFor(length, filter.granularity);
  const hourly = showsHours(told);
  const granularity = hourly ? 'hour' : width;
  const points = hourly ? await campHours(viewer, filter, now) : bucketDays(days, width, add);
  const series = CAMPS.map((key) => ({ key, text: t(`class.${key}`), ...LOOKS[key] }));
  const all = points.reduce((sum, { total }) => sum + total, 0);
  const pins = pinsOf(changes, width, await getTranslations('ui'));
  const complete = completeBucket(through, granularity);
  return (
    <TrendFrame
      {...trend}
      note={t('noteClass', { granularity })}
      summary={t('classSentence', {
        messages: f.compact(all),
        yours: f.percent(countOf('yours', ...points), all),
        spoof: f.percent(countOf('spoof', ...points), all),
      })}
      empty={all === 0}
      file={null}
    >
      {all === 0 ? (
        <NoMatch viewer={viewer} path={path} filter={filter} what="message" />
      ) : (
        <>
          <SeriesLegend series={series} points={points} />
          {filter.view === 'table' ? (
            <SeriesTable series={series} points={points} filter={filter} through={complete} />
          ) : (
            <SeriesChart
              series={series}
              points={points}
              pins={hourly ? pins.map(atMidnight) : pins}
              completeThrough={complete}
              describedBy="volume-summary"
              bucketHref={bucketPeekHref(path, filter)}
              zoomHref={zoomHref(path, filter)}
              until={to}
            />
          )}
          {told ? <HoursNote told={told} width={width} /> : null}
          <PinList pins={pins} changes={changes} />
        </>
      )}
    </TrendFrame>
  );
}

const LOOKS = {
  yours: { fill: 'var(--passed)' },
  forwarder: { fill: 'var(--overridden)' },
  misconfigured: { fill: 'var(--quarantined)' },
  unknown: { fill: 'var(--unjudged)' },
  spoof: { fill: 'var(--delivered)', hatched: true },
} as const satisfies Record<Camp, { fill: string; hatched?: boolean }>;

function add(sum: CampDay, day: CampDay): CampDay {
  const counts = { ...sum.counts };
  for (const camp of CAMPS) counts[camp] += day.counts[camp];
  return { ...sum, total: sum.total + day.total, counts };
}
