import { useTranslations } from 'next-intl';
import type { Peeking } from '#app/_ui/peek';
import { FiguresSkeleton, PanelSkeleton } from '#app/_ui/skeleton';
import { Slot } from '#app/_ui/slot';
import { AttentionPanel } from './attention-panel.tsx';
import { BlockedNotice } from './blocked-notice.tsx';
import { ChangesPanel } from './changes-panel.tsx';
import type { DomainsShown } from './domain-parts.tsx';
import { DomainsPanel } from './domains-panel.tsx';
import { FiguresPanel } from './figures-panel.tsx';
import { NewSourcesPanel } from './new-sources-panel.tsx';
import type { Ask } from './page-bar.tsx';
import { SourcesPanel } from './sources-panel.tsx';
import { TrendPanel } from './trend-panel.tsx';
import { LENSES, type Lens, VOLUME_FILE } from './trend-view.tsx';
import { WhereMail } from './where-mail.tsx';
import { WhyPanel } from './why-panel.tsx';

type OverviewPanelsProps = Ask & { lens: Lens; shown: DomainsShown; peeking: Peeking };

/** The panels of the overview; each comes when its question is answered, and waits for no other. */
export function OverviewPanels({ lens, shown, peeking, ...ask }: OverviewPanelsProps) {
  const t = useTranslations('overview');
  return (
    <>
      <Slot fallback={<FiguresSkeleton />}>
        <FiguresPanel {...ask} />
      </Slot>
      <Slot>
        <BlockedNotice {...ask} />
      </Slot>
      <Slot name={t('volume.title')} fallback={<PanelSkeleton height={490} />}>
        <TrendPanel path={peeking.path} lens={lens} lenses={LENSES} file={VOLUME_FILE} {...ask} />
      </Slot>
      <div className="grid grid-cols-1 gap-4 lg:grid-cols-2 lg:[&>:only-child]:col-span-2">
        <Slot name={t('attention.title')} fallback={<PanelSkeleton height={345} />}>
          <AttentionPanel {...ask} />
        </Slot>
        <Slot name={t('changes.title')} fallback={<PanelSkeleton height={345} />}>
          <ChangesPanel {...ask} />
        </Slot>
      </div>
      <Slot name={t('domains.title')} fallback={<PanelSkeleton height={270} />}>
        <DomainsPanel path={peeking.path} shown={shown} {...ask} />
      </Slot>
      <Slot fallback={<PanelSkeleton height={944} />}>
        <WhereMail {...ask}>
          <Slot name={t('why.title')} fallback={<PanelSkeleton height={360} />}>
            <WhyPanel {...ask} />
          </Slot>
          <Slot name={t('sources.title')} fallback={<PanelSkeleton height={568} />}>
            <SourcesPanel peeking={peeking} {...ask} />
          </Slot>
          <Slot name={t('new.title')}>
            <NewSourcesPanel peeking={peeking} {...ask} />
          </Slot>
        </WhereMail>
      </Slot>
    </>
  );
}
