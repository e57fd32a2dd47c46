import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { Suspense } from 'react';
import { ClientWords } from '#app/_ui/client-words';
import { PageBody } from '#app/_ui/page-body';
import { PanelSkeleton } from '#app/_ui/skeleton';
import { PageBar } from '#app/(dashboard)/page-bar';
import { PeriodNotices } from '#app/(dashboard)/period-notices';
import { VolumePanel } from '#app/(dashboard)/volume-panel';
import { requireViewer } from '#lib/auth/require-viewer';
import { parseFilter, type Search } from '#lib/filter/filter';
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
  const filter = parseFilter({ ...(await searchParams), ip: given });
  const { ip } = filter;
  if (ip === null || ip.includes('/')) notFound();
  const ask = { viewer, filter, now: new Date() };
  const path = `/ips/${encodeURIComponent(ip)}`;
  return (
    <>
      <PageBar path={path} {...ask} />
      <PageBody>
        <Suspense>
          <PeriodNotices {...ask} />
        </Suspense>
        <Suspense fallback={<PanelSkeleton height={420} />}>
          <ClientWords of={['answer']}>
            <SourcePanels ip={ip} {...ask}>
              <Suspense fallback={<PanelSkeleton height={220} />}>
                <DiagnosisPanel {...ask} />
              </Suspense>
              <Suspense fallback={<PanelSkeleton height={446} />}>
                <VolumePanel path={path} title={t('service.overTime')} {...ask} />
              </Suspense>
            </SourcePanels>
          </ClientWords>
        </Suspense>
      </PageBody>
    </>
  );
}
