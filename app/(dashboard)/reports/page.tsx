import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { columnsInPath } from '#app/_ui/chosen-columns';
import { PageBody } from '#app/_ui/page-body';
import { PageHeader } from '#app/_ui/page-header';
import { pagePath } from '#app/_ui/page-href';
import { parsePeek, peekInPath } from '#app/_ui/peek';
import { columnsOf } from '#app/_ui/saved-columns';
import { SearchField } from '#app/_ui/search-field';
import { PanelSkeleton } from '#app/_ui/skeleton';
import { Slot } from '#app/_ui/slot';
import { askDomainNames } from '#app/(dashboard)/asked';
import { FirstSteps } from '#app/(dashboard)/first-steps';
import { NoGroup } from '#app/(dashboard)/no-group';
import { PageBar } from '#app/(dashboard)/page-bar';
import { PageLead } from '#app/(dashboard)/page-lead';
import { PeekPanel } from '#app/(dashboard)/peek-panel';
import { requireViewer } from '#lib/auth/require-viewer';
import { parseFilter, type Search } from '#lib/filter/filter';
import { isGroupUnknown } from '#lib/queries/asked-domains';
import { ReportListPanel } from './report-list-panel.tsx';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('report'))('listTitle') };
}

export default async function ReportsPage({ searchParams }: { searchParams: Promise<Search> }) {
  const t = await getTranslations('report');
  const viewer = await requireViewer();
  if ((await askDomainNames(viewer)).length === 0) {
    return <FirstSteps viewer={viewer} title={t('listTitle')} />;
  }
  const search = await searchParams;
  const ask = { viewer, filter: parseFilter(search), now: new Date() };
  if (await isGroupUnknown(viewer, ask.filter)) {
    return <NoGroup title={t('listTitle')} path="/reports" filter={ask.filter} />;
  }
  const columns = await columnsOf('reports', search);
  const path = pagePath('/reports', columnsInPath(columns));
  const peeking = { open: parsePeek(search), path, filter: ask.filter };
  return (
    <>
      <PageBar path={pagePath(path, peekInPath(peeking.open))} {...ask} />
      <PageBody>
        <PageHeader
          title={t('listTitle')}
          lead={<PageLead {...ask} />}
          actions={<SearchField path={path} filter={ask.filter} label={t('search')} />}
        />
        <Slot fallback={<PanelSkeleton height={760} />}>
          <ReportListPanel columns={columns} peeking={peeking} {...ask} />
        </Slot>
      </PageBody>
      <PeekPanel peeking={peeking} {...ask} />
    </>
  );
}
