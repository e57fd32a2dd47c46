import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { Notice } from '#app/_ui/notice';
import { PageBody } from '#app/_ui/page-body';
import { PanelSkeleton } from '#app/_ui/skeleton';
import { Slot } from '#app/_ui/slot';
import { requireViewer } from '#lib/auth/require-viewer';
import type { Search } from '#lib/filter/filter';
import { seesMail } from '#lib/queries/require-mail-access';
import { BacklogPanel } from './backlog-panel.tsx';
import { HealthTiles } from './health-tiles.tsx';
import { IngestHeader } from './ingest-header.tsx';
import { IntakePanel } from './intake-panel.tsx';
import { JobsPanel } from './jobs-panel.tsx';
import { LedgerPanel } from './ledger-panel.tsx';
import { QuarantinePanel } from './quarantine-panel.tsx';
import { RunsPanel } from './runs-panel.tsx';
import { SourcesOfReports } from './sources-of-reports.tsx';
import { UploadPanel } from './upload-panel.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('ingest');
  return { title: t('title') };
}

export default async function IngestPage({ searchParams }: { searchParams: Promise<Search> }) {
  const viewer = await requireViewer();
  const search = await searchParams;
  const ask = { viewer, search, now: new Date() };
  const t = await getTranslations('ingest');
  if (!seesMail(viewer)) {
    return (
      <PageBody>
        <Notice>{t('notYours')}</Notice>
      </PageBody>
    );
  }
  const { tab } = search;
  return (
    <PageBody>
      <IngestHeader {...ask} />
      <Slot key={String(tab)} fallback={<PanelSkeleton height={320} />}>
        {tab === 'quarantine' ? <QuarantinePanel {...ask} /> : null}
        {tab === 'mails' ? <LedgerPanel {...ask} /> : null}
        {tab === 'quarantine' || tab === 'mails' ? null : (
          <>
            <BacklogPanel {...ask} />
            <HealthTiles {...ask} />
            <SourcesOfReports {...ask} />
            <UploadPanel viewer={viewer} />
            <IntakePanel {...ask} />
            <RunsPanel {...ask} />
            <JobsPanel {...ask} />
          </>
        )}
      </Slot>
    </PageBody>
  );
}
