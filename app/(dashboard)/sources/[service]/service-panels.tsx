import { Suspense } from 'react';
import { Empty } from '#app/_ui/empty';
import { PageHeader } from '#app/_ui/page-header';
import { pageHref } from '#app/_ui/page-href';
import { Panel } from '#app/_ui/panel';
import { PanelSkeleton } from '#app/_ui/skeleton';
import { DiagnosisPanel } from '#app/(dashboard)/ips/[ip]/diagnosis-panel';
import type { Ask } from '#app/(dashboard)/page-bar';
import { askClassified } from '#app/(dashboard)/sources/asked-sources';
import { DomainsOfSource } from '#app/(dashboard)/sources/domains-of-source';
import { subjectOf } from '#app/(dashboard)/sources/subject';
import { WhoPanel } from '#app/(dashboard)/sources/who-panel';
import { VolumePanel } from '#app/(dashboard)/volume-panel';
import { mayLabel } from '#lib/auth/require-viewer';
import { formatDays } from '#lib/format/date';
import { formatCount } from '#lib/format/number';
import { KIND_LABELS } from '#lib/format/source-label';
import { serviceHours, serviceVolume } from '#lib/queries/service-detail';
import { groupSources, type SourceGroup } from '#lib/queries/source-groups';
import { AddressesPanel } from './addresses-panel.tsx';
import { ServiceEvidence } from './service-evidence.tsx';

type ServicePanelsProps = Ask & { name: string; path: string };

/** One service, or one organisation in the names of hosts: whose it is, and all that it sends. */
export async function ServicePanels({ name, path, ...ask }: ServicePanelsProps) {
  const { viewer, filter, now } = ask;
  const { sources } = await askClassified(viewer, filter, now);
  const group = groupSources(sources, 'service').find(({ key }) => key === name) ?? null;
  const pairs = group?.sources ?? [];
  return (
    <>
      <PageHeader
        crumbs={[{ href: pageHref('/sources', filter, { sort: null }), text: 'Sources' }]}
        title={name}
        lead={group ? leadOf(group) : null}
      />
      {group === null ? (
        <Panel title="Verdict">
          <Empty
            kind="range"
            title={`${name} sent nothing in your name in this period`}
            action={{ href: pageHref('/sources', filter), text: 'All sources' }}
          />
        </Panel>
      ) : (
        <>
          <WhoPanel
            name={name}
            subject={subjectOf(group)}
            sources={pairs}
            mayLabel={mayLabel(viewer)}
            reportsHref={() => null}
          />
          <Suspense fallback={<PanelSkeleton height={220} />}>
            <DiagnosisPanel of={pairs} {...ask} />
          </Suspense>
          <Suspense fallback={<PanelSkeleton height={446} />}>
            <VolumePanel
              path={path}
              title="Its mail over time"
              volume={(...asked) => serviceVolume(asked[0], asked[1], pairs, asked[2])}
              hours={(...asked) => serviceHours(asked[0], asked[1], pairs, asked[2], asked[3])}
              {...ask}
            />
          </Suspense>
          <DomainsOfSource sources={pairs} filter={filter} />
          <AddressesPanel name={name} pairs={pairs} {...ask} />
          <Suspense fallback={<PanelSkeleton height={420} />}>
            <ServiceEvidence pairs={pairs} {...ask} />
          </Suspense>
        </>
      )}
    </>
  );
}

function leadOf({ sender, addresses, messages, firstDay, lastDay }: SourceGroup) {
  return (
    <p className="flex flex-wrap gap-x-5">
      <span>
        <b className="text-ink">{formatCount(messages)}</b> messages reported
      </span>
      {sender ? <span>{KIND_LABELS[sender.kind]}</span> : null}
      <span>
        {formatCount(addresses)} {addresses === 1 ? 'address' : 'addresses'}
      </span>
      <span>seen {formatDays(firstDay, lastDay)}</span>
    </p>
  );
}
