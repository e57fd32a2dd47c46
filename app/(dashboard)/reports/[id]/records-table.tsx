import { AuthChip, Verdict } from '#app/_ui/auth-chip';
import type { Choosing } from '#app/_ui/column-choice';
import { type Column, DataTable } from '#app/_ui/data-table';
import { type CardIds, cardIds, DiagnosisChips, DiagnosisPopovers } from '#app/_ui/diagnosis-chips';
import { DrillLink } from '#app/_ui/drill-link';
import { OutcomeWord } from '#app/_ui/outcome';
import { REASON_LABELS } from '#lib/format/label';
import { formatCount } from '#lib/format/number';
import type { ReportRecord } from '#lib/queries/report-records';

const COLUMNS: readonly Column<ReportRecord>[] = [
  {
    head: 'Source',
    name: 'source',
    className: 'align-top',
    cell: (record) => <Source {...record} />,
  },
  {
    head: 'Messages',
    name: 'messages',
    end: true,
    phone: 'keep',
    className: 'align-top',
    cell: ({ messages }) => formatCount(messages),
  },
  {
    head: 'From',
    name: 'from',
    phone: 'keep',
    className: 'align-top',
    cell: (record) => <Names {...record} />,
  },
  {
    head: 'DKIM',
    name: 'dkim',
    phone: 'keep',
    className: 'align-top',
    cell: (record) => <Dkim {...record} />,
  },
  {
    head: 'SPF',
    name: 'spf',
    phone: 'keep',
    className: 'align-top',
    cell: (record) => <Spf {...record} />,
  },
  {
    head: 'DMARC',
    name: 'dmarc',
    phone: 'keep',
    className: 'align-top',
    cell: ({ outcome }) => (
      <Verdict good={outcome === 'passed'}>{outcome === 'passed' ? 'pass' : 'fail'}</Verdict>
    ),
  },
  {
    head: 'Outcome',
    name: 'outcome',
    phone: 'keep',
    className: 'align-top',
    cell: (record) => <Done {...record} />,
  },
  {
    head: 'Asked for',
    name: 'requested',
    rare: true,
    className: 'align-top text-ink-2',
    cell: ({ requested }) => requested,
  },
];

type RecordsTableProps = { records: readonly ReportRecord[]; choosing: Choosing };

/** The records of a report: whose mail, what authenticated, and what became of it. */
export function RecordsTable({ records, choosing }: RecordsTableProps) {
  const ids = cardIds(records);
  return (
    <>
      <DataTable
        caption="Records of the report"
        columns={[...COLUMNS, diagnosisColumn(ids)]}
        rows={records}
        rowKey={({ recordNo }) => String(recordNo)}
        choosing={choosing}
      />
      <DiagnosisPopovers ids={ids} />
    </>
  );
}

function diagnosisColumn(ids: CardIds): Column<ReportRecord> {
  return {
    head: 'Diagnosis',
    name: 'diagnosis',
    phone: 'keep',
    className: 'align-top',
    cell: ({ diagnosis }) => <DiagnosisChips cards={diagnosis} ids={ids} />,
  };
}

function Source({ ip, source, ptr }: ReportRecord) {
  return (
    <>
      {ip ? (
        <DrillLink href={`/ips/${encodeURIComponent(ip)}`}>{ip}</DrillLink>
      ) : (
        source || 'not given'
      )}
      {ptr ? <span className="block text-small font-normal text-ink-3">{ptr}</span> : null}
    </>
  );
}

function Names({ headerFrom, envelopeFrom, envelopeTo }: ReportRecord) {
  return (
    <>
      {headerFrom}
      {envelopeFrom && envelopeFrom !== headerFrom ? (
        <span className="block text-small text-ink-3">envelope {envelopeFrom}</span>
      ) : null}
      {envelopeTo ? <span className="block text-small text-ink-3">to {envelopeTo}</span> : null}
    </>
  );
}

function Dkim({ dkim }: ReportRecord) {
  if (dkim.length === 0) return <span className="text-ink-3">not signed</span>;
  return (
    <div className="flex flex-col gap-1.5">
      {dkim.map((one) => (
        <AuthChip
          key={`${one.domain} ${one.selector} ${one.result}`}
          domain={one.domain}
          detail={one.selector}
          result={one.result}
          aligned={one.aligned}
          comment={one.humanResult}
        />
      ))}
    </div>
  );
}

function Spf({ spf }: ReportRecord) {
  if (spf.length === 0) return <span className="text-ink-3">not checked</span>;
  return (
    <div className="flex flex-col gap-1.5">
      {spf.map((one) => (
        <AuthChip
          key={`${one.domain} ${one.scope} ${one.result}`}
          domain={one.domain}
          detail={one.scope === 'helo' ? 'HELO' : null}
          result={one.result}
          aligned={one.aligned}
          comment={one.humanResult}
        />
      ))}
    </div>
  );
}

function Done({ outcome, reasons, dispositionRaw, inconsistent }: ReportRecord) {
  return (
    <>
      <OutcomeWord outcome={outcome} />
      {dispositionRaw ? (
        <span className="block text-small text-ink-3">written as “{dispositionRaw}”</span>
      ) : null}
      {reasons.map(({ type, comment }) => (
        <span key={`${type} ${comment}`} className="block text-small text-ink-2">
          {reasonWord(type)}
          {comment ? `: ${comment}` : ''}
        </span>
      ))}
      {inconsistent ? (
        <span className="block text-small text-ink-3">
          its own results say otherwise; the verdict counts
        </span>
      ) : null}
    </>
  );
}

function reasonWord(type: string) {
  const known = Object.entries(REASON_LABELS).find(([key]) => key === type);
  return known ? known[1].text : type;
}
