import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { Suspense } from 'react';
import { ClientWords } from '#app/_ui/client-words';
import { PageBody } from '#app/_ui/page-body';
import { PageHeader } from '#app/_ui/page-header';
import { PanelSkeleton } from '#app/_ui/skeleton';
import { isOperator, requireViewer } from '#lib/auth/require-viewer';
import { parseFilter, type Search } from '#lib/filter/filter';
import { DomainListPanel } from './domain-list-panel.tsx';
import { GroupsPanel } from './groups-panel.tsx';

type DomainSettingsPageProps = { searchParams: Promise<Search> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('settings.domains'))('title') };
}

export default async function DomainSettingsPage({ searchParams }: DomainSettingsPageProps) {
  const viewer = await requireViewer();
  if (!isOperator(viewer)) notFound();
  const t = await getTranslations('settings');
  const search = await searchParams;
  // Ticked on the Overview: they come along by name.
  const { domains: ticked } = parseFilter(search);
  return (
    <PageBody>
      <PageHeader
        crumbs={[{ href: '/settings', text: t('title') }]}
        title={t('domains.title')}
        lead={t('domains.lead')}
      />
      <ClientWords of={['settings']}>
        <Suspense fallback={<PanelSkeleton height={220} />}>
          <GroupsPanel viewer={viewer} />
        </Suspense>
        <Suspense fallback={<PanelSkeleton height={420} />}>
          <DomainListPanel viewer={viewer} ticked={ticked} show={String(search['show'] ?? '')} />
        </Suspense>
      </ClientWords>
    </PageBody>
  );
}
