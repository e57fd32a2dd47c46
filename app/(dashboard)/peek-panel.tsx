import { useTranslations } from 'next-intl';
import { pageHref } from '#app/_ui/page-href';
import { type PeekId, type Peeking, parseDays, peekHref } from '#app/_ui/peek';
import { PeekFrame } from '#app/_ui/peek-frame.client';
import { Skeleton } from '#app/_ui/skeleton';
import { Slot } from '#app/_ui/slot';
import { filterToSearch } from '#lib/filter/filter';
import type { Words } from '#lib/words/translate';
import { DaysPeek } from './days-peek.tsx';
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
      kind={t(`kind.${open.kind}`)}
      label={labelOf(open, t)}
      fullHref={fullHref(open, ask)}
      closeHref={peekHref(peeking, null)}
    >
      <Slot fallback={<PeekSkeleton />}>
        <Body open={open} ask={ask} />
      </Slot>
    </PeekFrame>
  );
}

function labelOf({ kind, name }: PeekId, t: Words<'overview.peek'>) {
  switch (kind) {
    case 'ip':
      return t('addressOf', { name });
    case 'service':
      return t('sourceOf', { name });
    case 'days':
    case 'report':
      return t(`kind.${kind}`);
  }
}

function Body({ open: { kind, name }, ask }: { open: PeekId; ask: Ask }) {
  switch (kind) {
    case 'ip':
      return <AddressPeek ip={name} {...ask} />;
    case 'service':
      return <ServicePeek name={name} {...ask} />;
    case 'days':
      return <DaysPeek name={name} {...ask} />;
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
    case 'days':
      return `/reports${filterToSearch(filter, { ...bare, period: parseDays(name) ?? filter.period })}`;
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
