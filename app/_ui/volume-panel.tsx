import { type Filter, filterToSearch } from '#lib/filter/filter';
import { bucketOf, granularityFor } from '#lib/filter/series';
import { resolvePeriod } from '#lib/filter/period';
import { OUTCOMES, type Outcome } from '#lib/filter/vocabulary';
import { completeThrough } from '#lib/queries/complete-through';
import { policyChanges } from '#lib/queries/policy-changes';
import { bucketVolume, type VolumeDay, volumeByDay } from '#lib/queries/volume-by-day';
import type { Ask } from './ask.ts';
import { Empty } from './empty.tsx';
import { OutcomeLegend } from './legend.tsx';
import { OutcomeChart } from './outcome-chart.client.tsx';
import { Panel } from './panel.tsx';
import { PinList, pinsOf } from './pin-list.tsx';
import { ViewSwitch } from './view-switch.tsx';
import { volumeSentence } from './volume-sentence.ts';
import { VolumeTable } from './volume-table.tsx';

type VolumePanelProps = Ask & { path: string; title?: string };

/** What happened to the mail over time, by outcome: the chart of every page that has one. */
export async function VolumePanel({ path, title, ...ask }: VolumePanelProps) {
  const { viewer, filter, now } = ask;
  const [days, through, changes] = await Promise.all([
    volumeByDay(viewer, filter, now),
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
        <NoVolume path={path} filter={filter} />
      ) : (
        <>
          <OutcomeLegend
            counts={counts}
            href={(outcome) =>
              path + filterToSearch(filter, { outcomes: { not: false, values: [outcome] } })
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

function NoVolume({ path, filter }: { path: string; filter: Filter }) {
  const narrowed = filterToSearch(filter, {
    outcomes: NOTHING,
    reporters: NOTHING,
    headerFrom: NOTHING,
    disposition: NOTHING,
    ip: null,
    q: null,
  });
  if (narrowed !== filterToSearch(filter)) {
    return (
      <Empty
        kind="filtered"
        title="Nothing matches these filters"
        action={{ href: path + narrowed, text: 'Clear filters' }}
      >
        There may be messages in this period that the filters leave out.
      </Empty>
    );
  }
  const year = { kind: 'relative', range: '12m' } as const;
  return (
    <Empty
      kind="range"
      title="No messages were reported in this period"
      action={{ href: path + filterToSearch(filter, { period: year }), text: 'Look at 12 months' }}
    >
      Reports usually arrive a day after the mail they are about.
    </Empty>
  );
}

const NOTHING = { not: false, values: [] };

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
