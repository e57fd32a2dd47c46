import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { getTranslations } from 'next-intl/server';
import { Deviations } from '#app/_ui/deviations';
import { Fact, Facts } from '#app/_ui/facts';
import { Instant } from '#app/_ui/instant';
import { Notice } from '#app/_ui/notice';
import { PageBody } from '#app/_ui/page-body';
import { Panel } from '#app/_ui/panel';
import { SenderPanel } from '#app/(dashboard)/sender-panel';
import { requireViewer } from '#lib/auth/require-viewer';
import { type TlsReportDetail, tlsReportDetail } from '#lib/queries/tls-report-detail';
import { TlsHeader } from './tls-header.tsx';
import { TlsPolicyPanel } from './tls-policy-panel.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('tls');
  return { title: t('one') };
}

export default async function TlsReportPage({ params }: { params: Promise<{ id: string }> }) {
  const viewer = await requireViewer();
  const report = await tlsReportDetail(viewer, (await params).id);
  if (!report) notFound();
  const t = await getTranslations('tls.report');
  return (
    <PageBody>
      <TlsHeader report={report} />
      {report.counted ? null : (
        <Notice tone="warn">{t.rich('uncounted', { b: (text) => <b>{text}</b> })}</Notice>
      )}
      {report.policies.map((policy) => (
        <TlsPolicyPanel key={policy.policyNo} policy={policy} />
      ))}
      <SenderPanel {...report} />
      <Origin report={report} />
    </PageBody>
  );
}

function Origin({ report }: { report: TlsReportDetail }) {
  const t = useTranslations('tls');
  const { reporter, contact, reportId, begin, end, receivedAt, fileName, deviations } = report;
  return (
    <Panel title={t('report.origin')}>
      <Facts>
        <Fact name={t('report.reporter')}>{reporter || t('notGiven')}</Fact>
        <Fact name={t('report.contact')}>{contact ?? t('notGiven')}</Fact>
        <Fact name={t('report.id')}>{reportId || t('notGiven')}</Fact>
        <Fact name={t('report.begins')}>
          <Instant at={begin} />
        </Fact>
        <Fact name={t('report.ends')}>
          <Instant at={end} />
        </Fact>
        <Fact name={t('report.received')}>
          <Instant at={receivedAt} />
        </Fact>
        <Fact name={t('report.file')}>{fileName ?? t('report.nameless')}</Fact>
      </Facts>
      <Deviations deviations={deviations} />
    </Panel>
  );
}
