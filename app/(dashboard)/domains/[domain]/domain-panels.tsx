import type { Peeking } from '#app/_ui/peek';
import { FiguresSkeleton, PanelSkeleton } from '#app/_ui/skeleton';
import { Slot } from '#app/_ui/slot';
import { BlockedNotice } from '#app/(dashboard)/blocked-notice';
import { NewSourcesPanel } from '#app/(dashboard)/new-sources-panel';
import type { Ask } from '#app/(dashboard)/page-bar';
import { SourcesPanel } from '#app/(dashboard)/sources-panel';
import { TrendPanel } from '#app/(dashboard)/trend-panel';
import { DOMAIN_LENSES, type Lens, VOLUME_FILE } from '#app/(dashboard)/trend-view';
import { WhereMail } from '#app/(dashboard)/where-mail';
import { WhyPanel } from '#app/(dashboard)/why-panel';
import { DispositionsPanel } from './dispositions-panel.tsx';
import { DomainFigures } from './domain-figures.tsx';
import { OverridesPanel } from './overrides-panel.tsx';
import { PolicyHistory } from './policy-history.tsx';
import { RecentReports } from './recent-reports.tsx';
import { ReportersPanel } from './reporters-panel.tsx';
import { RequirementsPanel } from './requirements-panel.tsx';
import { SubdomainsPanel } from './subdomains-panel.tsx';

/** The summary of a domain; each panel comes when its question is answered. */
export function DomainPanels({ lens, peeking, ...ask }: Ask & { lens: Lens; peeking: Peeking }) {
  return (
    <>
      <Slot fallback={<FiguresSkeleton count={6} />}>
        <DomainFigures {...ask} />
      </Slot>
      <Slot>
        <BlockedNotice {...ask} />
      </Slot>
      <Slot fallback={<PanelSkeleton height={446} />}>
        <TrendPanel
          path={peeking.path}
          lens={lens}
          lenses={DOMAIN_LENSES}
          file={VOLUME_FILE}
          {...ask}
        />
      </Slot>
      <Slot fallback={<PanelSkeleton height={2436} />}>
        <WhereMail {...ask}>
          <Slot fallback={<PanelSkeleton height={360} />}>
            <WhyPanel {...ask} />
          </Slot>
          <Slot fallback={<PanelSkeleton height={320} />}>
            <DispositionsPanel {...ask} />
          </Slot>
          <Slot fallback={<PanelSkeleton height={240} />}>
            <OverridesPanel {...ask} />
          </Slot>
          <Slot fallback={<PanelSkeleton height={160} />}>
            <PolicyHistory {...ask} />
          </Slot>
          <Slot fallback={<PanelSkeleton height={420} />}>
            <RequirementsPanel {...ask} />
          </Slot>
          <Slot>
            <SubdomainsPanel {...ask} />
          </Slot>
          <Slot fallback={<PanelSkeleton height={480} />}>
            <SourcesPanel peeking={peeking} {...ask} />
          </Slot>
          <Slot>
            <NewSourcesPanel peeking={peeking} {...ask} />
          </Slot>
          <Slot fallback={<PanelSkeleton height={360} />}>
            <ReportersPanel {...ask} />
          </Slot>
        </WhereMail>
      </Slot>
      <Slot fallback={<PanelSkeleton height={360} />}>
        <RecentReports peeking={peeking} {...ask} />
      </Slot>
    </>
  );
}
