import { type Column, DataTable } from '#app/_ui/data-table';
import { DrillLink } from '#app/_ui/drill-link';
import { Instant } from '#app/_ui/instant';
import { ReportFlags } from '#app/_ui/report-flags';
import { SenderVerdict } from '#app/_ui/sender-verdict';
import { AUTH_FAILURES, DELIVERY_RESULTS, wordOf } from '#lib/format/failure-label';
import { formatCount } from '#lib/format/number';
import type { FailureReportRow } from '#lib/queries/failure-report-list';

type FailuresTableProps = { rows: readonly FailureReportRow[]; now: Date };

/** Failure reports as lines: what failed, in whose name, from where, and what became of it. */
export function FailuresTable({ rows, now }: FailuresTableProps) {
  const columns: Column<FailureReportRow>[] = [
    { head: 'What failed', cell: (row) => <What {...row} /> },
    {
      head: 'From domain',
      phone: 'keep',
      cell: ({ domain }) => <Name name={domain} />,
    },
    { head: 'Source', phone: 'keep', cell: ({ ip, ptr }) => <Source ip={ip} ptr={ptr} /> },
    {
      head: 'Outcome',
      phone: 'keep',
      className: 'whitespace-nowrap',
      cell: ({ deliveryResult }) =>
        wordOf(DELIVERY_RESULTS, deliveryResult) ?? <span className="text-ink-3">not told</span>,
    },
    {
      head: 'Subject',
      className: 'text-ink-2',
      cell: ({ subject }) => (
        <span className="block max-w-40 truncate">{subject ?? 'not given'}</span>
      ),
    },
    {
      head: 'Reporter',
      phone: 'keep',
      cell: ({ reporter }) => <Name name={reporter} />,
    },
    {
      head: 'Sender',
      className: 'text-ink-2',
      cell: ({ verdict }) => <SenderVerdict verdict={verdict} />,
    },
    {
      head: 'Received',
      end: true,
      phone: 'keep',
      className: 'text-ink-2',
      cell: ({ receivedAt }) => <Instant at={receivedAt} now={now} />,
    },
  ];
  return (
    <DataTable caption="Failure reports" columns={columns} rows={rows} rowKey={({ uid }) => uid} />
  );
}

function What({ uid, authFailure, incidents, counted }: FailureReportRow) {
  return (
    <>
      <DrillLink href={`/failures/${uid}`}>
        {wordOf(AUTH_FAILURES, authFailure) ?? 'A mail failed'}
      </DrillLink>
      {incidents > 1 ? (
        <span className="block text-small font-normal text-ink-3">
          {formatCount(incidents)} mails
        </span>
      ) : null}
      <ReportFlags counted={counted} flags={[]} />
    </>
  );
}

/** A long name is cut, and said in full to whoever asks. */
function Name({ name }: { name: string | null }) {
  if (name === null) return <span className="text-ink-3">not named</span>;
  return (
    <span className="block max-w-52 truncate max-sm:max-w-60" title={name}>
      {name}
    </span>
  );
}

function Source({ ip, ptr }: Pick<FailureReportRow, 'ip' | 'ptr'>) {
  if (ip === null) return <span className="text-ink-3">not given</span>;
  return (
    <>
      <DrillLink href={`/ips/${encodeURIComponent(ip)}`}>{ip}</DrillLink>
      {ptr ? <span className="block text-small text-ink-3">{ptr}</span> : null}
    </>
  );
}
