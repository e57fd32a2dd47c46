import { useTranslations } from 'next-intl';
import { type Column, DataTable } from '#app/_ui/data-table';
import { DrillLink } from '#app/_ui/drill-link';
import { Glyph } from '#app/_ui/glyph';
import { Instant } from '#app/_ui/instant';
import { ReportFlags } from '#app/_ui/report-flags';
import { SenderVerdict } from '#app/_ui/sender-verdict';
import { useFormats } from '#app/_ui/use-formats';
import type { TlsReportPage, TlsReportRow } from '#lib/queries/tls-report-list';
import { PolicyKinds } from './tls-words.tsx';

type TlsTableProps = {
  rows: readonly TlsReportRow[];
  now: Date;
  totals: TlsReportPage['totals'];
};

/** TLS reports as lines: when, by whom, about which domains, and how many sessions failed. */
export function TlsTable({ rows, now, totals }: TlsTableProps) {
  const t = useTranslations('tls');
  const f = useFormats();
  const columns: Column<TlsReportRow>[] = [
    {
      head: t('head.period'),
      className: 'whitespace-nowrap',
      cell: (row) => <Period {...row} />,
      foot: t('counted', { count: f.count(totals.reports) }),
    },
    {
      head: t('head.domain'),
      phone: 'keep',
      cell: ({ domains }) => (
        <span title={domains.join(', ')}>
          <Some names={domains} />
        </span>
      ),
    },
    {
      head: t('head.reporter'),
      phone: 'keep',
      cell: ({ reporter }) => (
        <span className="block max-w-48 truncate" title={reporter}>
          {reporter}
        </span>
      ),
    },
    {
      head: t('head.sender'),
      phone: 'keep',
      className: 'text-ink-2',
      cell: ({ verdict }) => <SenderVerdict verdict={verdict} />,
    },
    {
      head: t('head.policy'),
      className: 'text-ink-2 whitespace-nowrap',
      cell: ({ types }) => <PolicyKinds kinds={types} />,
    },
    {
      head: t('head.sessions'),
      end: true,
      phone: 'keep',
      cell: ({ successful, failed }) => f.count(successful + failed),
      foot: f.count(totals.successful + totals.failed),
    },
    {
      head: t('head.failed'),
      end: true,
      phone: 'keep',
      cell: (row) => <Failed {...row} />,
      foot: f.count(totals.failed),
    },
    {
      head: t('head.received'),
      end: true,
      className: 'text-ink-2',
      cell: ({ receivedAt }) => <Instant at={receivedAt} now={now} />,
    },
  ];
  return <DataTable caption={t('title')} columns={columns} rows={rows} rowKey={({ uid }) => uid} />;
}

function Period({ uid, begin, end, counted }: TlsReportRow) {
  const f = useFormats();
  return (
    <>
      <DrillLink href={`/tls/${uid}`}>{f.period(begin, end)}</DrillLink>
      <ReportFlags counted={counted} flags={[]} />
    </>
  );
}

function Failed({ successful, failed }: TlsReportRow) {
  const t = useTranslations('tls');
  const f = useFormats();
  if (failed === 0) return <span className="text-ink-3">{t('noneFailed')}</span>;
  return (
    <span title={t('shareOfSessions', { share: f.percent(failed, successful + failed) })}>
      <Glyph name="x" className="text-delivered" /> {f.count(failed)}
    </span>
  );
}

function Some({ names: [first, ...more] }: { names: readonly string[] }) {
  const t = useTranslations('tls');
  const f = useFormats();
  if (first === undefined) return <span className="text-ink-3">{t('noneNamed')}</span>;
  return more.length === 0 ? first : t('andMore', { first, count: f.count(more.length) });
}
