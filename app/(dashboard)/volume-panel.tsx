import { getTranslations } from 'next-intl/server';
import { formats } from '#app/_ui/formats';
import { OutcomeLegend } from '#app/_ui/legend';
import { NoMatch } from '#app/_ui/no-match';
import { OutcomeChart, type Pin } from '#app/_ui/outcome-chart.client';
import { pageHref } from '#app/_ui/page-href';
import { Panel } from '#app/_ui/panel';
import { PinList, pinsOf } from '#app/_ui/pin-list';
import { ViewSwitch } from '#app/_ui/view-switch';
import { VolumeTable } from '#app/_ui/volume-table';
import { type Filter, filterToSearch } from '#lib/filter/filter';
import { resolvePeriod } from '#lib/filter/period';
import { bucketOf, granularityFor } from '#lib/filter/series';
import { OUTCOMES, type Outcome } from '#lib/filter/vocabulary';
import { completeThrough } from '#lib/queries/complete-through';
import { policyChanges } from '#lib/queries/policy-changes';
import { bucketVolume, type VolumeDay, volumeByDay } from '#lib/queries/volume-by-day';
import { volumeByHour } from '#lib/queries/volume-by-hour';
import { HoursNote } from './hours-note.tsx';
import type { Ask } from './page-bar.tsx';
import { volumeSentence } from './volume-sentence.ts';

type VolumePanelProps = Ask & {
  path: string;
  title?: string;
  /** Whose mail it is, where the filter alone does not say so. */
  volume?: typeof volumeByDay;
  hours?: typeof volumeByHour;
};

/** What happened to the mail over time, by outcome: the chart of every page that has one. */
export async function VolumePanel({
  path,
  title,
  volume = volumeByDay,
  hours = volumeByHour,
  ...ask
}: VolumePanelProps) {
  const t = await getTranslations('overview.volume');
  const { viewer, filter, now } = ask;
  const [days, through, changes] = await Promise.all([
    volume(viewer, filter, now),
    completeThrough(viewer, filter, now),
    policyChanges(viewer, filter, now),
  ]);
  const told = filter.granularity === 'hour' ? await hours(viewer, filter, days, now) : null;
  const hourly = told?.refused === null && told.hourly > 0;
  const width = granularityFor(resolvePeriod(filter.period, now).days, filter.granularity);
  const granularity = hourly ? 'hour' : width;
  const points = (hourly ? told.rows : bucketVolume(days, width)).map(pointOf);
  const complete = through && (hourly ? `${through}T23:00Z` : bucketOf(through, width));
  const pins = pinsOf(changes, width, await getTranslations('ui'));
  const counts = countsOf(points);
  const empty = points.every(({ total }) => total === 0);
  return (
    <Panel
      title={title ?? t('title')}
      note={t('note', { granularity })}
      summary={
        <span id="volume-summary">{volumeSentence(points, complete, t, await formats())}</span>
      }
      action={empty ? null : <ViewSwitch path={path} filter={filter} />}
      id="volume"
    >
      {empty ? (
        <NoMatch path={path} filter={filter} what="message" />
      ) : (
        <>
          <OutcomeLegend
            counts={counts}
            href={(outcome) =>
              pageHref(path, filter, { outcomes: { not: false, values: [outcome] } })
            }
          />
          {filter.view === 'table' ? (
            <VolumeTable points={points} filter={filter} through={complete} />
          ) : (
            <OutcomeChart
              points={points}
              pins={hourly ? pins.map(atMidnight) : pins}
              completeThrough={complete}
              describedBy="volume-summary"
              dayHref={granularity === 'day' ? `/reports${searchOfDay(filter)}` : null}
            />
          )}
          {told ? <HoursNote told={told} width={width} /> : null}
          <PinList pins={pins} changes={changes} />
        </>
      )}
    </Panel>
  );
}

/** A change of a day on an axis of hours. */
function atMidnight(pin: Pin): Pin {
  return { ...pin, day: `${pin.day}T00:00Z` };
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

/** The filter without its period, which the day clicked on replaces. */
function searchOfDay(filter: Filter) {
  return filterToSearch(filter, { period: { kind: 'relative', range: '90d' }, view: 'chart' });
}
