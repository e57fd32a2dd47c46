import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { Suspense } from 'react';
import { ClientWords } from '#app/_ui/client-words';
import { PageBody } from '#app/_ui/page-body';
import { PageHeader } from '#app/_ui/page-header';
import { PanelSkeleton } from '#app/_ui/skeleton';
import { isOperator, requireViewer } from '#lib/auth/require-viewer';
import type { Viewer } from '#lib/filter/viewer';
import { planRetention } from '#lib/jobs/retention';
import { domainNames } from '#lib/queries/domain-names';
import { LastNight } from './last-night.tsx';
import { RetentionForm } from './retention-form.client.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('settings.retention');
  return { title: t('title') };
}

export default async function RetentionPage() {
  const viewer = await requireViewer();
  if (!isOperator(viewer)) notFound();
  const t = await getTranslations('settings');
  const now = new Date();
  return (
    <PageBody>
      <PageHeader
        crumbs={[{ href: '/settings', text: t('title') }]}
        title={t('retention.title')}
        lead={t('retention.lead')}
      />
      <Suspense>
        <LastNight viewer={viewer} now={now} />
      </Suspense>
      <Suspense fallback={<PanelSkeleton height={620} />}>
        <Decision viewer={viewer} now={now} />
      </Suspense>
    </PageBody>
  );
}

async function Decision({ viewer, now }: { viewer: Viewer; now: Date }) {
  const [plan, domains] = await Promise.all([planRetention(now), domainNames(viewer)]);
  return (
    <ClientWords of={['settings']}>
      <RetentionForm key={JSON.stringify(plan.settings)} saved={plan} domains={domains} />
    </ClientWords>
  );
}
