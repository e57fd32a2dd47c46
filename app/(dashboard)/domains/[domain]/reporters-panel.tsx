import { DataTable } from '#app/_ui/data-table';
import { DrillLink } from '#app/_ui/drill-link';
import { NoMatch } from '#app/_ui/no-match';
import { Panel } from '#app/_ui/panel';
import type { Ask } from '#app/(dashboard)/page-bar';
import { filterToSearch } from '#lib/filter/filter';
import { resolvePeriod } from '#lib/filter/period';
import { formatAgo, formatDuration } from '#lib/format/date';
import { formatCount, formatPercent } from '#lib/format/number';
import { reporterList } from '#lib/queries/reporter-list';

/** Who reports about this domain, how fully and how late. */
export async function ReportersPanel({ viewer, filter, now }: Ask) {
  const rows = await reporterList(viewer, filter, now);
  const { days } = resolvePeriod(filter.period, now);
  const of = (name: string) => ({ reporters: { not: false, values: [name] } });
  return (
    <Panel title="Reporters" note="receivers that send no reports are invisible here">
      {rows.length === 0 ? (
        <NoMatch path={`/domains/${filter.domains[0]}`} filter={filter} what="reporter" />
      ) : (
        <DataTable
          caption="Reporters by messages"
          rows={rows}
          rowKey={({ name }) => name}
          columns={[
            {
              head: 'Reporter',
              cell: ({ name }) => (
                <DrillLink href={`/reports${filterToSearch(filter, of(name))}`}>{name}</DrillLink>
              ),
            },
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
            { head: 'Reports', end: true, cell: ({ reports }) => formatCount(reports) },
            {
              head: 'Days reported',
              end: true,
              cell: ({ daysReported }) => `${formatCount(daysReported)} of ${formatCount(days)}`,
            },
            {
              head: 'Arrives after',
              end: true,
              cell: ({ lagP50Seconds, lagP95Seconds }) => (
                <span title={`95 % within ${formatDuration(Math.max(0, lagP95Seconds))}`}>
                  {formatDuration(Math.max(0, lagP50Seconds))}
                </span>
              ),
            },
            {
              head: 'Reports until',
              end: true,
              className: 'text-ink-2',
              cell: ({ lastEnd }) => formatAgo(lastEnd, now),
            },
          ]}
        />
      )}
    </Panel>
  );
}
