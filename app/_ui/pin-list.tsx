import { useTranslations } from 'next-intl';
import { bucketOf, type DayWidth } from '#lib/filter/series';
import type { PolicyChange } from '#lib/queries/policy-changes';
import type { Words } from '#lib/words/translate';
import type { Pin } from './outcome-chart.client.tsx';
import { useFormats } from './use-formats.tsx';

/** The pins of a chart: one per bucket, numbered in time. */
export function pinsOf(
  changes: readonly PolicyChange[],
  granularity: DayWidth,
  t: Words<'ui'>,
): Pin[] {
  const byBucket = Map.groupBy(changes, ({ day }) => bucketOf(day, granularity));
  return [...byBucket]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([day, group], index) => ({ day, number: index + 1, text: shortly(group, t) }));
}

function shortly(group: readonly PolicyChange[], t: Words<'ui'>) {
  const words = new Set(group.map(({ after }) => after?.split(';')[0] ?? t('pins.no')));
  return [...words].join(', ');
}

type PinListProps = { pins: readonly Pin[]; changes: readonly PolicyChange[] };

/** What the pins stand for, in words. */
export function PinList({ pins, changes }: PinListProps) {
  const f = useFormats();
  const t = useTranslations('ui');
  if (pins.length === 0) return null;
  return (
    <ol className="flex flex-wrap gap-x-6 gap-y-1 border-t border-line-2 px-[18px] py-2.5 text-small text-ink-2">
      {pins.map((pin, index) => {
        const until = pins[index + 1]?.day ?? '9999-12-31';
        const group = changes.filter(({ day }) => day >= pin.day && day < until);
        return group.map(({ day, domain, before, after }) => (
          <li key={`${domain} ${day}`} className="flex items-center gap-2">
            <span className="grid size-[17px] shrink-0 place-items-center rounded-full bg-ink text-tiny font-semibold text-surface">
              {pin.number}
            </span>
            <span>
              {t.rich('pins.went', {
                day: f.fullDay(day),
                domain,
                before: before ?? t('pins.no'),
                after: after ?? t('pins.no'),
                b: (text) => <b className="text-ink">{text}</b>,
              })}
            </span>
          </li>
        ));
      })}
    </ol>
  );
}
