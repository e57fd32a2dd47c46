import { useTranslations } from 'next-intl';
import { getTranslations } from 'next-intl/server';
import { type Column, DataTable } from '#app/_ui/data-table';
import { Empty } from '#app/_ui/empty';
import { formats } from '#app/_ui/formats';
import { Panel } from '#app/_ui/panel';
import type { Ask } from '#app/(dashboard)/page-bar';
import { TLS_RESULTS } from '#lib/format/tls-label';
import { type TlsFailureRow, tlsFailureList } from '#lib/queries/tls-failure-list';
import { askTlsReports } from './asked.ts';

/** Why sessions failed, at which host, and what to do about it. */
export async function TlsFailuresPanel({ viewer, filter, now }: Ask) {
  const [t, f] = await Promise.all([getTranslations('tls'), formats()]);
  const [{ totals }, failures] = await Promise.all([
    askTlsReports(viewer, filter, now),
    tlsFailureList(viewer, filter, now),
  ]);
  if (totals.reports === 0) return null;
  const columns: readonly Column<TlsFailureRow>[] = [
    { head: t('head.reason'), className: 'align-top', cell: (row) => <Reason {...row} /> },
    {
      head: t('head.host'),
      phone: 'keep',
      className: 'align-top [overflow-wrap:anywhere]',
      cell: ({ mxHost }) => mxHost ?? t('notGiven'),
    },
    {
      head: t('head.sessions'),
      end: true,
      phone: 'keep',
      className: 'align-top',
      cell: ({ sessions }) => f.count(sessions),
    },
    {
      head: t('head.reporters'),
      end: true,
      className: 'align-top',
      cell: ({ reporters }) => f.count(reporters),
    },
    {
      head: t('head.seen'),
      phone: 'keep',
      className: 'align-top whitespace-nowrap text-ink-2',
      cell: ({ firstDay, lastDay }) => f.days(firstDay, lastDay),
    },
  ];
  return (
    <Panel title={t('failed.title')} note={t('failed.note')}>
      {failures.length === 0 ? (
        <Empty kind="good" title={t('failed.good')} />
      ) : (
        <DataTable
          caption={t('failed.title')}
          columns={columns}
          rows={failures}
          rowKey={({ resultType, mxHost, domain }) => `${resultType} ${mxHost} ${domain}`}
        />
      )}
    </Panel>
  );
}

function Reason({ resultType, domain }: TlsFailureRow) {
  const t = useTranslations('tls.failed');
  const label = useTranslations('label.tlsResult');
  const known = TLS_RESULTS.find((one) => one === resultType);
  return (
    <>
      {known ? label(`${known}.text`) : (resultType ?? t('noReason'))}
      <span className="block max-w-[60ch] text-note font-normal text-ink-2">
        {known ? label(`${known}.fix`) : t('unknown')}
      </span>
      <span className="block text-small font-normal text-ink-3">
        {[domain, resultType].filter(Boolean).join(' · ')}
      </span>
    </>
  );
}
