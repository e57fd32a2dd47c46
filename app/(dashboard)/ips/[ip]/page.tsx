import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
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
import { TrendPanel } from '#app/(dashboard)/trend-panel';
import { lensInPath, parseLens, SOURCE_LENSES, VOLUME_FILE } from '#app/(dashboard)/trend-view';
import { requireViewer } from '#lib/auth/require-viewer';
import { parseFilter, type Search } from '#lib/filter/filter';
import { isGroupUnknown } from '#lib/queries/asked-domains';
import { DiagnosisPanel } from './diagnosis-panel.tsx';
import { SourcePanels } from './source-panels.tsx';

type SourcePageProps = { params: Promise<{ ip: string }>; searchParams: Promise<Search> };

export async function generateMetadata({ params }: SourcePageProps): Promise<Metadata> {
  return { title: decodeURIComponent((await params).ip) };
}

export default async function SourcePage({ params, searchParams }: SourcePageProps) {
  const t = await getTranslations('source');
  const viewer = await requireViewer();
  const given = decodeURIComponent((await params).ip);
  const search = await searchParams;
  const filter = parseFilter({ ...search, ip: given });
  const { ip } = filter;
  if (ip === null || ip.includes('/')) notFound();
  const ask = { viewer, filter, now: new Date() };
  if (await isGroupUnknown(viewer, filter)) {
    return <NoGroup title={ip} path={`/ips/${encodeURIComponent(ip)}`} filter={filter} />;
  }
  const lens = parseLens(search, SOURCE_LENSES);
  const path = pagePath(`/ips/${encodeURIComponent(ip)}`, lensInPath(lens));
  const peeking = { open: parsePeek(search), path, filter };
  return (
    <>
      <PageBar path={pagePath(path, peekInPath(peeking.open))} {...ask} />
      <PageBody>
        <Slot>
          <PeriodNotices {...ask} />
        </Slot>
        <Slot fallback={<PanelSkeleton height={420} />}>
          <ClientWords of={['answer']}>
            <SourcePanels ip={ip} peeking={peeking} {...ask}>
              <Slot fallback={<PanelSkeleton height={220} />}>
                <DiagnosisPanel {...ask} />
              </Slot>
              <Slot fallback={<PanelSkeleton height={446} />}>
                <TrendPanel
                  path={path}
                  title={t('service.overTime')}
                  lens={lens}
                  lenses={SOURCE_LENSES}
                  file={VOLUME_FILE}
                  {...ask}
                />
              </Slot>
            </SourcePanels>
          </ClientWords>
        </Slot>
      </PageBody>
      <PeekPanel peeking={peeking} {...ask} />
    </>
  );
}
