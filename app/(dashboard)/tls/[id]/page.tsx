import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
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

export const metadata: Metadata = { title: 'TLS report' };

export default async function TlsReportPage({ params }: { params: Promise<{ id: string }> }) {
  const viewer = await requireViewer();
  const report = await tlsReportDetail(viewer, (await params).id);
  if (!report) notFound();
  return (
    <PageBody>
      <TlsHeader report={report} />
      {report.counted ? null : (
        <Notice tone="warn">
          This report is <b>kept, and not counted</b>: another content of it counts, or it is not
          sure enough who sent it.
        </Notice>
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
  const { reporter, contact, reportId, begin, end, receivedAt, fileName, deviations } = report;
  return (
    <Panel title="Where it comes from">
      <Facts>
        <Fact name="Reporter">{reporter || 'not given'}</Fact>
        <Fact name="Contact">{contact ?? 'not given'}</Fact>
        <Fact name="Report id">{reportId || 'not given'}</Fact>
        <Fact name="Begins">
          <Instant at={begin} />
        </Fact>
        <Fact name="Ends">
          <Instant at={end} />
        </Fact>
        <Fact name="Received">
          <Instant at={receivedAt} />
        </Fact>
        <Fact name="File">{fileName ?? 'without a name'}</Fact>
      </Facts>
      <Deviations deviations={deviations} />
    </Panel>
  );
}
