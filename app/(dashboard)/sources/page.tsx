import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { ClientWords } from '#app/_ui/client-words';
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
import { PeriodNotices } from '#app/(dashboard)/period-notices';
import { requireViewer } from '#lib/auth/require-viewer';
import { parseFilter, type Search } from '#lib/filter/filter';
import { isGroupUnknown } from '#lib/queries/asked-domains';
import { CountriesPanel } from './countries-panel.tsx';
import { SourceListPanel } from './source-list-panel.tsx';
import { parseView, viewPath } from './sources-view.tsx';
import { UndoNotice } from './undo-notice.tsx';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('source'))('title') };
}

export default async function SourcesPage({ searchParams }: { searchParams: Promise<Search> }) {
  const t = await getTranslations('source');
  const viewer = await requireViewer();
  if ((await askDomainNames(viewer)).length === 0) {
    return <FirstSteps viewer={viewer} title={t('title')} />;
  }
  const search = await searchParams;
  const ask = { viewer, filter: parseFilter(search), now: new Date() };
  if (await isGroupUnknown(viewer, ask.filter)) {
    return <NoGroup title={t('title')} path="/sources" filter={ask.filter} />;
  }
  const view = { ...parseView(search), columns: await columnsOf('sources', search) };
  const path = viewPath(view);
  const peeking = {
    open: parsePeek(search),
    path: viewPath(view, { page: view.page }),
    filter: ask.filter,
  };
  return (
    <>
      <PageBar path={pagePath(path, peekInPath(peeking.open))} {...ask} />
      <PageBody>
        <PageHeader
          title={t('title')}
          lead={<PageLead {...ask} />}
          actions={<SearchField path={path} filter={ask.filter} label={t('search')} />}
        />
        <Slot>
          <PeriodNotices {...ask} />
        </Slot>
        <Slot>
          <UndoNotice {...ask} />
        </Slot>
        <Slot name={t('list.title')} fallback={<PanelSkeleton height={760} />}>
          <ClientWords of={['answer']}>
            <SourceListPanel {...ask} view={view} peeking={peeking} />
          </ClientWords>
        </Slot>
        <Slot name={t('map.title')} fallback={<PanelSkeleton height={480} />}>
          <CountriesPanel {...ask} view={view} />
        </Slot>
      </PageBody>
      <PeekPanel peeking={peeking} {...ask} />
    </>
  );
}
