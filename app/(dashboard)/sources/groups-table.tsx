import { MechanismBar } from '#app/_ui/bar';
import type { ChosenColumns } from '#app/_ui/chosen-columns';
import { type Column, DataTable } from '#app/_ui/data-table';
import { Few } from '#app/_ui/few';
import { pageHref } from '#app/_ui/page-href';
import type { PeekId, Peeking } from '#app/_ui/peek';
import type { Filter } from '#lib/filter/filter';
import { formatDay } from '#lib/format/date';
import { formatCount, formatPercent } from '#lib/format/number';
import { groupSortOf } from '#lib/queries/sort-groups';
import type { SourceGroup } from '#lib/queries/source-groups';
import { GroupClasses, GroupName } from './group-name.tsx';
import { LabelMenu } from './label-menu.client.tsx';
import { COUNTRIES, FIRST_SEEN, RARE_SHARES } from './rare-group-columns.tsx';
import { type SourcesView, viewPath } from './sources-view.tsx';
import { SparkCell, type Sparks } from './spark-cell.tsx';
import { subjectOf } from './subject.tsx';
import { TICKED_FORM } from './ticked-form.ts';

type GroupsTableProps = {
  rows: readonly SourceGroup[];
  filter: Filter;
  view: SourcesView;
  mayLabel: boolean;
  sparks: Sparks;
  /** Whether rows can be ticked, to answer for several at once. */
  tick?: boolean;
  /** Which columns are asked for, where they can be chosen. */
  chosen?: ChosenColumns;
  /** What is open beside the table, where its rows can be looked at. */
  peeking?: Peeking;
};

/** Who sends: services, hosts or countries, whose they are, and how their mail passed. */
export function GroupsTable({
  rows,
  filter,
  view,
  mayLabel,
  sparks,
  tick,
  chosen,
  peeking,
}: GroupsTableProps) {
  const answers = mayLabel && view.by !== 'country' && view.by !== 'network';
  const columns: Column<SourceGroup>[] = [
    {
      head: 'Source',
      name: 'source',
      sort: 'name',
      cell: (row) => (
        <div className="flex items-start gap-2.5">
          {answers && tick ? <Tick row={row} /> : null}
          <div className="min-w-0">
            <GroupName row={row} filter={filter} view={view} />
          </div>
        </div>
      ),
    },
    {
      head: 'Whose it is',
      name: 'whose',
      phone: 'keep',
      cell: ({ sources }) => <GroupClasses sources={sources} />,
    },
    {
      head: 'Messages',
      name: 'messages',
      end: true,
      sort: 'messages',
      phone: 'keep',
      cell: ({ messages }) => formatCount(messages),
    },
    { head: 'Over time', name: 'trend', cell: ({ key }) => <SparkCell sparks={sparks} of={key} /> },
    {
      head: 'Compliance',
      name: 'compliance',
      end: true,
      sort: 'compliance',
      phone: 'keep',
      cell: (row) => (
        <span className="inline-flex flex-col items-end gap-0.5">
          {formatPercent(row.passed, row.messages)}
          <MechanismBar {...row} />
        </span>
      ),
    },
    ...RARE_SHARES,
    ...(view.by === 'ip' ? [] : [ADDRESSES]),
    {
      head: 'Domains',
      name: 'domains',
      sort: 'domains',
      className: 'text-ink-2 max-w-44',
      cell: ({ domains }) => <Few names={domains} />,
    },
    ...(view.by === 'country' ? [] : [COUNTRIES]),
    FIRST_SEEN,
    {
      head: 'Last seen',
      name: 'last',
      end: true,
      sort: 'last',
      className: 'text-ink-2',
      cell: ({ lastDay }) => formatDay(lastDay),
    },
    ...(answers ? [ANSWER] : []),
  ];
  return (
    <DataTable
      caption="Sources, whose they are and how their mail passed"
      columns={columns}
      rows={rows}
      rowKey={({ key }) => key}
      {...(chosen === undefined
        ? {}
        : { choosing: { chosen, path: viewPath(view, { page: view.page }), filter } })}
      peek={peeking && { ...peeking, of: (row) => peekIn(row, view) }}
      sorting={{
        current: groupSortOf(filter.sort),
        href: (sort) => pageHref(viewPath(view), filter, { sort }),
      }}
    />
  );
}

/** Services and addresses are looked at; what else is grouped leads on to addresses. */
function peekIn({ name }: SourceGroup, { by }: SourcesView): PeekId | null {
  if (name === null || (by !== 'ip' && by !== 'service')) return null;
  return { kind: by, name };
}

const ADDRESSES: Column<SourceGroup> = {
  head: 'Addresses',
  name: 'addresses',
  end: true,
  sort: 'addresses',
  cell: ({ addresses }) => formatCount(addresses),
};

const ANSWER: Column<SourceGroup> = {
  head: 'Answer',
  silent: true,
  end: true,
  phone: 'keep',
  cell: (row) => {
    const subject = subjectOf(row);
    const name = row.name ?? '';
    const said = row.sources.map(({ label }) => label);
    const [known] = said.every((one) => one?.label === said[0]?.label) ? said : [];
    if (subject === null) return null;
    return (
      <LabelMenu
        name={name}
        subject={subject}
        domains={row.domains}
        label={known?.label ?? null}
        note={known?.note ?? null}
        owner={known?.owner ?? null}
      />
    );
  },
};

function Tick({ row }: { row: SourceGroup }) {
  const subject = subjectOf(row);
  if (subject === null) return <span className="w-[13px] shrink-0" />;
  return (
    <input
      type="checkbox"
      name="subject"
      value={subject}
      form={TICKED_FORM}
      aria-label={`Tick ${row.name}`}
      className="mt-[3px] shrink-0"
    />
  );
}
