import type { Metadata } from 'next';
import { Suspense } from 'react';
import { Notice } from '#app/_ui/notice';
import { PageBody } from '#app/_ui/page-body';
import { PageHeader } from '#app/_ui/page-header';
import { PanelSkeleton } from '#app/_ui/skeleton';
import { PageBar } from '#app/(dashboard)/page-bar';
import { requireViewer } from '#lib/auth/require-viewer';
import { parseFilter, type Search } from '#lib/filter/filter';
import { seesFailures } from '#lib/queries/failure-report-list';
import { FailureListPanel } from './failure-list-panel.tsx';

export const metadata: Metadata = { title: 'Failure reports' };

export default async function FailuresPage({ searchParams }: { searchParams: Promise<Search> }) {
  const viewer = await requireViewer();
  const ask = { viewer, filter: parseFilter(await searchParams), now: new Date() };
  return (
    <>
      <PageBar path="/failures" bare {...ask} />
      <PageBody>
        <PageHeader
          title="Failure reports"
          lead="Single mails that failed DMARC, told by the few receivers that do (RFC 9991). They are personal data: addresses and subjects are masked."
        />
        {seesFailures(viewer) ? (
          <Suspense fallback={<PanelSkeleton height={560} />}>
            <FailureListPanel {...ask} />
          </Suspense>
        ) : (
          <Notice>
            Failure reports are about single mails: an auditor’s account does not see them.
          </Notice>
        )}
      </PageBody>
    </>
  );
}
