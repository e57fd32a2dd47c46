import { DataTable } from '#app/_ui/data-table';
import { DrillLink } from '#app/_ui/drill-link';
import { Empty } from '#app/_ui/empty';
import { pageHref } from '#app/_ui/page-href';
import { Panel } from '#app/_ui/panel';
import { unicodeDomain } from '#lib/domain-name';
import { formatDay } from '#lib/format/date';
import { formatCompact, formatCount, formatPercent } from '#lib/format/number';
import { newSources } from '#lib/queries/new-sources';
import type { Ask } from './page-bar.tsx';

/** M17: who began to send in this period. Nothing where it cannot be told, as of a young domain. */
export async function NewSourcesPanel({ viewer, filter, now }: Ask) {
  const { domains, sources, messages, rows } = await newSources(viewer, filter, { now });
  if (domains === 0) return null;
  return (
    <Panel
      title="New sources"
      note={sources > rows.length ? `${rows.length} of ${formatCount(sources)}` : undefined}
      summary={
        sources === 0
          ? undefined
          : `${formatCount(sources)} ${sources === 1 ? 'source was' : 'sources were'} not seen before this period; ${formatCompact(messages)} messages came from there.`
      }
    >
      {rows.length === 0 ? (
        <Empty kind="good" title="No source is new in this period" />
      ) : (
        <DataTable
          caption="Sources first seen in this period"
          rows={rows}
          rowKey={({ ip, domain }) => `${ip} ${domain}`}
          columns={[
            {
              head: 'Source',
              cell: ({ ip, ptr }) => (
                <>
                  <DrillLink href={pageHref(`/ips/${encodeURIComponent(ip)}`, filter)}>
                    {ip}
                  </DrillLink>
                  {ptr ? (
                    <span className="block text-small font-normal text-ink-3">{ptr}</span>
                  ) : null}
                </>
              ),
            },
            {
              head: 'For',
              className: 'text-ink-2',
              phone: 'keep',
              cell: ({ domain }) => unicodeDomain(domain),
            },
            { head: 'First seen', phone: 'keep', cell: ({ firstDay }) => formatDay(firstDay) },
            { head: 'Last seen', cell: ({ lastDay }) => formatDay(lastDay) },
            {
              head: 'Messages',
              end: true,
              phone: 'keep',
              cell: (row) => formatCount(row.messages),
              foot: sources === rows.length ? formatCount(messages) : undefined,
            },
            {
              head: 'Compliance',
              end: true,
              phone: 'keep',
              cell: (row) => formatPercent(row.passed, row.messages),
            },
          ]}
        />
      )}
    </Panel>
  );
}
