import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { PageBody } from '#app/_ui/page-body';
import { PanelSkeleton } from '#app/_ui/skeleton';
import { Slot } from '#app/_ui/slot';
import { OpenedReport } from '#app/(dashboard)/reports/opened-report';
import { requireViewer } from '#lib/auth/require-viewer';
import type { Search } from '#lib/filter/filter';
import { reportDetail } from '#lib/queries/report-detail';
import { ReportFacts } from './report-facts.tsx';
import { ReportHeader } from './report-header.tsx';
import { ReportNotices } from './report-notices.tsx';
import { ReportPolicy } from './report-policy.tsx';
import { ReportSender } from './report-sender.tsx';
import { ReportTabs } from './report-tabs.tsx';
import { RereadPanel } from './reread-panel.tsx';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('report'))('title') };
}

type ReportPageProps = { params: Promise<{ id: string }>; searchParams: Promise<Search> };

export default async function ReportPage({ params, searchParams }: ReportPageProps) {
  const viewer = await requireViewer();
  const { id } = await params;
  const report = await reportDetail(viewer, id);
  if (!report) notFound();
  return (
    <PageBody>
      <OpenedReport viewer={viewer} uid={report.uid} />
      <ReportHeader report={report} />
      <ReportNotices report={report} />
      <ReportPolicy report={report} />
      <Slot fallback={<PanelSkeleton height={480} />}>
        <ReportTabs viewer={viewer} report={report} search={await searchParams} />
      </Slot>
      <ReportSender viewer={viewer} report={report} />
      <ReportFacts report={report} />
      <RereadPanel viewer={viewer} report={report} />
    </PageBody>
  );
}
