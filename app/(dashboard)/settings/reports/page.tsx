import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { Suspense } from 'react';
import { PageBody } from '#app/_ui/page-body';
import { PageHeader } from '#app/_ui/page-header';
import { Panel } from '#app/_ui/panel';
import { PanelSkeleton } from '#app/_ui/skeleton';
import { isOperator, requireViewer } from '#lib/auth/require-viewer';
import type { Viewer } from '#lib/filter/viewer';
import { verdictSettings } from '#lib/queries/verdict-settings';
import { CountedForm } from './counted-form.client.tsx';
import { RecountNotice } from './recount-notice.tsx';

export const metadata: Metadata = { title: 'Which reports count' };

export default async function ReportSettingsPage() {
  const viewer = await requireViewer();
  if (!isOperator(viewer)) notFound();
  return (
    <PageBody>
      <PageHeader
        crumbs={[{ href: '/settings', text: 'Settings' }]}
        title="Which reports count"
        lead="Anyone can mail a report in anyone’s name. Here you decide how sure its sender must be before its numbers count. The others are kept, listed under Reports, and can come in later."
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
  const settings = await verdictSettings(viewer);
  const decided = settings.map(({ counts }) => counts).join();
  return (
    <Panel title="Reports that count" note="in every number, chart and export">
      {/* React resets a form after its action: with another decision, it is another form. */}
      <CountedForm key={decided} settings={settings} />
    </Panel>
  );
}
