import type { ReactNode } from 'react';
import { ButtonLink } from '#app/_ui/button';
import { Empty } from '#app/_ui/empty';
import { PageHeader } from '#app/_ui/page-header';
import { pageHref } from '#app/_ui/page-href';
import { Panel } from '#app/_ui/panel';
import type { Ask } from '#app/(dashboard)/page-bar';
import { askClassified, askSourceDetail } from '#app/(dashboard)/sources/asked-sources';
import { DomainsOfSource } from '#app/(dashboard)/sources/domains-of-source';
import { WhoPanel } from '#app/(dashboard)/sources/who-panel';
import { mayLabel } from '#lib/auth/require-viewer';
import { filterToSearch } from '#lib/filter/filter';
import { formatDay, formatDays } from '#lib/format/date';
import { formatCount } from '#lib/format/number';
import type { ClassifiedSource } from '#lib/queries/classified-sources';
import type { SourceDetail } from '#lib/queries/source-detail';
import { AuthMatrix } from './auth-matrix.tsx';
import { FactsPanel } from './facts-panel.tsx';
import { SourceReporters } from './source-reporters.tsx';

type SourcePanelsProps = Ask & { ip: string; children: ReactNode };

/** One address: whose it is, how its mail fares and why, what is known of it, and who saw it. */
export async function SourcePanels({ ip, viewer, filter, now, children }: SourcePanelsProps) {
  const [source, { sources }] = await Promise.all([
    askSourceDetail(viewer, filter, ip, now),
    askClassified(viewer, filter, now),
  ]);
  const sender = sources[0]?.sender ?? null;
  const reports = (changes = {}) => `/reports${filterToSearch(filter, { sort: null, ...changes })}`;
  return (
    <>
      <PageHeader
        crumbs={crumbsOf(filter, sources[0])}
        title={ip}
        lead={<SourceLead source={source} />}
        actions={<ButtonLink href={reports()}>Its reports</ButtonLink>}
      />
      {source.messages === 0 ? (
        <Panel title="Verdict">
          <Empty kind="range" title="It sent nothing in your name in this period" />
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
      <FactsPanel source={source} sender={sender} />
      <DomainsOfSource sources={sources} filter={filter} />
      <AuthMatrix rows={source.matrix} />
      <SourceReporters reporters={source.reporters} filter={filter} />
    </>
  );
}

/** By way of its service, where it has one. */
function crumbsOf(filter: Ask['filter'], source: ClassifiedSource | undefined) {
  const name = source?.sender?.name ?? source?.ptrBase ?? null;
  const wide = { ip: null, sort: null };
  return [
    { href: pageHref('/sources', filter, wide), text: 'Sources' },
    ...(name === null
      ? []
      : [{ href: pageHref(`/sources/${encodeURIComponent(name)}`, filter, wide), text: name }]),
  ];
}

function SourceLead({ source }: { source: SourceDetail }) {
  const { ptr, messages, firstDay, lastDay } = source;
  return (
    <p className="flex flex-wrap gap-x-5">
      <span>
        <b className="text-ink">{formatCount(messages)}</b> messages reported
      </span>
      {ptr ? <span>{ptr}</span> : null}
      {firstDay && lastDay ? <span>{seen(firstDay, lastDay)}</span> : null}
    </p>
  );
}

function seen(first: string, last: string) {
  return first === last ? `seen on ${formatDay(first)}` : `seen ${formatDays(first, last)}`;
}
