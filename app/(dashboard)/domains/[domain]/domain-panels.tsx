import { Suspense } from 'react';
import { FiguresSkeleton, PanelSkeleton } from '#app/_ui/skeleton';
import { BlockedNotice } from '#app/(dashboard)/blocked-notice';
import { NewSourcesPanel } from '#app/(dashboard)/new-sources-panel';
import type { Ask } from '#app/(dashboard)/page-bar';
import { SourcesPanel } from '#app/(dashboard)/sources-panel';
import { VolumePanel } from '#app/(dashboard)/volume-panel';
import { WhyPanel } from '#app/(dashboard)/why-panel';
import { DispositionsPanel } from './dispositions-panel.tsx';
import { DomainFigures } from './domain-figures.tsx';
import { OverridesPanel } from './overrides-panel.tsx';
import { PolicyHistory } from './policy-history.tsx';
import { RecentReports } from './recent-reports.tsx';
import { ReportersPanel } from './reporters-panel.tsx';

/** The summary of a domain; each panel comes when its question is answered. */
export function DomainPanels({ path, ...ask }: Ask & { path: string }) {
  return (
    <>
      <Suspense fallback={<FiguresSkeleton count={6} />}>
        <DomainFigures {...ask} />
      </Suspense>
      <Suspense>
        <BlockedNotice {...ask} />
      </Suspense>
      <Suspense fallback={<PanelSkeleton height={446} />}>
        <VolumePanel path={path} {...ask} />
      </Suspense>
      <Suspense fallback={<PanelSkeleton height={360} />}>
        <WhyPanel {...ask} />
      </Suspense>
      <Suspense fallback={<PanelSkeleton height={320} />}>
        <DispositionsPanel {...ask} />
      </Suspense>
      <Suspense fallback={<PanelSkeleton height={240} />}>
        <OverridesPanel {...ask} />
      </Suspense>
      <Suspense fallback={<PanelSkeleton height={160} />}>
        <PolicyHistory {...ask} />
      </Suspense>
      <Suspense fallback={<PanelSkeleton height={480} />}>
        <SourcesPanel {...ask} />
      </Suspense>
      <Suspense>
        <NewSourcesPanel {...ask} />
      </Suspense>
      <Suspense fallback={<PanelSkeleton height={360} />}>
        <ReportersPanel {...ask} />
      </Suspense>
      <Suspense fallback={<PanelSkeleton height={360} />}>
        <RecentReports {...ask} />
      </Suspense>
    </>
  );
}
