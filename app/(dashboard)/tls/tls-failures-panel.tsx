import { type Column, DataTable } from '#app/_ui/data-table';
import { Empty } from '#app/_ui/empty';
import { Panel } from '#app/_ui/panel';
import type { Ask } from '#app/(dashboard)/page-bar';
import { formatDays } from '#lib/format/date';
import { formatCount } from '#lib/format/number';
import { TLS_RESULTS } from '#lib/format/tls-label';
import { type TlsFailureRow, tlsFailureList } from '#lib/queries/tls-failure-list';
import { askTlsReports } from './asked.ts';

/** Why sessions failed, at which host, and what to do about it. */
export async function TlsFailuresPanel({ viewer, filter, now }: Ask) {
  const [{ totals }, failures] = await Promise.all([
    askTlsReports(viewer, filter, now),
    tlsFailureList(viewer, filter, now),
  ]);
  if (totals.reports === 0) return null;
  return (
    <Panel title="What failed" note="most sessions first">
      {failures.length === 0 ? (
        <Empty kind="good" title="Every session was encrypted as it should be" />
      ) : (
        <DataTable
          caption="What failed"
          columns={COLUMNS}
          rows={failures}
          rowKey={({ resultType, mxHost, domain }) => `${resultType} ${mxHost} ${domain}`}
        />
      )}
    </Panel>
  );
}

const COLUMNS: readonly Column<TlsFailureRow>[] = [
  { head: 'Reason', className: 'align-top', cell: (row) => <Reason {...row} /> },
  {
    head: 'Host',
    phone: 'keep',
    className: 'align-top [overflow-wrap:anywhere]',
    cell: ({ mxHost }) => mxHost ?? 'not given',
  },
  {
    head: 'Sessions',
    end: true,
    phone: 'keep',
    className: 'align-top',
    cell: ({ sessions }) => formatCount(sessions),
  },
  {
    head: 'Reporters',
    end: true,
    className: 'align-top',
    cell: ({ reporters }) => formatCount(reporters),
  },
  {
    head: 'Seen',
    phone: 'keep',
    className: 'align-top whitespace-nowrap text-ink-2',
    cell: ({ firstDay, lastDay }) => formatDays(firstDay, lastDay),
  },
];

function Reason({ resultType, domain }: TlsFailureRow) {
  const known = resultType === null ? undefined : TLS_RESULTS[resultType];
  return (
    <>
      {known?.text ?? resultType ?? 'no reason given'}
      <span className="block max-w-[60ch] text-note font-normal text-ink-2">
        {known?.fix ?? 'A reason that RFC 8460 does not name.'}
      </span>
      <span className="block text-small font-normal text-ink-3">
        {[domain, resultType].filter(Boolean).join(' · ')}
      </span>
    </>
  );
}
