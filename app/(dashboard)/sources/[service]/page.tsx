import type { Metadata } from 'next';
import { Suspense } from 'react';
import { ClientWords } from '#app/_ui/client-words';
import { PageBody } from '#app/_ui/page-body';
import { PanelSkeleton } from '#app/_ui/skeleton';
import { PageBar } from '#app/(dashboard)/page-bar';
import { PeriodNotices } from '#app/(dashboard)/period-notices';
import { servicePath } from '#app/(dashboard)/sources/sources-view';
import { requireViewer } from '#lib/auth/require-viewer';
import { parseFilter, type Search } from '#lib/filter/filter';
import { ServicePanels } from './service-panels.tsx';

type ServicePageProps = { params: Promise<{ service: string }>; searchParams: Promise<Search> };

export async function generateMetadata({ params }: ServicePageProps): Promise<Metadata> {
  return { title: decodeURIComponent((await params).service) };
}

export default async function ServicePage({ params, searchParams }: ServicePageProps) {
  const viewer = await requireViewer();
  const name = decodeURIComponent((await params).service).slice(0, 255);
  const ask = { viewer, filter: parseFilter(await searchParams), now: new Date() };
  const path = servicePath(name);
  return (
    <>
      <PageBar path={path} {...ask} />
      <PageBody>
        <Suspense>
          <PeriodNotices {...ask} />
        </Suspense>
        <Suspense fallback={<PanelSkeleton height={760} />}>
          <ClientWords of={['answer']}>
            <ServicePanels name={name} path={path} {...ask} />
          </ClientWords>
        </Suspense>
      </PageBody>
    </>
  );
}
