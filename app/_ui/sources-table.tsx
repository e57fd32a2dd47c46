import { useTranslations } from 'next-intl';
import type { Filter } from '#lib/filter/filter';
import type { SourceRow } from '#lib/queries/source-row';
import type { SourcePage } from '#lib/queries/top-sources';
import { MechanismBar } from './bar.tsx';
import { type Column, DataTable } from './data-table.tsx';
import { DrillLink } from './drill-link.tsx';
import { Few } from './few.tsx';
import { pageHref } from './page-href.tsx';
import type { Peeking } from './peek.tsx';
import { Sparkline } from './sparkline.tsx';
import { useFormats } from './use-formats.tsx';

type SourcesTableProps = {
  rows: readonly SourceRow[];
  filter: Filter;
  total?: SourcePage['total'];
  /** Where the table can be sorted: the page that shows it. */
  path?: string;
  /** What is open beside the table, where its rows can be looked at. */
  peeking?: Peeking;
};

/** Who sent: address, name and identities, how much, and how it passed. */
export function SourcesTable({ rows, filter, total, path, peeking }: SourcesTableProps) {
  const t = useTranslations('ui.sources');
  const ui = useTranslations('ui');
  const f = useFormats();
  const columns: Column<SourceRow>[] = [
    {
      head: t('source'),
      cell: (row) => <SourceName row={row} filter={filter} />,
      foot: total ? t('count', { count: f.count(total.sources) }) : undefined,
    },
    {
      head: t('signed'),
      className: 'text-ink-2 max-w-64',
      cell: ({ identities }) => <Identities {...identities} />,
    },
    {
      head: ui('messages'),
      end: true,
      sort: 'messages',
      phone: 'keep',
      cell: ({ messages }) => f.count(messages),
      foot: total && f.count(total.messages),
    },
    { head: t('overTime'), cell: ({ spark }) => <Sparkline values={spark} /> },
    {
      head: ui('compliance'),
      end: true,
      sort: 'compliance',
      phone: 'keep',
      cell: ({ passed, messages }) => f.percent(passed, messages),
      foot: total && f.percent(total.passed, total.messages),
    },
    { head: t('passedBy'), cell: (row) => <MechanismBar {...row} /> },
    {
      head: 'DKIM',
      end: true,
      cell: ({ dkimAligned, messages }) => f.percent(dkimAligned, messages),
      foot: total && f.percent(total.dkimAligned, total.messages),
    },
    {
      head: 'SPF',
      end: true,
      cell: ({ spfAligned, messages }) => f.percent(spfAligned, messages),
      foot: total && f.percent(total.spfAligned, total.messages),
    },
    ...(filter.domains.length === 1 ? [] : [{ ...DOMAINS, head: t('domains') }]),
    {
      head: t('last'),
      sort: 'last',
      end: true,
      className: 'text-ink-2',
      cell: ({ lastDay }) => f.day(lastDay),
    },
  ];
  return (
    <DataTable
      caption={t('caption')}
      columns={columns}
      rows={rows}
      rowKey={({ ip }) => ip ?? 'none'}
      peek={peeking && { ...peeking, of: ({ ip }) => (ip ? { kind: 'ip', name: ip } : null) }}
      {...(path
        ? {
            sorting: {
              current: filter.sort ?? '-messages',
              href: (sort: string) => pageHref(path, filter, { sort }),
            },
          }
        : {})}
    />
  );
}

const DOMAINS: Omit<Column<SourceRow>, 'head'> = {
  phone: 'keep',
  className: 'text-ink-2',
  cell: ({ domains }) => <Few names={domains} />,
};

function SourceName({ row: { ip, ptr }, filter }: { row: SourceRow; filter: Filter }) {
  const t = useTranslations('ui.sources');
  if (ip === null) return <span className="font-normal text-ink-3">{t('noAddress')}</span>;
  return (
    <>
      <DrillLink href={pageHref(`/ips/${encodeURIComponent(ip)}`, filter, { sort: null, q: null })}>
        {ip}
      </DrillLink>
      {ptr ? <span className="block text-small font-normal text-ink-3">{ptr}</span> : null}
    </>
  );
}

function Identities({ dkim, spf }: SourceRow['identities']) {
  const t = useTranslations('ui.sources');
  const names = [...new Set([...dkim, ...spf])];
  return names.length === 0 ? (
    <span className="text-ink-3">{t('nothing')}</span>
  ) : (
    <Few names={names} />
  );
}
