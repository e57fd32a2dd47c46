import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { PageBody } from '#app/_ui/page-body';
import { PageHeader } from '#app/_ui/page-header';
import { PanelSkeleton } from '#app/_ui/skeleton';
import { Slot } from '#app/_ui/slot';
import { NoGroup } from '#app/(dashboard)/no-group';
import { PageBar } from '#app/(dashboard)/page-bar';
import { requireViewer } from '#lib/auth/require-viewer';
import { parseFilter, type Search } from '#lib/filter/filter';
import { isGroupUnknown } from '#lib/queries/asked-domains';
import { TlsFailuresPanel } from './tls-failures-panel.tsx';
import { TlsFigures } from './tls-figures.tsx';
import { TlsListPanel } from './tls-list-panel.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('tls');
  return { title: t('title') };
}

export default async function TlsPage({ searchParams }: { searchParams: Promise<Search> }) {
  const viewer = await requireViewer();
  const t = await getTranslations('tls');
  const ask = { viewer, filter: parseFilter(await searchParams), now: new Date() };
  if (await isGroupUnknown(viewer, ask.filter)) {
    return <NoGroup title={t('title')} path="/tls" filter={ask.filter} />;
  }
  return (
    <>
      <PageBar path="/tls" bare {...ask} />
      <PageBody>
        <PageHeader title={t('title')} lead={t('lead')} />
        <Slot fallback={<PanelSkeleton height={106} />}>
          <TlsFigures {...ask} />
        </Slot>
        <Slot fallback={<PanelSkeleton height={180} />}>
          <TlsFailuresPanel {...ask} />
        </Slot>
        <Slot fallback={<PanelSkeleton height={560} />}>
          <TlsListPanel {...ask} />
        </Slot>
      </PageBody>
    </>
  );
}
