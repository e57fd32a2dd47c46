import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { formats } from '#app/_ui/formats';
import { Notice } from '#app/_ui/notice';
import { PageBody } from '#app/_ui/page-body';
import { PageHeader } from '#app/_ui/page-header';
import { SenderPanel } from '#app/(dashboard)/sender-panel';
import { requireViewer } from '#lib/auth/require-viewer';
import { AUTH_FAILURES, DELIVERY_RESULTS, knownWord } from '#lib/format/failure-label';
import type { Formats } from '#lib/format/formats';
import { type FailureReportDetail, failureReportDetail } from '#lib/queries/failure-report-detail';
import { seesFailures } from '#lib/queries/failure-report-list';
import type { Words } from '#lib/words/translate';
import { AuthenticationPanel, MailPanel, OriginPanel } from './failure-panels.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('failures');
  return { title: t('one') };
}

export default async function FailurePage({ params }: { params: Promise<{ id: string }> }) {
  const viewer = await requireViewer();
  if (!seesFailures(viewer)) notFound();
  const report = await failureReportDetail(viewer, (await params).id);
  if (!report) notFound();
  const [t, f] = await Promise.all([getTranslations('failures'), formats()]);
  const label = await getTranslations('label');
  const failure = knownWord(AUTH_FAILURES, report.authFailure);
  const what = failure ? label(`authFailure.${failure}`) : (report.authFailure ?? t('aMail'));
  return (
    <PageBody>
      <PageHeader
        crumbs={[{ href: '/failures', text: t('title') }]}
        title={t('heading', { what, domain: report.domain ?? t('noDomain') })}
        lead={<p>{inWords(report, t, f)}</p>}
      />
      {report.counted ? null : (
        <Notice tone="warn">{t.rich('uncounted', { b: (text) => <b>{text}</b> })}</Notice>
      )}
      <MailPanel report={report} />
      <AuthenticationPanel report={report} />
      <SenderPanel {...report} />
      <OriginPanel report={report} />
    </PageBody>
  );
}

function inWords(report: FailureReportDetail, t: Words<'failures'>, f: Formats) {
  const { reporter, ip, arrivedAt, receivedAt, deliveryResult } = report;
  const known = knownWord(DELIVERY_RESULTS, deliveryResult);
  const outcome = known ? t(`inSentence.${known}`) : deliveryResult?.toLowerCase();
  return t(arrivedAt ? 'arrived' : 'arrivedBefore', {
    reporter: reporter ?? t('aReceiver'),
    ip: ip ?? t('somewhere'),
    when: f.instant(arrivedAt ?? receivedAt),
    outcome: outcome ? t('outcomeIs', { outcome }) : t('outcomeUnknown'),
  });
}
