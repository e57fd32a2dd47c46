import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { PageBody } from '#app/_ui/page-body';
import { pageHref, pagePath } from '#app/_ui/page-href';
import { parsePeek, peekInPath } from '#app/_ui/peek';
import { PanelSkeleton } from '#app/_ui/skeleton';
import { Slot } from '#app/_ui/slot';
import { Tabs } from '#app/_ui/tabs';
import { askDomainNames } from '#app/(dashboard)/asked';
import { PageBar } from '#app/(dashboard)/page-bar';
import { PeekPanel } from '#app/(dashboard)/peek-panel';
import { PeriodNotices } from '#app/(dashboard)/period-notices';
import { DOMAIN_LENSES, lensInPath, parseLens } from '#app/(dashboard)/trend-view';
import { requireViewer } from '#lib/auth/require-viewer';
import { normaliseDomain, unicodeDomain } from '#lib/domain-name';
import { parseFilter, type Search } from '#lib/filter/filter';
import { DomainHeader } from './domain-header.tsx';
import { DomainPanels } from './domain-panels.tsx';
import { ReportersTab } from './reporters-tab.tsx';

type DomainPageProps = { params: Promise<{ domain: string }>; searchParams: Promise<Search> };

export async function generateMetadata({ params }: DomainPageProps): Promise<Metadata> {
  return { title: unicodeDomain(decodeURIComponent((await params).domain)) };
}

export default async function DomainPage({ params, searchParams }: DomainPageProps) {
  const t = await getTranslations('domain');
  const viewer = await requireViewer();
  const domain = normaliseDomain(decodeURIComponent((await params).domain));
  const known = await askDomainNames(viewer);
  if (domain === null || !known.some(({ name }) => name === domain)) notFound();
  const search = await searchParams;
  const { tab, ...asked } = search;
  const filter = { ...parseFilter(asked), domains: [domain], group: null };
  const ask = { viewer, filter, now: new Date() };
  const lens = parseLens(search, DOMAIN_LENSES);
  const path = pagePath(`/domains/${domain}`, lensInPath(lens));
  const peeking = { open: parsePeek(search), path, filter };
  const reporters = pagePath(path, { tab: 'reporters' });
  return (
    <>
      <PageBar
        path={tab === 'reporters' ? reporters : pagePath(path, peekInPath(peeking.open))}
        {...ask}
      />
      <PageBody>
        <Slot fallback={<div className="h-[86px]" />}>
          <DomainHeader domain={domain} {...ask} />
        </Slot>
        <Slot>
          <PeriodNotices {...ask} />
        </Slot>
        <Tabs
          label={t('tabs')}
          tabs={[
            { href: pageHref(path, filter), text: t('summary'), current: tab !== 'reporters' },
            {
              href: pageHref(reporters, filter),
              text: t('reporters'),
              current: tab === 'reporters',
            },
          ]}
        />
        {tab === 'reporters' ? (
          <Slot fallback={<PanelSkeleton height={640} />}>
            <ReportersTab {...ask} />
          </Slot>
        ) : (
          <DomainPanels lens={lens} peeking={peeking} {...ask} />
        )}
      </PageBody>
      {tab === 'reporters' ? null : <PeekPanel peeking={peeking} {...ask} />}
    </>
  );
}
