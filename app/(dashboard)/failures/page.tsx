import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { Notice } from '#app/_ui/notice';
import { PageBody } from '#app/_ui/page-body';
import { PageHeader } from '#app/_ui/page-header';
import { PanelSkeleton } from '#app/_ui/skeleton';
import { Slot } from '#app/_ui/slot';
import { NoGroup } from '#app/(dashboard)/no-group';
import { PageBar } from '#app/(dashboard)/page-bar';
import { requireViewer } from '#lib/auth/require-viewer';
import { parseFilter, type Search } from '#lib/filter/filter';
import { isGroupUnknown } from '#lib/queries/asked-domains';
import { seesFailures } from '#lib/queries/failure-report-list';
import { FailureListPanel } from './failure-list-panel.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('failures');
  return { title: t('title') };
}

export default async function FailuresPage({ searchParams }: { searchParams: Promise<Search> }) {
  const viewer = await requireViewer();
  const t = await getTranslations('failures');
  const ask = { viewer, filter: parseFilter(await searchParams), now: new Date() };
  if (await isGroupUnknown(viewer, ask.filter)) {
    return <NoGroup title={t('title')} path="/failures" filter={ask.filter} />;
  }
  return (
    <>
      <PageBar path="/failures" bare {...ask} />
      <PageBody>
        <PageHeader title={t('title')} lead={t('lead')} />
        {seesFailures(viewer) ? (
          <Slot fallback={<PanelSkeleton height={560} />}>
            <FailureListPanel {...ask} />
          </Slot>
        ) : (
          <Notice>{t('notYours')}</Notice>
        )}
      </PageBody>
    </>
  );
}
