import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { Suspense } from 'react';
import { PageBody } from '#app/_ui/page-body';
import { FiguresSkeleton, PanelSkeleton } from '#app/_ui/skeleton';
import { DroppedNotice } from '#app/(dashboard)/dropped-notice';
import { PageBar } from '#app/(dashboard)/page-bar';
import { SourcesPanel } from '#app/(dashboard)/sources-panel';
import { VolumePanel } from '#app/(dashboard)/volume-panel';
import { WhyPanel } from '#app/(dashboard)/why-panel';
import { requireViewer } from '#lib/auth/require-viewer';
import { normaliseDomain, unicodeDomain } from '#lib/domain-name';
import { parseFilter, type Search } from '#lib/filter/filter';
import { DispositionsPanel } from './dispositions-panel.tsx';
import { DomainFigures } from './domain-figures.tsx';
import { DomainHeader } from './domain-header.tsx';
import { PolicyHistory } from './policy-history.tsx';
import { RecentReports } from './recent-reports.tsx';
import { ReportersPanel } from './reporters-panel.tsx';

type DomainPageProps = { params: Promise<{ domain: string }>; searchParams: Promise<Search> };

export async function generateMetadata({ params }: DomainPageProps): Promise<Metadata> {
  return { title: unicodeDomain(decodeURIComponent((await params).domain)) };
}

export default async function DomainPage({ params, searchParams }: DomainPageProps) {
  const viewer = await requireViewer();
  const domain = normaliseDomain(decodeURIComponent((await params).domain));
  if (domain === null) notFound();
  const filter = { ...parseFilter(await searchParams), domains: [domain] };
  const ask = { viewer, filter, now: new Date() };
  const path = `/domains/${domain}`;
  return (
    <>
      <PageBar path={path} {...ask} />
      <PageBody>
        <Suspense fallback={<div className="h-[86px]" />}>
          <DomainHeader domain={domain} {...ask} />
        </Suspense>
        <Suspense>
          <DroppedNotice {...ask} />
        </Suspense>
        <Suspense fallback={<FiguresSkeleton />}>
          <DomainFigures {...ask} />
        </Suspense>
        <Suspense fallback={<PanelSkeleton height={446} />}>
          <VolumePanel path={path} {...ask} />
        </Suspense>
        <Suspense fallback={<PanelSkeleton height={360} />}>
          <WhyPanel {...ask} />
        </Suspense>
        <Suspense fallback={<PanelSkeleton height={320} />}>
          <DispositionsPanel {...ask} />
        </Suspense>
        <Suspense fallback={<PanelSkeleton height={160} />}>
          <PolicyHistory {...ask} />
        </Suspense>
        <Suspense fallback={<PanelSkeleton height={480} />}>
          <SourcesPanel {...ask} />
        </Suspense>
        <Suspense fallback={<PanelSkeleton height={360} />}>
          <ReportersPanel {...ask} />
        </Suspense>
        <Suspense fallback={<PanelSkeleton height={360} />}>
          <RecentReports {...ask} />
        </Suspense>
      </PageBody>
    </>
  );
}
