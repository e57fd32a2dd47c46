import { PolicyBadge } from '#app/_ui/badge';
import { ShareBar } from '#app/_ui/bar';
import { DataTable } from '#app/_ui/data-table';
import { DomainName } from '#app/_ui/domain-name';
import { DrillLink } from '#app/_ui/drill-link';
import { Empty } from '#app/_ui/empty';
import { pageHref } from '#app/_ui/page-href';
import { Panel } from '#app/_ui/panel';
import { Sparkline } from '#app/_ui/sparkline';
import { formatAgo } from '#lib/format/date';
import { formatCount, formatPercent } from '#lib/format/number';
import type { Attention, DomainRow } from '#lib/queries/domain-list';
import { askDomains } from './asked.tsx';
import type { Ask } from './page-bar.tsx';

const ATTENTION = {
  silent: 'No report for a week',
  failing: 'More than 5 % fails',
  unenforced: 'Not enforced yet',
} as const satisfies Record<Attention, string>;

/** Every domain in scope, with what it asks of receivers and how its mail fares. */
export async function DomainsPanel({ viewer, filter, now }: Ask) {
  const rows = await askDomains(viewer, filter, now);
  const messages = rows.reduce((sum, row) => sum + row.messages, 0);
  const passed = rows.reduce((sum, row) => sum + row.passed, 0);
  return (
    <Panel title="Domains" note="most messages first" id="domains">
      {rows.length === 0 ? (
        <Empty
          kind="never"
          title="No domain is known yet"
          action={{ href: '/ingest', text: 'Bring in reports' }}
        >
          Domains appear with the first report about them.
        </Empty>
      ) : (
        <DataTable
          caption="Domains with policy, messages and compliance"
          rows={rows}
          rowKey={({ name }) => name}
          columns={[
            {
              head: 'Domain',
              cell: ({ name, unicode }) => (
                <DrillLink href={pageHref(`/domains/${name}`, filter)}>
                  <DomainName name={name} unicode={unicode} />
                </DrillLink>
              ),
              foot: rows.length > 1 ? `${formatCount(rows.length)} domains` : undefined,
            },
            { head: 'Policy', phone: 'keep', cell: ({ policy }) => <Policy policy={policy} /> },
            {
              head: 'Messages',
              end: true,
              phone: 'keep',
              cell: (row) => formatCount(row.messages),
              foot: rows.length > 1 ? formatCount(messages) : undefined,
            },
            { head: 'Over time', cell: ({ spark }) => <Sparkline values={spark} /> },
            {
              head: 'Compliance',
              end: true,
              phone: 'keep',
              cell: (row) => formatPercent(row.passed, row.messages),
              foot: rows.length > 1 ? formatPercent(passed, messages) : undefined,
            },
            {
              head: 'Passed and failed',
              cell: (row) => <ShareBar passed={row.passed} failed={row.failed} />,
            },
            {
              head: 'Last report',
              cell: ({ lastReportAt }) => (lastReportAt ? formatAgo(lastReportAt, now) : 'never'),
            },
            {
              head: 'Attention',
              className: 'text-ink-2',
              cell: ({ attention }) => (attention ? ATTENTION[attention] : '–'),
            },
          ]}
        />
      )}
    </Panel>
  );
}

function Policy({ policy }: Pick<DomainRow, 'policy'>) {
  if (policy === null) return <span className="text-ink-3">–</span>;
  return (
    <span className="inline-flex items-center gap-1.5">
      <PolicyBadge policy={policy.p} />
      {policy.testing ? <span className="text-small text-ink-3">in test mode</span> : null}
    </span>
  );
}
