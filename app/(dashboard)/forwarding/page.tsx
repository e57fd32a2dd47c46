import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { PageBody } from '#app/_ui/page-body';
import { PageHeader } from '#app/_ui/page-header';
import { PanelSkeleton } from '#app/_ui/skeleton';
import { Slot } from '#app/_ui/slot';
import { askDomainNames } from '#app/(dashboard)/asked';
import { FirstSteps } from '#app/(dashboard)/first-steps';
import { NoGroup } from '#app/(dashboard)/no-group';
import { PageBar } from '#app/(dashboard)/page-bar';
import { PeriodNotices } from '#app/(dashboard)/period-notices';
import { requireViewer } from '#lib/auth/require-viewer';
import { parseFilter, type Search } from '#lib/filter/filter';
import { isGroupUnknown } from '#lib/queries/asked-domains';
import { ForwardersPanel } from './forwarders-panel.tsx';
import { ForwardingFigures } from './forwarding-figures.tsx';
import { SurvivalPanel } from './survival-panel.tsx';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('forwarding'))('title') };
}

export default async function ForwardingPage({ searchParams }: { searchParams: Promise<Search> }) {
  const t = await getTranslations('forwarding');
  const viewer = await requireViewer();
  if ((await askDomainNames(viewer)).length === 0) {
    return <FirstSteps viewer={viewer} title={t('title')} />;
  }
  const search = await searchParams;
  const ask = { viewer, filter: parseFilter(search), now: new Date() };
  if (await isGroupUnknown(viewer, ask.filter)) {
    return <NoGroup title={t('title')} path="/forwarding" filter={ask.filter} />;
  }
  return (
    <>
      <PageBar path="/forwarding" bare {...ask} />
      <PageBody>
        <PageHeader title={t('title')} lead={t('lead')} />
        <Slot>
          <PeriodNotices {...ask} />
        </Slot>
        <Slot fallback={<PanelSkeleton height={106} />}>
          <ForwardingFigures {...ask} />
        </Slot>
        <Slot fallback={<PanelSkeleton height={330} />}>
          <SurvivalPanel {...ask} />
        </Slot>
        <Slot fallback={<PanelSkeleton height={420} />}>
          <ForwardersPanel whole={search['rows'] === 'all'} {...ask} />
        </Slot>
      </PageBody>
    </>
  );
}
