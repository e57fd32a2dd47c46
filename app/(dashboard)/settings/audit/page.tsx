import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { Suspense } from 'react';
import { PageBody } from '#app/_ui/page-body';
import { PageHeader } from '#app/_ui/page-header';
import { PanelSkeleton } from '#app/_ui/skeleton';
import { requireViewer } from '#lib/auth/require-viewer';
import { parseFilter, type Search } from '#lib/filter/filter';
import { seesAudit } from '#lib/queries/require-audit-access';
import { AuditFilter } from './audit-filter.tsx';
import { AuditListPanel } from './audit-list-panel.tsx';
import { ChainNotice } from './chain-notice.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('audit.page');
  return { title: t('title') };
}

export default async function AuditPage({ searchParams }: { searchParams: Promise<Search> }) {
  const viewer = await requireViewer();
  if (!seesAudit(viewer)) notFound();
  const [t, settings] = await Promise.all([
    getTranslations('audit.page'),
    getTranslations('settings'),
  ]);
  const filter = parseFilter(await searchParams);
  const ask = { viewer, filter, now: new Date() };
  return (
    <PageBody>
      <PageHeader
        crumbs={[{ href: '/settings', text: settings('title') }]}
        title={t('title')}
        lead={viewer.domains === 'all' ? t('lead') : t('limited')}
      />
      <Suspense fallback={<PanelSkeleton height={60} />}>
        <ChainNotice {...ask} />
      </Suspense>
      <Suspense fallback={<PanelSkeleton height={140} />}>
        <AuditFilter {...ask} />
      </Suspense>
      <Suspense key={JSON.stringify(filter)} fallback={<PanelSkeleton height={520} />}>
        <AuditListPanel {...ask} />
      </Suspense>
    </PageBody>
  );
}
