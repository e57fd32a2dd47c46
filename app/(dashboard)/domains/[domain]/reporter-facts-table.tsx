import { type Column, DataTable } from '#app/_ui/data-table';
import { DrillLink } from '#app/_ui/drill-link';
import { type Filter, filterToSearch } from '#lib/filter/filter';
import { formatAgo, formatDuration } from '#lib/format/date';
import { formatCount, formatPercent, formatShare } from '#lib/format/number';
import type { ReporterFacts } from '#lib/queries/reporter-table';

const DIALECTS = { rfc7489: 'RFC 7489', rfc9990: 'RFC 9990' } as const;

type ReporterFactsTableProps = { rows: readonly ReporterFacts[]; filter: Filter; now: Date };

/** A line for each reporter of the period, those with most messages first. */
export function ReporterFactsTable({ rows, filter, now }: ReporterFactsTableProps) {
  const of = (name: string) => ({ reporters: { not: false, values: [name] } });
  const columns: readonly Column<ReporterFacts>[] = [
    {
      head: 'Reporter',
      cell: ({ name }) => (
        <DrillLink href={`/reports${filterToSearch(filter, of(name))}`}>{name}</DrillLink>
      ),
    },
    { head: 'Reports', end: true, cell: ({ reports }) => formatCount(reports) },
    {
      head: 'Days',
      end: true,
      phone: 'keep',
      cell: ({ daysReported, daysExpected }) =>
        `${formatCount(daysReported)} of ${formatCount(daysExpected)}`,
    },
    {
      head: 'Messages',
      end: true,
      phone: 'keep',
      cell: ({ messages }) => formatCount(messages),
    },
    { head: 'Share', end: true, cell: ({ share }) => formatShare(share) },
    {
      head: 'Compliance',
      end: true,
      phone: 'keep',
      cell: ({ passed, messages }) => formatPercent(passed, messages),
    },
    { head: 'Overrides', end: true, cell: ({ overrides }) => formatCount(overrides) },
    {
      head: 'Arrives after',
      end: true,
      cell: ({ lagP50Seconds, lagP95Seconds }) => (
        <>
          {formatDuration(Math.max(0, lagP50Seconds))}
          <span className="block text-small text-ink-3">
            95 % within {formatDuration(Math.max(0, lagP95Seconds))}
          </span>
        </>
      ),
    },
    {
      head: 'Reports until',
      end: true,
      className: 'text-ink-2',
      cell: ({ lastEnd }) => formatAgo(lastEnd, now),
    },
    {
      head: 'Schema',
      className: 'text-ink-2',
      cell: ({ dialects }) => dialects.map((dialect) => DIALECTS[dialect]).join(', '),
    },
    { head: 'Inconsistent', end: true, cell: ({ inconsistent }) => formatCount(inconsistent) },
  ];
  return (
    <DataTable
      caption="Reporters by messages"
      rows={rows}
      rowKey={({ name }) => name}
      columns={columns}
    />
  );
}
