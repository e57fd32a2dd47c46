import { DrillLink } from '#app/_ui/drill-link';
import { pageHref } from '#app/_ui/page-href';
import { SourceClass } from '#app/_ui/source-class';
import type { Filter } from '#lib/filter/filter';
import { countryName } from '#lib/format/country';
import { KIND_LABELS } from '#lib/format/source-label';
import type { SourceGroup } from '#lib/queries/source-groups';
import { type SourcesView, servicePath, viewHref } from './sources-view.tsx';

type GroupNameProps = { row: SourceGroup; filter: Filter; view: SourcesView };

/** What a group is called, and where more of it is told. */
export function GroupName({ row, filter, view }: GroupNameProps) {
  const { key, name, sender, sources, countries } = row;
  const where = countriesOf(countries);
  const bare = { sort: null, q: null };
  switch (view.by) {
    case 'ip':
      if (name === null) return <span className="font-normal text-ink-3">no address given</span>;
      return (
        <>
          <DrillLink href={pageHref(`/ips/${encodeURIComponent(name)}`, filter, bare)}>
            {name}
          </DrillLink>
          <Small words={[sender?.name ?? sources[0]?.ptr ?? null, where]} />
        </>
      );
    case 'service':
      return (
        <>
          <DrillLink
            href={
              name === null
                ? viewHref(filter, view, { by: 'ip', of: 'service:' })
                : pageHref(servicePath(name), filter, bare)
            }
          >
            {name ?? 'No service known'}
          </DrillLink>
          <Small
            words={[sender?.name === name && sender ? KIND_LABELS[sender.kind] : null, where]}
          />
        </>
      );
    case 'ptr':
    case 'network':
    case 'country':
      return (
        <>
          <DrillLink href={viewHref(filter, view, { by: 'ip', of: `${view.by}:${key}` })}>
            {shownAs(view.by, name)}
          </DrillLink>
          {view.by === 'country' ? null : (
            <Small words={[view.by === 'network' ? (sources[0]?.asName ?? null) : null, where]} />
          )}
        </>
      );
  }
}

/** The class of most messages, and how many others there are. */
export function GroupClasses({ sources }: Pick<SourceGroup, 'sources'>) {
  const [first] = sources;
  if (!first) return null;
  const others = new Set(sources.map(({ verdict }) => `${verdict.class} ${verdict.candidate}`));
  return (
    <>
      <SourceClass verdict={first.verdict} sure={others.size === 1} />
      {others.size > 1 ? (
        <span className="block text-small whitespace-nowrap text-ink-3">
          and {others.size - 1} {others.size === 2 ? 'other answer' : 'other answers'}
        </span>
      ) : null}
    </>
  );
}

const NAMELESS = {
  ptr: 'No confirmed name',
  network: 'Network unknown',
  country: 'Country unknown',
} as const;

function shownAs(by: keyof typeof NAMELESS, name: string | null) {
  if (name === null) return NAMELESS[by];
  return by === 'country' ? countryName(name) : name;
}

function countriesOf([first, ...more]: readonly string[]) {
  if (first === undefined) return null;
  return more.length === 0 ? countryName(first) : `${countryName(first)} and ${more.length} more`;
}

function Small({ words }: { words: readonly (string | null)[] }) {
  const text = words.filter((word) => word !== null).join(' · ');
  if (text === '') return null;
  return (
    <span className="block max-w-72 text-small font-normal text-ink-3 [overflow-wrap:anywhere]">
      {text}
    </span>
  );
}
