import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { Suspense } from 'react';
import { PageBody } from '#app/_ui/page-body';
import { PageHeader } from '#app/_ui/page-header';
import { PanelSkeleton } from '#app/_ui/skeleton';
import { isOperator, requireViewer } from '#lib/auth/require-viewer';
import type { Viewer } from '#lib/filter/viewer';
import { planRetention } from '#lib/jobs/retention';
import { domainNames } from '#lib/queries/domain-names';
import { LastNight } from './last-night.tsx';
import { RetentionForm } from './retention-form.client.tsx';

export const metadata: Metadata = { title: 'Retention' };

export default async function RetentionPage() {
  const viewer = await requireViewer();
  if (!isOperator(viewer)) notFound();
  const now = new Date();
  return (
    <PageBody>
      <PageHeader
        crumbs={[{ href: '/settings', text: 'Settings' }]}
        title="Retention"
        lead="How long things are kept. The sums behind every chart, the reports and the list of mails stay for ever: they hold no mail, and an old mail that comes again is known by them."
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
  return <RetentionForm key={JSON.stringify(plan.settings)} saved={plan} domains={domains} />;
}
