import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { Suspense } from 'react';
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
          <SourcePanels ip={ip} {...ask}>
            <Suspense fallback={<PanelSkeleton height={220} />}>
              <DiagnosisPanel {...ask} />
            </Suspense>
            <Suspense fallback={<PanelSkeleton height={446} />}>
              <VolumePanel path={path} title="Its mail over time" {...ask} />
            </Suspense>
          </SourcePanels>
        </Suspense>
      </PageBody>
    </>
  );
}
