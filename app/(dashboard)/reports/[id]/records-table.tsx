import { useTranslations } from 'next-intl';
import { AuthChip, Verdict } from '#app/_ui/auth-chip';
import type { Choosing } from '#app/_ui/column-choice';
import { type Column, DataTable } from '#app/_ui/data-table';
import { type CardIds, cardIds, DiagnosisChips, DiagnosisPopovers } from '#app/_ui/diagnosis-chips';
import { DrillLink } from '#app/_ui/drill-link';
import { OutcomeWord } from '#app/_ui/outcome';
import { useFormats } from '#app/_ui/use-formats';
import { REASONS } from '#lib/format/label';
import type { ReportRecord } from '#lib/queries/report-records';

type RecordsTableProps = { records: readonly ReportRecord[]; choosing: Choosing };

/** The records of a report: whose mail, what authenticated, and what became of it. */
export function RecordsTable({ records, choosing }: RecordsTableProps) {
  const t = useTranslations('report.table');
  const ids = cardIds(records);
  return (
    <>
      <DataTable
        caption={t('caption')}
        columns={[...useColumns(), diagnosisColumn(ids, t('diagnosis'))]}
        rows={records}
        rowKey={({ recordNo }) => String(recordNo)}
        choosing={choosing}
      />
      <DiagnosisPopovers ids={ids} />
    </>
  );
}

function useColumns(): Column<ReportRecord>[] {
  const t = useTranslations('report.table');
  const ui = useTranslations('ui');
  const f = useFormats();
  return [
    {
      head: t('source'),
      name: 'source',
      className: 'align-top',
      cell: (record) => <Source {...record} />,
    },
    {
      head: ui('messages'),
      name: 'messages',
      end: true,
      phone: 'keep',
      className: 'align-top',
      cell: ({ messages }) => f.count(messages),
    },
    {
      head: t('from'),
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
      head: t('outcome'),
      name: 'outcome',
      phone: 'keep',
      className: 'align-top',
      cell: (record) => <Done {...record} />,
    },
    {
      head: t('requested'),
      name: 'requested',
      rare: true,
      className: 'align-top text-ink-2',
      cell: ({ requested }) => requested,
    },
  ];
}

function diagnosisColumn(ids: CardIds, head: string): Column<ReportRecord> {
  return {
    head,
    name: 'diagnosis',
    phone: 'keep',
    className: 'align-top',
    cell: ({ diagnosis }) => <DiagnosisChips cards={diagnosis} ids={ids} />,
  };
}

function Source({ ip, source, ptr }: ReportRecord) {
  const t = useTranslations('report.table');
  return (
    <>
      {ip ? (
        <DrillLink href={`/ips/${encodeURIComponent(ip)}`}>{ip}</DrillLink>
      ) : (
        source || t('notGiven')
      )}
      {ptr ? <span className="block text-small font-normal text-ink-3">{ptr}</span> : null}
    </>
  );
}

function Names({ headerFrom, envelopeFrom, envelopeTo }: ReportRecord) {
  const t = useTranslations('report.table');
  return (
    <>
      {headerFrom}
      {envelopeFrom && envelopeFrom !== headerFrom ? (
        <span className="block text-small text-ink-3">{t('envelope', { name: envelopeFrom })}</span>
      ) : null}
      {envelopeTo ? (
        <span className="block text-small text-ink-3">{t('to', { name: envelopeTo })}</span>
      ) : null}
    </>
  );
}

function Dkim({ dkim }: ReportRecord) {
  const t = useTranslations('report.table');
  if (dkim.length === 0) return <span className="text-ink-3">{t('unsigned')}</span>;
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
  const t = useTranslations('report.table');
  if (spf.length === 0) return <span className="text-ink-3">{t('unchecked')}</span>;
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
  const t = useTranslations('report.table');
  const label = useTranslations('label.reason');
  const reasonWord = (type: string) => {
    const known = REASONS.find((one) => one === type);
    return known ? label(`${known}.text`) : type;
  };
  return (
    <>
      <OutcomeWord outcome={outcome} />
      {dispositionRaw ? (
        <span className="block text-small text-ink-3">
          {t('written', { word: dispositionRaw })}
        </span>
      ) : null}
      {reasons.map(({ type, comment }) => (
        <span key={`${type} ${comment}`} className="block text-small text-ink-2">
          {comment ? t('reasonSaid', { reason: reasonWord(type), comment }) : reasonWord(type)}
        </span>
      ))}
      {inconsistent ? (
        <span className="block text-small text-ink-3">{t('inconsistent')}</span>
      ) : null}
    </>
  );
}
