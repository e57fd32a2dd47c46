import { useTranslations } from 'next-intl';
import { actionsColumn } from '#app/_ui/actions-column';
import { MechanismBar } from '#app/_ui/bar';
import type { ChosenColumns } from '#app/_ui/chosen-columns';
import { type Column, DataTable } from '#app/_ui/data-table';
import { Few } from '#app/_ui/few';
import { pageHref } from '#app/_ui/page-href';
import type { PeekId, Peeking } from '#app/_ui/peek';
import { useFormats } from '#app/_ui/use-formats';
import type { Filter } from '#lib/filter/filter';
import { groupSortOf } from '#lib/queries/sort-groups';
import type { SourceGroup } from '#lib/queries/source-groups';
import { AnswerCell } from './answer-cell.tsx';
import { GroupClasses, GroupName } from './group-name.tsx';
import { useRareColumns } from './rare-group-columns.tsx';
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
  const f = useFormats();
  const t = useTranslations('source.table');
  const of = useTranslations('source.of');
  const ui = useTranslations('ui');
  const rare = useRareColumns();
  const answers = mayLabel && view.by !== 'country' && view.by !== 'network';
  const addresses: Column<SourceGroup> = {
    head: t('addresses'),
    name: 'addresses',
    end: true,
    sort: 'addresses',
    cell: (row) => f.count(row.addresses),
  };
  const columns: Column<SourceGroup>[] = [
    {
      head: t('source'),
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
      head: of('whose'),
      name: 'whose',
      phone: 'keep',
      cell: (row) => <GroupClasses {...row} />,
    },
    {
      head: ui('messages'),
      name: 'messages',
      end: true,
      sort: 'messages',
      phone: 'keep',
      cell: ({ messages }) => f.count(messages),
    },
    {
      head: t('overTime'),
      name: 'trend',
      cell: ({ key }) => <SparkCell sparks={sparks} of={key} />,
    },
    {
      head: ui('compliance'),
      name: 'compliance',
      end: true,
      sort: 'compliance',
      phone: 'keep',
      cell: (row) => (
        <span className="inline-flex flex-col items-end gap-0.5">
          {f.percent(row.passed, row.messages)}
          <MechanismBar
            both={row.both}
            dkimOnly={row.dkimOnly}
            spfOnly={row.spfOnly}
            neither={row.neither}
          />
        </span>
      ),
    },
    ...rare.shares,
    ...(view.by === 'ip' ? [] : [addresses]),
    {
      head: t('domains'),
      name: 'domains',
      sort: 'domains',
      className: 'text-ink-2 max-w-44',
      cell: ({ domains }) => <Few names={domains} />,
    },
    ...(view.by === 'country' ? [] : [rare.country]),
    rare.first,
    {
      head: of('last'),
      name: 'last',
      end: true,
      sort: 'last',
      className: 'text-ink-2',
      cell: ({ lastDay }) => f.day(lastDay),
    },
    ...(answers
      ? [
          actionsColumn(t('answer'), (row: SourceGroup) => (
            <AnswerCell row={row} filter={filter} view={view} />
          )),
        ]
      : []),
  ];
  return (
    <DataTable
      caption={t('caption')}
      columns={columns}
      rows={rows}
      rowKey={({ key }) => key}
      {...(chosen === undefined
        ? {}
        : {
            choosing: {
              table: 'sources',
              chosen,
              path: viewPath(view, { page: view.page }),
              filter,
            },
          })}
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

function Tick({ row }: { row: SourceGroup }) {
  const t = useTranslations('source.table');
  const subject = subjectOf(row);
  if (subject === null) return <span className="w-[13px] shrink-0" />;
  return (
    <input
      type="checkbox"
      name="subject"
      value={subject}
      form={TICKED_FORM}
      aria-label={t('tick', { name: row.name ?? '' })}
      className="mt-[3px] shrink-0"
    />
  );
}
