import { type Column, DataTable } from '#app/_ui/data-table';
import { DrillLink } from '#app/_ui/drill-link';
import { Glyph } from '#app/_ui/glyph';
import { Instant } from '#app/_ui/instant';
import { ReportFlags } from '#app/_ui/report-flags';
import { SenderVerdict } from '#app/_ui/sender-verdict';
import { formatPeriod } from '#lib/format/date';
import { formatCount, formatPercent } from '#lib/format/number';
import { TLS_POLICIES } from '#lib/format/tls-label';
import type { TlsReportPage, TlsReportRow } from '#lib/queries/tls-report-list';

type TlsTableProps = {
  rows: readonly TlsReportRow[];
  now: Date;
  totals: TlsReportPage['totals'];
};

/** TLS reports as lines: when, by whom, about which domains, and how many sessions failed. */
export function TlsTable({ rows, now, totals }: TlsTableProps) {
  const columns: Column<TlsReportRow>[] = [
    {
      head: 'Period (UTC)',
      className: 'whitespace-nowrap',
      cell: (row) => <Period {...row} />,
      foot: `${formatCount(totals.reports)} counted`,
    },
    {
      head: 'Domain',
      phone: 'keep',
      cell: ({ domains }) => <span title={domains.join(', ')}>{someOf(domains)}</span>,
    },
    {
      head: 'Reporter',
      phone: 'keep',
      cell: ({ reporter }) => (
        <span className="block max-w-48 truncate" title={reporter}>
          {reporter}
        </span>
      ),
    },
    {
      head: 'Sender',
      phone: 'keep',
      className: 'text-ink-2',
      cell: ({ verdict }) => <SenderVerdict verdict={verdict} />,
    },
    {
      head: 'Policy',
      className: 'text-ink-2 whitespace-nowrap',
      cell: ({ types }) => types.map((type) => TLS_POLICIES[type] ?? type).join(', '),
    },
    {
      head: 'Sessions',
      end: true,
      phone: 'keep',
      cell: ({ successful, failed }) => formatCount(successful + failed),
      foot: formatCount(totals.successful + totals.failed),
    },
    {
      head: 'Failed',
      end: true,
      phone: 'keep',
      cell: (row) => <Failed {...row} />,
      foot: formatCount(totals.failed),
    },
    {
      head: 'Received',
      end: true,
      className: 'text-ink-2',
      cell: ({ receivedAt }) => <Instant at={receivedAt} now={now} />,
    },
  ];
  return (
    <DataTable caption="TLS reports" columns={columns} rows={rows} rowKey={({ uid }) => uid} />
  );
}

function Period({ uid, begin, end, counted }: TlsReportRow) {
  return (
    <>
      <DrillLink href={`/tls/${uid}`}>{formatPeriod(begin, end)}</DrillLink>
      <ReportFlags counted={counted} flags={[]} />
    </>
  );
}

function Failed({ successful, failed }: TlsReportRow) {
  if (failed === 0) return <span className="text-ink-3">none</span>;
  return (
    <span title={`${formatPercent(failed, successful + failed)} of its sessions`}>
      <Glyph name="x" className="text-delivered" /> {formatCount(failed)}
    </span>
  );
}

function someOf([first, ...more]: readonly string[]) {
  if (first === undefined) return <span className="text-ink-3">none named</span>;
  return more.length === 0 ? first : `${first} and ${formatCount(more.length)} more`;
}
