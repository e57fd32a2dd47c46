import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { Suspense } from 'react';
import { PageBody } from '#app/_ui/page-body';
import { PageHeader } from '#app/_ui/page-header';
import { PanelSkeleton } from '#app/_ui/skeleton';
import { requireViewer } from '#lib/auth/require-viewer';
import { AboutPanel } from './about-panel.tsx';
import { CreditsPanel } from './credits-panel.tsx';
import { DependenciesPanel } from './dependencies-panel.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('about');
  return { title: t('title') };
}

export default async function AboutPage() {
  const viewer = await requireViewer();
  const [t, settings] = await Promise.all([getTranslations('about'), getTranslations('settings')]);
  return (
    <PageBody>
      <PageHeader
        crumbs={[{ href: '/settings', text: settings('title') }]}
        title={t('title')}
        lead={t('lead')}
      />
      <Suspense fallback={<PanelSkeleton height={130} />}>
        <AboutPanel viewer={viewer} />
      </Suspense>
      <CreditsPanel />
      <DependenciesPanel />
    </PageBody>
  );
}
