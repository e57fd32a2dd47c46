import { useTranslations } from 'next-intl';
import { getTranslations } from 'next-intl/server';
import { type ReactNode, Suspense } from 'react';
import { ButtonLink } from '#app/_ui/button';
import { Empty } from '#app/_ui/empty';
import { PageHeader } from '#app/_ui/page-header';
import { pageHref } from '#app/_ui/page-href';
import { Panel } from '#app/_ui/panel';
import type { Peeking } from '#app/_ui/peek';
import { Slot } from '#app/_ui/slot';
import { useFormats } from '#app/_ui/use-formats';
import type { Ask } from '#app/(dashboard)/page-bar';
import { askClassified, askSourceDetail } from '#app/(dashboard)/sources/asked-sources';
import { DomainsOfSource } from '#app/(dashboard)/sources/domains-of-source';
import { WhoPanel } from '#app/(dashboard)/sources/who-panel';
import { mayLabel } from '#lib/auth/require-viewer';
import { filterToSearch } from '#lib/filter/filter';
import type { ClassifiedSource } from '#lib/queries/classified-sources';
import type { SourceDetail } from '#lib/queries/source-detail';
import { AuthMatrix } from './auth-matrix.tsx';
import { FactsPanel } from './facts-panel.tsx';
import { FirstSeenFact } from './first-seen-fact.tsx';
import { SimilarPanel } from './similar-panel.tsx';
import { SourceReporters } from './source-reporters.tsx';
import { SpfFact } from './spf-fact.tsx';

type SourcePanelsProps = Ask & { ip: string; peeking: Peeking; children: ReactNode };

/** One address: whose it is, how its mail fares and why, what is known of it, and who saw it. */
export async function SourcePanels({ ip, peeking, children, ...ask }: SourcePanelsProps) {
  const t = await getTranslations('source');
  const { viewer, filter, now } = ask;
  const [source, { sources }] = await Promise.all([
    askSourceDetail(viewer, filter, ip, now),
    askClassified(viewer, filter, now),
  ]);
  const sender = sources[0]?.sender ?? null;
  const domains = [...new Set(sources.map(({ domain }) => domain))];
  const reports = (changes = {}) => `/reports${filterToSearch(filter, { sort: null, ...changes })}`;
  return (
    <>
      <PageHeader
        crumbs={crumbsOf(filter, sources[0], t('title'))}
        title={ip}
        lead={<SourceLead source={source} />}
        actions={<ButtonLink href={reports()}>{t('lead.reports')}</ButtonLink>}
      />
      {source.messages === 0 ? (
        <Panel title={t('service.verdict')}>
          <Empty kind="range" title={t('peek.nothing')} />
        </Panel>
      ) : (
        <WhoPanel
          name={ip}
          subject={`ip:${ip}`}
          sources={sources}
          mayLabel={mayLabel(viewer)}
          reportsHref={(outcome) => reports({ outcomes: { not: false, values: [outcome] } })}
        />
      )}
      {children}
      <FactsPanel source={source} sender={sender}>
        <Suspense>
          <SpfFact ip={ip} viewer={viewer} filter={filter} domains={domains} />
        </Suspense>
        <Suspense>
          <FirstSeenFact ip={ip} domains={domains} {...ask} />
        </Suspense>
      </FactsPanel>
      <DomainsOfSource sources={sources} filter={filter} />
      <Slot>
        <SimilarPanel ip={ip} peeking={peeking} {...ask} />
      </Slot>
      <AuthMatrix rows={source.matrix} />
      <SourceReporters reporters={source.reporters} filter={filter} />
    </>
  );
}

/** By way of its service, where it has one. */
function crumbsOf(filter: Ask['filter'], source: ClassifiedSource | undefined, text: string) {
  const name = source?.sender?.name ?? source?.ptrBase ?? null;
  const wide = { ip: null, sort: null };
  return [
    { href: pageHref('/sources', filter, wide), text },
    ...(name === null
      ? []
      : [{ href: pageHref(`/sources/${encodeURIComponent(name)}`, filter, wide), text: name }]),
  ];
}

function SourceLead({ source }: { source: SourceDetail }) {
  const t = useTranslations('source.lead');
  const f = useFormats();
  const { ptr, messages, firstDay, lastDay } = source;
  return (
    <p className="flex flex-wrap gap-x-5">
      <span>
        {t.rich('messages', {
          count: f.count(messages),
          b: (text) => <b className="text-ink">{text}</b>,
        })}
      </span>
      {ptr ? <span>{ptr}</span> : null}
      {firstDay && lastDay ? (
        <span>
          {firstDay === lastDay
            ? t('seenOn', { day: f.day(firstDay) })
            : t('seen', { days: f.days(firstDay, lastDay) })}
        </span>
      ) : null}
    </p>
  );
}
