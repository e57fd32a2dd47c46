import { useTranslations } from 'next-intl';
import { ClientWords } from '#app/_ui/client-words';
import { Instant } from '#app/_ui/instant';
import { Panel } from '#app/_ui/panel';
import type { Viewer } from '#lib/filter/viewer';
import type { ReportDetail } from '#lib/queries/report-detail';
import { Reread } from './reread.client.tsx';

/** A report was read by the reader of its day; a later one may understand more of it. */
export function RereadPanel({ viewer, report }: { viewer: Viewer; report: ReportDetail }) {
  const t = useTranslations('reread');
  if (viewer.role === 'viewer' || viewer.role === 'auditor') return null;
  return (
    <Panel
      title={t('title')}
      summary={t.rich('summary', { at: () => <Instant at={report.storedAt} /> })}
    >
      <ClientWords of={['reread']}>
        <Reread uid={report.uid} />
      </ClientWords>
    </Panel>
  );
}
