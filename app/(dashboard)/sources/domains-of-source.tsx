import { MechanismBar } from '#app/_ui/bar';
import { DataTable } from '#app/_ui/data-table';
import { DrillLink } from '#app/_ui/drill-link';
import { pageHref } from '#app/_ui/page-href';
import { Panel } from '#app/_ui/panel';
import { SourceClass } from '#app/_ui/source-class';
import type { Filter } from '#lib/filter/filter';
import { formatDay } from '#lib/format/date';
import { formatCount, formatPercent } from '#lib/format/number';
import type { ClassifiedSource } from '#lib/queries/classified-sources';
import { addUp } from '#lib/queries/metrics';

type DomainsOfSourceProps = { sources: readonly ClassifiedSource[]; filter: Filter };

/** Every domain that it sends for: whose it is there, and how that mail fares. */
export function DomainsOfSource({ sources, filter }: DomainsOfSourceProps) {
  const rows = [...Map.groupBy(sources, ({ domain }) => domain)].map(([domain, members]) => ({
    ...addUp(members),
    domain,
    verdict: members[0]?.verdict ?? null,
    lastDay:
      members
        .map(({ lastDay }) => lastDay)
        .toSorted()
        .at(-1) ?? '',
  }));
  if (rows.length === 0) return null;
  return (
    <Panel title="Domains it sends for" note="whose a source is, is asked for each domain">
      <DataTable
        caption="Domains that this source sends for"
        rows={rows}
        rowKey={({ domain }) => domain}
        columns={[
          {
            head: 'Domain',
            cell: ({ domain }) => (
              <DrillLink href={pageHref(`/domains/${domain}`, filter, { ip: null })}>
                {domain}
              </DrillLink>
            ),
          },
          {
            head: 'Whose it is',
            phone: 'keep',
            cell: ({ verdict }) => (verdict ? <SourceClass verdict={verdict} /> : '–'),
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
          { head: 'Passed by', cell: (row) => <MechanismBar {...row} /> },
          {
            head: 'DKIM',
            end: true,
            cell: ({ dkimAligned, messages }) => formatPercent(dkimAligned, messages),
          },
          {
            head: 'SPF',
            end: true,
            cell: ({ spfAligned, messages }) => formatPercent(spfAligned, messages),
          },
          {
            head: 'Last seen',
            end: true,
            className: 'text-ink-2',
            cell: ({ lastDay }) => formatDay(lastDay),
          },
        ]}
      />
    </Panel>
  );
}
