import { getTranslations } from 'next-intl/server';
import { formats } from '#app/_ui/formats';
import { OutcomeLegend } from '#app/_ui/legend';
import { NoMatch } from '#app/_ui/no-match';
import { OutcomeChart } from '#app/_ui/outcome-chart.client';
import { pageHref } from '#app/_ui/page-href';
import { PinList, pinsOf } from '#app/_ui/pin-list';
import { VolumeTable } from '#app/_ui/volume-table';
import { resolvePeriod } from '#lib/filter/period';
import { OUTCOMES, type Outcome } from '#lib/filter/vocabulary';
import { completeThrough } from '#lib/queries/complete-through';
import { policyChanges } from '#lib/queries/policy-changes';
import type { VolumeDay } from '#lib/queries/volume-by-day';
import { askVolume, type VolumeOf } from './asked-volume.tsx';
import { atMidnight, completeBucket } from './hour-axis.ts';
import { HoursNote } from './hours-note.tsx';
import { MechanismTrend } from './mechanism-trend.tsx';
import type { Ask } from './page-bar.tsx';
import { TrendFrame, type TrendProps } from './trend-frame.tsx';
import { bucketPeekHref, zoomHref } from './trend-links.ts';
import { volumeSentence } from './volume-sentence.ts';

type VolumePanelProps = Ask & TrendProps & VolumeOf & { file?: string };

/** What happened to the mail over time, by outcome or by what it passed by. */
export async function VolumePanel({ viewer, now, volume, hours, ...trend }: VolumePanelProps) {
  const t = await getTranslations('overview.volume');
  const { filter, path } = trend;
  const [{ points, granularity, width, told }, through, changes] = await Promise.all([
    askVolume(viewer, filter, now, { ...(volume && { volume }), ...(hours && { hours }) }),
    completeThrough(viewer, filter, now),
    policyChanges(viewer, filter, now),
  ]);
  const hourly = granularity === 'hour';
  const complete = completeBucket(through, granularity);
  const pins = pinsOf(changes, width, await getTranslations('ui'));
  const empty = points.every(({ total }) => total === 0);
  const links = {
    // A filter cannot say “this service”, so its day is told by the reports about it.
    bucketHref: volume ? zoomHref('/reports', filter) : bucketPeekHref(path, filter),
    zoomHref: zoomHref(path, filter),
    until: resolvePeriod(filter.period, now).to,
  };
  const shown = { pins: hourly ? pins.map(atMidnight) : pins, completeThrough: complete, ...links };
  return (
    <TrendFrame
      {...trend}
      note={t(trend.lens === 'mechanism' ? 'noteMechanism' : 'note', { granularity })}
      summary={volumeSentence(points, complete, t, await formats())}
      empty={empty}
    >
      {empty ? (
        <NoMatch viewer={viewer} path={path} filter={filter} what="message" />
      ) : (
        <>
          {trend.lens === 'mechanism' ? (
            <MechanismTrend points={points} filter={filter} {...shown} />
          ) : (
            <>
              <OutcomeLegend
                counts={countsOf(points)}
                href={(outcome) =>
                  pageHref(path, filter, { outcomes: { not: false, values: [outcome] } })
                }
              />
              {filter.view === 'table' ? (
                <VolumeTable points={points} filter={filter} through={complete} />
              ) : (
                <OutcomeChart
                  points={points.map(pointOf)}
                  describedBy="volume-summary"
                  {...shown}
                />
              )}
            </>
          )}
          {told ? <HoursNote told={told} width={width} /> : null}
          <PinList pins={pins} changes={changes} />
        </>
      )}
    </TrendFrame>
  );
}

function pointOf(day: VolumeDay) {
  const { passed, overridden, quarantined, rejected, delivered, total } = day;
  return { day: day.day, passed, overridden, quarantined, rejected, delivered, total };
}

function countsOf(points: readonly Record<Outcome, number>[]) {
  const counts = { passed: 0, overridden: 0, quarantined: 0, rejected: 0, delivered: 0 };
  for (const point of points) for (const outcome of OUTCOMES) counts[outcome] += point[outcome];
  return counts;
}
