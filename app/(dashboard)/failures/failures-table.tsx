import { useTranslations } from 'next-intl';
import { type Column, DataTable } from '#app/_ui/data-table';
import { DrillLink } from '#app/_ui/drill-link';
import { Instant } from '#app/_ui/instant';
import { ReportFlags } from '#app/_ui/report-flags';
import { SenderVerdict } from '#app/_ui/sender-verdict';
import { useFormats } from '#app/_ui/use-formats';
import type { FailureReportRow } from '#lib/queries/failure-report-list';
import { DeliveryWord, FailureWord } from './failure-words.tsx';

type FailuresTableProps = { rows: readonly FailureReportRow[]; now: Date };

/** Failure reports as lines: what failed, in whose name, from where, and what became of it. */
export function FailuresTable({ rows, now }: FailuresTableProps) {
  const t = useTranslations('failures');
  const columns: Column<FailureReportRow>[] = [
    { head: t('head.what'), className: 'whitespace-nowrap', cell: (row) => <What {...row} /> },
    {
      head: t('head.from'),
      phone: 'keep',
      cell: ({ domain }) => <Name name={domain} />,
    },
    { head: t('head.source'), phone: 'keep', cell: ({ ip, ptr }) => <Source ip={ip} ptr={ptr} /> },
    {
      head: t('head.outcome'),
      phone: 'keep',
      className: 'whitespace-nowrap',
      cell: ({ deliveryResult }) =>
        deliveryResult === null ? (
          <span className="text-ink-3">{t('notTold')}</span>
        ) : (
          <DeliveryWord raw={deliveryResult} />
        ),
    },
    {
      head: t('head.subject'),
      className: 'text-ink-2',
      cell: ({ subject }) => (
        <span className="block max-w-40 truncate">{subject ?? t('notGiven')}</span>
      ),
    },
    {
      head: t('head.reporter'),
      phone: 'keep',
      cell: ({ reporter }) => <Name name={reporter} />,
    },
    {
      head: t('head.sender'),
      className: 'text-ink-2',
      cell: ({ verdict }) => <SenderVerdict verdict={verdict} />,
    },
    {
      head: t('head.received'),
      end: true,
      phone: 'keep',
      className: 'text-ink-2',
      cell: ({ receivedAt }) => <Instant at={receivedAt} now={now} />,
    },
  ];
  return <DataTable caption={t('title')} columns={columns} rows={rows} rowKey={({ uid }) => uid} />;
}

function What({ uid, authFailure, incidents, counted }: FailureReportRow) {
  const t = useTranslations('failures');
  const f = useFormats();
  return (
    <>
      <DrillLink href={`/failures/${uid}`}>
        {authFailure === null ? t('aMail') : <FailureWord raw={authFailure} />}
      </DrillLink>
      {incidents > 1 ? (
        <span className="block text-small font-normal text-ink-3">
          {t('mails', { count: f.count(incidents) })}
        </span>
      ) : null}
      <ReportFlags counted={counted} flags={[]} />
    </>
  );
}

/** A long name is cut, and said in full to whoever asks. */
function Name({ name }: { name: string | null }) {
  const t = useTranslations('failures');
  if (name === null) return <span className="text-ink-3">{t('notNamed')}</span>;
  return (
    <span className="block max-w-52 truncate max-sm:max-w-60" title={name}>
      {name}
    </span>
  );
}

function Source({ ip, ptr }: Pick<FailureReportRow, 'ip' | 'ptr'>) {
  const t = useTranslations('failures');
  if (ip === null) return <span className="text-ink-3">{t('notGiven')}</span>;
  return (
    <>
      <DrillLink href={`/ips/${encodeURIComponent(ip)}`}>{ip}</DrillLink>
      {ptr ? <span className="block text-small text-ink-3">{ptr}</span> : null}
    </>
  );
}
