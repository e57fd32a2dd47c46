import { bucketOf } from '#lib/filter/series';
import type { Granularity } from '#lib/filter/vocabulary';
import { formatFullDay } from '#lib/format/date';
import type { PolicyChange } from '#lib/queries/policy-changes';
import type { Pin } from './outcome-chart.client.tsx';

/** The pins of a chart: one per bucket, numbered in time. */
export function pinsOf(changes: readonly PolicyChange[], granularity: Granularity): Pin[] {
  const byBucket = Map.groupBy(changes, ({ day }) => bucketOf(day, granularity));
  return [...byBucket]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([day, group], index) => ({ day, number: index + 1, text: shortly(group) }));
}

function shortly(group: readonly PolicyChange[]) {
  const words = new Set(group.map(({ after }) => after?.split(';')[0] ?? 'no policy'));
  return [...words].join(', ');
}

type PinListProps = { pins: readonly Pin[]; changes: readonly PolicyChange[] };

/** What the pins stand for, in words. */
export function PinList({ pins, changes }: PinListProps) {
  if (pins.length === 0) return null;
  return (
    <ol className="flex flex-wrap gap-x-6 gap-y-1 border-t border-line-2 px-[18px] py-2.5 text-small text-ink-2">
      {pins.map((pin, index) => {
        const until = pins[index + 1]?.day ?? '9999-12-31';
        const group = changes.filter(({ day }) => day >= pin.day && day < until);
        return group.map(({ day, domain, before, after }) => (
          <li key={`${domain} ${day}`} className="flex items-center gap-2">
            <span className="grid size-[17px] place-items-center rounded-full bg-ink text-tiny font-semibold text-surface">
              {pin.number}
            </span>
            <span>
              {formatFullDay(day)}: <b className="text-ink">{domain}</b> went from{' '}
              {before ?? 'no policy'} to <b className="text-ink">{after ?? 'no policy'}</b>
            </span>
          </li>
        ));
      })}
    </ol>
  );
}
