import { Suspense } from 'react';
import type { Peeking } from '#app/_ui/peek';
import { FiguresSkeleton, PanelSkeleton } from '#app/_ui/skeleton';
import { BlockedNotice } from '#app/(dashboard)/blocked-notice';
import { NewSourcesPanel } from '#app/(dashboard)/new-sources-panel';
import type { Ask } from '#app/(dashboard)/page-bar';
import { SourcesPanel } from '#app/(dashboard)/sources-panel';
import { TrendPanel } from '#app/(dashboard)/trend-panel';
import { DOMAIN_LENSES, type Lens } from '#app/(dashboard)/trend-view';
import { WhyPanel } from '#app/(dashboard)/why-panel';
import { DispositionsPanel } from './dispositions-panel.tsx';
import { DomainFigures } from './domain-figures.tsx';
import { OverridesPanel } from './overrides-panel.tsx';
import { PolicyHistory } from './policy-history.tsx';
import { RecentReports } from './recent-reports.tsx';
import { ReportersPanel } from './reporters-panel.tsx';

/** The summary of a domain; each panel comes when its question is answered. */
export function DomainPanels({ lens, peeking, ...ask }: Ask & { lens: Lens; peeking: Peeking }) {
  return (
    <>
      <Suspense fallback={<FiguresSkeleton count={6} />}>
        <DomainFigures {...ask} />
      </Suspense>
      <Suspense>
        <BlockedNotice {...ask} />
      </Suspense>
      <Suspense fallback={<PanelSkeleton height={446} />}>
        <TrendPanel path={peeking.path} lens={lens} lenses={DOMAIN_LENSES} file {...ask} />
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
        <SourcesPanel peeking={peeking} {...ask} />
      </Suspense>
      <Suspense>
        <NewSourcesPanel peeking={peeking} {...ask} />
      </Suspense>
      <Suspense fallback={<PanelSkeleton height={360} />}>
        <ReportersPanel {...ask} />
      </Suspense>
      <Suspense fallback={<PanelSkeleton height={360} />}>
        <RecentReports peeking={peeking} {...ask} />
      </Suspense>
    </>
  );
}
