import type { Metadata } from 'next';
import { Suspense } from 'react';
import { PageBody } from '#app/_ui/page-body';
import { PageHeader } from '#app/_ui/page-header';
import { PanelSkeleton } from '#app/_ui/skeleton';
import { PageBar } from '#app/(dashboard)/page-bar';
import { PeriodNotices } from '#app/(dashboard)/period-notices';
import { requireViewer } from '#lib/auth/require-viewer';
import { parseFilter, type Search } from '#lib/filter/filter';
import { ForwardersPanel } from './forwarders-panel.tsx';
import { ForwardingFigures } from './forwarding-figures.tsx';
import { SurvivalPanel } from './survival-panel.tsx';

export const metadata: Metadata = { title: 'Forwarding' };

export default async function ForwardingPage({ searchParams }: { searchParams: Promise<Search> }) {
  const viewer = await requireViewer();
  const ask = { viewer, filter: parseFilter(await searchParams), now: new Date() };
  return (
    <>
      <PageBar path="/forwarding" bare {...ask} />
      <PageBody>
        <PageHeader
          title="Forwarding"
          lead="Mail of yours that reached its reader through somebody else: what your policy costs there."
        />
        <Suspense>
          <PeriodNotices {...ask} />
        </Suspense>
        <Suspense fallback={<PanelSkeleton height={106} />}>
          <ForwardingFigures {...ask} />
        </Suspense>
        <Suspense fallback={<PanelSkeleton height={330} />}>
          <SurvivalPanel {...ask} />
        </Suspense>
        <Suspense fallback={<PanelSkeleton height={420} />}>
          <ForwardersPanel {...ask} />
        </Suspense>
      </PageBody>
    </>
  );
}
