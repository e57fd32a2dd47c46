import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { Suspense } from 'react';
import { ButtonLink } from '#app/_ui/button';
import { ClientWords } from '#app/_ui/client-words';
import { PageBody } from '#app/_ui/page-body';
import { PageHeader } from '#app/_ui/page-header';
import { PillLink } from '#app/_ui/pill-link';
import { PanelSkeleton } from '#app/_ui/skeleton';
import { NoGroup } from '#app/(dashboard)/no-group';
import { requireViewer } from '#lib/auth/require-viewer';
import type { Search } from '#lib/filter/filter';
import { isGroupUnknown } from '#lib/queries/asked-domains';
import { datasetsFor } from '#lib/queries/datasets';
import { seesAudit } from '#lib/queries/require-audit-access';
import { datasetHref, exportPath, readAsk } from './asked.ts';
import { ChoosePanel } from './choose-panel.tsx';
import { EvidencePanel } from './evidence-panel.tsx';
import { HistoryPanel } from './history-panel.tsx';
import { PreviewPanel } from './preview-panel.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('exports');
  return { title: t('title') };
}

export default async function ExportsPage({ searchParams }: { searchParams: Promise<Search> }) {
  const viewer = await requireViewer();
  const t = await getTranslations('exports');
  const ask = readAsk(viewer, await searchParams, new Date());
  if (await isGroupUnknown(viewer, ask.filter)) {
    return <NoGroup title={t('title')} path={exportPath(ask)} filter={ask.filter} />;
  }
  return (
    <PageBody>
      <PageHeader
        title={t('title')}
        lead={t('lead')}
        actions={<ButtonLink href="/exports/columns">{t('allColumns')}</ButtonLink>}
      />
      <nav aria-label={t('datasets')} className="-mx-2.5 flex flex-wrap gap-1.5 print:hidden">
        {datasetsFor(viewer).map((name) => (
          <PillLink key={name} href={datasetHref(ask, name)} current={name === ask.dataset}>
            {t(`dataset.${name}.text`)}
          </PillLink>
        ))}
      </nav>
      <Suspense fallback={<PanelSkeleton height={330} />}>
        <ChoosePanel {...ask} />
      </Suspense>
      <Suspense key={JSON.stringify(ask)} fallback={<PanelSkeleton height={420} />}>
        <PreviewPanel {...ask} />
      </Suspense>
      {seesAudit(viewer) ? (
        <ClientWords of={['exports']}>
          <Suspense fallback={<PanelSkeleton height={200} />}>
            <EvidencePanel {...ask} />
          </Suspense>
        </ClientWords>
      ) : null}
      <Suspense fallback={<PanelSkeleton height={200} />}>
        <HistoryPanel viewer={viewer} now={ask.now} />
      </Suspense>
    </PageBody>
  );
}
