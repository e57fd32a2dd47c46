import type { Filter } from '#lib/filter/filter';
import { Empty } from './empty.tsx';
import { pageHref, unfilteredHref } from './page-href.tsx';

type NoMatchProps = { path: string; filter: Filter; what: string };

/** Nothing to show: because of the filters, which can be cleared, or because of the period. */
export function NoMatch({ path, filter, what }: NoMatchProps) {
  const cleared = unfilteredHref(path, filter);
  if (cleared !== pageHref(path, filter)) {
    return (
      <Empty
        kind="filtered"
        title={`No ${what} matches these filters`}
        action={{ href: cleared, text: 'Clear filters' }}
      >
        In this period there may be more that the filters leave out.
      </Empty>
    );
  }
  const year = { kind: 'relative', range: '12m' } as const;
  return (
    <Empty
      kind="range"
      title={`No ${what} in this period`}
      action={{ href: pageHref(path, filter, { period: year }), text: 'Look at 12 months' }}
    >
      Reports usually arrive a day after the mail they are about.
    </Empty>
  );
}
