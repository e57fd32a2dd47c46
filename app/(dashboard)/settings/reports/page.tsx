import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { Suspense } from 'react';
import { ClientWords } from '#app/_ui/client-words';
import { PageBody } from '#app/_ui/page-body';
import { PageHeader } from '#app/_ui/page-header';
import { Panel } from '#app/_ui/panel';
import { PanelSkeleton } from '#app/_ui/skeleton';
import { isOperator, requireViewer } from '#lib/auth/require-viewer';
import type { Viewer } from '#lib/filter/viewer';
import { verdictSettings } from '#lib/queries/verdict-settings';
import { CountedForm } from './counted-form.client.tsx';
import { RecountNotice } from './recount-notice.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('settings.counted');
  return { title: t('title') };
}

export default async function ReportSettingsPage() {
  const viewer = await requireViewer();
  if (!isOperator(viewer)) notFound();
  const t = await getTranslations('settings');
  return (
    <PageBody>
      <PageHeader
        crumbs={[{ href: '/settings', text: t('title') }]}
        title={t('counted.title')}
        lead={t('counted.lead')}
      />
      <Suspense>
        <RecountNotice viewer={viewer} now={new Date()} />
      </Suspense>
      <Suspense fallback={<PanelSkeleton height={480} />}>
        <DecisionPanel viewer={viewer} />
      </Suspense>
    </PageBody>
  );
}

async function DecisionPanel({ viewer }: { viewer: Viewer }) {
  const t = await getTranslations('settings.counted');
  const settings = await verdictSettings(viewer);
  const decided = settings.map(({ counts }) => counts).join();
  return (
    <Panel title={t('panel')} note={t('panelNote')}>
      {/* React resets a form after its action: with another decision, it is another form. */}
      <ClientWords of={['settings', 'label']}>
        <CountedForm key={decided} settings={settings} />
      </ClientWords>
    </Panel>
  );
}
