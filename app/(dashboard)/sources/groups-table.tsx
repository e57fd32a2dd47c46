import { MechanismBar } from '#app/_ui/bar';
import { type Column, DataTable } from '#app/_ui/data-table';
import { DrillLink } from '#app/_ui/drill-link';
import { pageHref } from '#app/_ui/page-href';
import { SourceClass } from '#app/_ui/source-class';
import type { Filter } from '#lib/filter/filter';
import { formatDay } from '#lib/format/date';
import { formatCount, formatPercent } from '#lib/format/number';
import { KIND_LABELS } from '#lib/format/source-label';
import type { SourceGroup } from '#lib/queries/source-groups';
import { LabelMenu } from './label-menu.client.tsx';
import { type SourcesView, viewHref } from './sources-view.ts';

type GroupsTableProps = {
  rows: readonly SourceGroup[];
  filter: Filter;
  view: SourcesView;
  mayLabel: boolean;
};

/** Who sends: services, hosts or countries, whose they are, and how their mail passed. */
export function GroupsTable({ rows, filter, view, mayLabel }: GroupsTableProps) {
  const columns: Column<SourceGroup>[] = [
    { head: 'Source', cell: (row) => <GroupName row={row} filter={filter} view={view} /> },
    { head: 'Whose it is', phone: 'keep', cell: ({ sources }) => <Classes sources={sources} /> },
    {
      head: 'Messages',
      end: true,
      phone: 'keep',
      cell: ({ messages }) => formatCount(messages),
    },
    {
      head: 'Compliance',
      end: true,
      phone: 'keep',
      cell: ({ passed, messages }) => formatPercent(passed, messages),
    },
    { head: 'Passed by', cell: (row) => <MechanismBar {...row} /> },
    ...(view.by === 'ip'
      ? []
      : [
          {
            head: 'Addresses',
            end: true,
            cell: ({ addresses }: SourceGroup) => formatCount(addresses),
          },
        ]),
    {
      head: 'Domains',
      className: 'text-ink-2 max-w-44',
      cell: ({ domains }) => <Few words={domains} />,
    },
    ...(view.by === 'country'
      ? []
      : [
          {
            head: 'Country',
            className: 'text-ink-2 max-w-32',
            cell: ({ countries }: SourceGroup) => <Few words={countries.map(countryName)} />,
          },
        ]),
    {
      head: 'Last seen',
      end: true,
      className: 'text-ink-2',
      cell: ({ lastDay }) => formatDay(lastDay),
    },
    ...(mayLabel && view.by !== 'country' ? [ANSWER] : []),
  ];
  return (
    <DataTable
      caption="Sources by messages, whose they are and how their mail passed"
      columns={columns}
      rows={rows}
      rowKey={({ key }) => key}
    />
  );
}

const ANSWER: Column<SourceGroup> = {
  head: 'Answer',
  silent: true,
  end: true,
  phone: 'keep',
  cell: (row) => <Answer row={row} />,
};

/** A whole service can be answered for, or one address. */
function Answer({ row: { name, sender, sources, addresses, domains } }: { row: SourceGroup }) {
  const ip = sources[0]?.ip ?? null;
  if (sender && name === sender.name) {
    return <LabelMenu name={name} subject={{ service: name }} domains={domains} />;
  }
  if (ip === null || addresses !== 1) return null;
  return <LabelMenu name={name ?? ip} subject={{ ip }} domains={domains} />;
}

type GroupNameProps = { row: SourceGroup; filter: Filter; view: SourcesView };

function GroupName({ row, filter, view }: GroupNameProps) {
  const { key, name, sender, sources } = row;
  const [first] = sources;
  if (view.by === 'ip') {
    if (name === null) return <span className="font-normal text-ink-3">no address given</span>;
    const service = sender?.name ?? first?.ptr ?? null;
    return (
      <>
        <DrillLink
          href={pageHref(`/ips/${encodeURIComponent(name)}`, filter, { sort: null, q: null })}
        >
          {name}
        </DrillLink>
        {service ? <Small>{service}</Small> : null}
      </>
    );
  }
  const shown = view.by === 'country' && name !== null ? countryName(name) : name;
  return (
    <>
      <DrillLink href={viewHref(filter, view, { by: 'ip', of: `${view.by}:${key}` })}>
        {shown ?? NAMELESS[view.by]}
      </DrillLink>
      {sender && name === sender.name ? <Small>{KIND_LABELS[sender.kind]}</Small> : null}
    </>
  );
}

const NAMELESS = {
  service: 'No service known',
  ptr: 'No confirmed name',
  country: 'Country unknown',
} as const;

function Small({ children }: { children: string }) {
  return (
    <span className="block max-w-72 text-small font-normal text-ink-3 [overflow-wrap:anywhere]">
      {children}
    </span>
  );
}

/** The class of most messages, and how many others there are. */
function Classes({ sources }: Pick<SourceGroup, 'sources'>) {
  const [first] = sources;
  if (!first) return null;
  const others = new Set(sources.map(({ verdict }) => `${verdict.class} ${verdict.candidate}`));
  return (
    <>
      <SourceClass verdict={first.verdict} sure={others.size === 1} />
      {others.size > 1 ? (
        <span className="block text-small text-ink-3">
          and {others.size - 1} {others.size === 2 ? 'other answer' : 'other answers'}
        </span>
      ) : null}
    </>
  );
}

function Few({ words }: { words: readonly string[] }) {
  const [first, ...more] = words;
  if (first === undefined) return '–';
  return (
    <span title={words.join(', ')} className="flex gap-1.5 whitespace-nowrap">
      <span className="truncate">{first}</span>
      {more.length > 0 ? <span className="text-ink-3">+{more.length}</span> : null}
    </span>
  );
}

const COUNTRIES = new Intl.DisplayNames('en', { type: 'region', fallback: 'code' });

/** A country's name, by its code. */
function countryName(code: string): string {
  return COUNTRIES.of(code) ?? code;
}
