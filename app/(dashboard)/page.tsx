import type { Metadata } from 'next';
import { Suspense } from 'react';
import { PageBody } from '#app/_ui/page-body';
import { PageHeader } from '#app/_ui/page-header';
import { FiguresSkeleton, PanelSkeleton } from '#app/_ui/skeleton';
import { requireViewer } from '#lib/auth/require-viewer';
import { parseFilter, type Search } from '#lib/filter/filter';
import { AttentionPanel } from './attention-panel.tsx';
import { DomainsPanel } from './domains-panel.tsx';
import { FiguresPanel } from './figures-panel.tsx';
import { PageBar } from './page-bar.tsx';
import { PageLead } from './page-lead.tsx';
import { SourcesPanel } from './sources-panel.tsx';
import { VolumePanel } from './volume-panel.tsx';

export const metadata: Metadata = { title: 'Overview' };

export default async function OverviewPage({ searchParams }: { searchParams: Promise<Search> }) {
  const ask = {
    viewer: await requireViewer(),
    filter: parseFilter(await searchParams),
    now: new Date(),
  };
  return (
    <>
      <PageBar path="/" {...ask} />
      <PageBody>
        <PageHeader title="Overview" lead={<PageLead {...ask} />} />
        <Suspense fallback={<FiguresSkeleton />}>
          <FiguresPanel {...ask} />
        </Suspense>
        <Suspense fallback={<PanelSkeleton height={446} />}>
          <VolumePanel path="/" {...ask} />
        </Suspense>
        <Suspense fallback={<PanelSkeleton height={280} />}>
          <AttentionPanel {...ask} />
        </Suspense>
        <Suspense fallback={<PanelSkeleton height={240} />}>
          <DomainsPanel {...ask} />
        </Suspense>
        <Suspense fallback={<PanelSkeleton height={480} />}>
          <SourcesPanel {...ask} />
        </Suspense>
      </PageBody>
    </>
  );
}
