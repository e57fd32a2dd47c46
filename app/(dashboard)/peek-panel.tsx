import { useTranslations } from 'next-intl';
import { Suspense } from 'react';
import { pageHref } from '#app/_ui/page-href';
import { type PeekId, type Peeking, peekHref } from '#app/_ui/peek';
import { PeekFrame } from '#app/_ui/peek-frame.client';
import { Skeleton } from '#app/_ui/skeleton';
import type { Words } from '#lib/words/translate';
import type { Ask } from './page-bar.tsx';
import { ReportPeek } from './reports/report-peek.tsx';
import { AddressPeek, ServicePeek } from './sources/source-peek.tsx';
import { servicePath } from './sources/sources-view.tsx';

/** What a row of the page's list holds, where one is open: by the questions of its own page. */
export function PeekPanel({ peeking, ...ask }: Ask & { peeking: Peeking }) {
  const t = useTranslations('overview.peek');
  const { open } = peeking;
  if (open === null) return null;
  const key = `${open.kind}:${open.name}`;
  return (
    <PeekFrame
      key={key}
      kind={t(open.kind === 'ip' ? 'address' : open.kind === 'service' ? 'source' : 'report')}
      label={labelOf(open, t)}
      fullHref={fullHref(open, ask)}
      closeHref={peekHref(peeking, null)}
    >
      <Suspense fallback={<PeekSkeleton />}>
        <Body open={open} ask={ask} />
      </Suspense>
    </PeekFrame>
  );
}

function labelOf({ kind, name }: PeekId, t: Words<'overview.peek'>) {
  if (kind === 'report') return t('report');
  return t(kind === 'ip' ? 'addressOf' : 'sourceOf', { name });
}

function Body({ open: { kind, name }, ask }: { open: PeekId; ask: Ask }) {
  switch (kind) {
    case 'ip':
      return <AddressPeek ip={name} {...ask} />;
    case 'service':
      return <ServicePeek name={name} {...ask} />;
    case 'report':
      return <ReportPeek uid={name} viewer={ask.viewer} />;
  }
}

/** Where all of it is told. */
function fullHref({ kind, name }: PeekId, { filter }: Ask) {
  const bare = { sort: null, q: null };
  switch (kind) {
    case 'ip':
      return pageHref(`/ips/${encodeURIComponent(name)}`, filter, bare);
    case 'service':
      return pageHref(servicePath(name), filter, bare);
    case 'report':
      return `/reports/${encodeURIComponent(name)}`;
  }
}

function PeekSkeleton() {
  const t = useTranslations('overview.peek');
  return (
    <div aria-busy="true" className="flex flex-col gap-4 px-[18px] py-4">
      <Skeleton className="h-7 w-3/4" />
      <Skeleton className="h-24 w-full" />
      <Skeleton className="h-40 w-full" />
      <span className="sr-only">{t('loading')}</span>
    </div>
  );
}
