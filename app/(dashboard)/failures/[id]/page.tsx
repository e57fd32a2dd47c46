import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { Notice } from '#app/_ui/notice';
import { PageBody } from '#app/_ui/page-body';
import { PageHeader } from '#app/_ui/page-header';
import { SenderPanel } from '#app/(dashboard)/sender-panel';
import { requireViewer } from '#lib/auth/require-viewer';
import { formatInstant } from '#lib/format/date';
import { AUTH_FAILURES, DELIVERY_RESULTS, wordOf } from '#lib/format/failure-label';
import { type FailureReportDetail, failureReportDetail } from '#lib/queries/failure-report-detail';
import { seesFailures } from '#lib/queries/failure-report-list';
import { AuthenticationPanel, MailPanel, OriginPanel } from './failure-panels.tsx';

export const metadata: Metadata = { title: 'Failure report' };

export default async function FailurePage({ params }: { params: Promise<{ id: string }> }) {
  const viewer = await requireViewer();
  if (!seesFailures(viewer)) notFound();
  const report = await failureReportDetail(viewer, (await params).id);
  if (!report) notFound();
  return (
    <PageBody>
      <PageHeader
        crumbs={[{ href: '/failures', text: 'Failure reports' }]}
        title={`${wordOf(AUTH_FAILURES, report.authFailure) ?? 'A mail failed'}: ${report.domain ?? 'a domain that is not named'}`}
        lead={<p>{inWords(report)}</p>}
      />
      {report.counted ? null : (
        <Notice tone="warn">
          This report is <b>kept, and not counted</b>: another content of it counts, or it is not
          sure enough who sent it.
        </Notice>
      )}
      <MailPanel report={report} />
      <AuthenticationPanel report={report} />
      <SenderPanel {...report} />
      <OriginPanel report={report} />
    </PageBody>
  );
}

function inWords({ reporter, ip, arrivedAt, receivedAt, deliveryResult }: FailureReportDetail) {
  const outcome = wordOf(DELIVERY_RESULTS, deliveryResult);
  const who = `${reporter ?? 'A receiver'} had a mail from ${ip ?? 'somewhere'}`;
  const when = `${arrivedAt ? '' : 'before '}${formatInstant(arrivedAt ?? receivedAt)}`;
  return `${who}, ${when}. ${outcome ? `Outcome: ${outcome.toLowerCase()}.` : 'What became of it, it does not say.'}`;
}
