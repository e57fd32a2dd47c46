import { OutcomeLegend } from '#app/_ui/legend';
import { NoMatch } from '#app/_ui/no-match';
import { OutcomeChart } from '#app/_ui/outcome-chart.client';
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
import type { Ask } from './page-bar.tsx';
import { volumeSentence } from './volume-sentence.ts';

type VolumePanelProps = Ask & {
  path: string;
  title?: string;
  /** Whose mail it is, where the filter alone does not say so. */
  volume?: typeof volumeByDay;
};

/** What happened to the mail over time, by outcome: the chart of every page that has one. */
export async function VolumePanel({ path, title, volume = volumeByDay, ...ask }: VolumePanelProps) {
  const { viewer, filter, now } = ask;
  const [days, through, changes] = await Promise.all([
    volume(viewer, filter, now),
    completeThrough(viewer, filter, now),
    policyChanges(viewer, filter, now),
  ]);
  const granularity = granularityFor(resolvePeriod(filter.period, now).days, filter.granularity);
  const points = bucketVolume(days, granularity).map(pointOf);
  const complete = through && bucketOf(through, granularity);
  const pins = pinsOf(changes, granularity);
  const counts = countsOf(points);
  const empty = points.every(({ total }) => total === 0);
  return (
    <Panel
      title={title ?? 'What happened to your mail'}
      note={`messages per UTC ${granularity}, by outcome`}
      summary={<span id="volume-summary">{volumeSentence(points, complete)}</span>}
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
              pins={pins}
              completeThrough={complete}
              describedBy="volume-summary"
              dayHref={granularity === 'day' ? `/reports${searchOfDay(filter)}` : null}
            />
          )}
          <PinList pins={pins} changes={changes} />
        </>
      )}
    </Panel>
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

/** The filter without its period, which the day clicked on replaces. */
function searchOfDay(filter: Filter) {
  return filterToSearch(filter, { period: { kind: 'relative', range: '90d' }, view: 'chart' });
}
