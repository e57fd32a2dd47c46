import type { Metadata } from 'next';
import { ClientWords } from '#app/_ui/client-words';
import { PageBody } from '#app/_ui/page-body';
import { pagePath } from '#app/_ui/page-href';
import { parsePeek, peekInPath } from '#app/_ui/peek';
import { PanelSkeleton } from '#app/_ui/skeleton';
import { Slot } from '#app/_ui/slot';
import { NoGroup } from '#app/(dashboard)/no-group';
import { PageBar } from '#app/(dashboard)/page-bar';
import { PeekPanel } from '#app/(dashboard)/peek-panel';
import { PeriodNotices } from '#app/(dashboard)/period-notices';
import { servicePath } from '#app/(dashboard)/sources/sources-view';
import { lensInPath, parseLens, SOURCE_LENSES } from '#app/(dashboard)/trend-view';
import { requireViewer } from '#lib/auth/require-viewer';
import { parseFilter, type Search } from '#lib/filter/filter';
import { isGroupUnknown } from '#lib/queries/asked-domains';
import { ServicePanels } from './service-panels.tsx';

type ServicePageProps = { params: Promise<{ service: string }>; searchParams: Promise<Search> };

export async function generateMetadata({ params }: ServicePageProps): Promise<Metadata> {
  return { title: decodeURIComponent((await params).service) };
}

export default async function ServicePage({ params, searchParams }: ServicePageProps) {
  const viewer = await requireViewer();
  const name = decodeURIComponent((await params).service).slice(0, 255);
  const search = await searchParams;
  const ask = { viewer, filter: parseFilter(search), now: new Date() };
  if (await isGroupUnknown(viewer, ask.filter)) {
    return <NoGroup title={name} path={servicePath(name)} filter={ask.filter} />;
  }
  const lens = parseLens(search, SOURCE_LENSES);
  const path = pagePath(servicePath(name), lensInPath(lens));
  const peeking = { open: parsePeek(search), path, filter: ask.filter };
  return (
    <>
      <PageBar path={pagePath(path, peekInPath(peeking.open))} {...ask} />
      <PageBody>
        <Slot>
          <PeriodNotices {...ask} />
        </Slot>
        <Slot fallback={<PanelSkeleton height={760} />}>
          <ClientWords of={['answer']}>
            <ServicePanels name={name} lens={lens} peeking={peeking} {...ask} />
          </ClientWords>
        </Slot>
      </PageBody>
      <PeekPanel peeking={peeking} {...ask} />
    </>
  );
}
