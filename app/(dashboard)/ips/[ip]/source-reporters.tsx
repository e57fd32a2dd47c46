import { DataTable } from '#app/_ui/data-table';
import { DrillLink } from '#app/_ui/drill-link';
import { Panel } from '#app/_ui/panel';
import { type Filter, filterToSearch } from '#lib/filter/filter';
import { formatDay } from '#lib/format/date';
import { formatCount, formatPercent } from '#lib/format/number';
import type { SourceReporter } from '#lib/queries/source-reporters';

type SourceReportersProps = { reporters: readonly SourceReporter[]; filter: Filter };

/** Who saw this source, and what they saw. */
export function SourceReporters({ reporters, filter }: SourceReportersProps) {
  if (reporters.length === 0) return null;
  const of = (name: string) => ({ reporters: { not: false, values: [name] } });
  return (
    <Panel title="Who reported it" note="receivers that send no reports are invisible here">
      <DataTable
        caption="Reporters of this source"
        rows={reporters}
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
          {
            head: 'Last day',
            end: true,
            className: 'text-ink-2',
            cell: ({ lastDay }) => formatDay(lastDay),
          },
        ]}
      />
    </Panel>
  );
}
