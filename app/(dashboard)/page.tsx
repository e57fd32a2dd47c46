import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { PageBody } from '#app/_ui/page-body';
import { PageHeader } from '#app/_ui/page-header';
import { pagePath } from '#app/_ui/page-href';
import { parsePeek, peekInPath } from '#app/_ui/peek';
import { Slot } from '#app/_ui/slot';
import { requireViewer } from '#lib/auth/require-viewer';
import { parseFilter, type Search } from '#lib/filter/filter';
import { isGroupUnknown } from '#lib/queries/asked-domains';
import { askDomainNames } from './asked.tsx';
import { parseShown, shownInPath } from './domain-parts.tsx';
import { FirstSteps } from './first-steps.tsx';
import { NoGroup } from './no-group.tsx';
import { OverviewPanels } from './overview-panels.tsx';
import { PageBar } from './page-bar.tsx';
import { PageLead } from './page-lead.tsx';
import { PeekPanel } from './peek-panel.tsx';
import { PeriodNotices } from './period-notices.tsx';
import { SetupPanel } from './setup-panel.tsx';
import { lensInPath, parseLens } from './trend-view.tsx';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('overview'))('title') };
}

export default async function OverviewPage({ searchParams }: { searchParams: Promise<Search> }) {
  const t = await getTranslations('overview');
  const viewer = await requireViewer();
  const search = await searchParams;
  const ask = { viewer, filter: parseFilter(search), now: new Date() };
  const domains = await askDomainNames(viewer);
  if (domains.length === 0) return <FirstSteps viewer={viewer} title={t('title')} />;
  if (await isGroupUnknown(viewer, ask.filter)) {
    return <NoGroup title={t('title')} path="/" filter={ask.filter} />;
  }
  const lens = parseLens(search);
  const shown = parseShown(search);
  const path = pagePath('/', { ...lensInPath(lens), ...shownInPath(shown) });
  const peeking = { open: parsePeek(search), path, filter: ask.filter };
  return (
    <>
      <PageBar path={pagePath(path, peekInPath(peeking.open))} {...ask} />
      <PageBody>
        <PageHeader title={t('title')} lead={<PageLead {...ask} />} />
        <Slot>
          <PeriodNotices {...ask} />
        </Slot>
        <Slot>
          <SetupPanel {...ask} />
        </Slot>
        <OverviewPanels lens={lens} shown={shown} peeking={peeking} {...ask} />
      </PageBody>
      <PeekPanel peeking={peeking} {...ask} />
    </>
  );
}
