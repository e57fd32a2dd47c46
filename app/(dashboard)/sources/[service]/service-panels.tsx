import { useTranslations } from 'next-intl';
import { getTranslations } from 'next-intl/server';
import { Empty } from '#app/_ui/empty';
import { PageHeader } from '#app/_ui/page-header';
import { pageHref, pagePath } from '#app/_ui/page-href';
import { Panel } from '#app/_ui/panel';
import type { Peeking } from '#app/_ui/peek';
import { PanelSkeleton } from '#app/_ui/skeleton';
import { Slot } from '#app/_ui/slot';
import { useFormats } from '#app/_ui/use-formats';
import { volumeOfSources } from '#app/(dashboard)/asked-volume';
import { DiagnosisPanel } from '#app/(dashboard)/ips/[ip]/diagnosis-panel';
import type { Ask } from '#app/(dashboard)/page-bar';
import { askClassified } from '#app/(dashboard)/sources/asked-sources';
import { DomainsOfSource } from '#app/(dashboard)/sources/domains-of-source';
import { subjectOf } from '#app/(dashboard)/sources/subject';
import { WhoPanel } from '#app/(dashboard)/sources/who-panel';
import { TrendPanel } from '#app/(dashboard)/trend-panel';
import { type Lens, SOURCE_LENSES, VOLUME_FILE } from '#app/(dashboard)/trend-view';
import { mayLabel } from '#lib/auth/require-viewer';
import { groupSources, type SourceGroup } from '#lib/queries/source-groups';
import { AddressesPanel } from './addresses-panel.tsx';
import { ServiceEvidence } from './service-evidence.tsx';

type ServicePanelsProps = Ask & { name: string; lens: Lens; peeking: Peeking };

/** One service, or one organisation in the names of hosts: whose it is, and all that it sends. */
export async function ServicePanels({ name, lens, peeking, ...ask }: ServicePanelsProps) {
  const t = await getTranslations('source');
  const { viewer, filter, now } = ask;
  const { sources } = await askClassified(viewer, filter, now);
  const group = groupSources(sources, 'service').find(({ key }) => key === name) ?? null;
  const pairs = group?.sources ?? [];
  return (
    <>
      <PageHeader
        crumbs={[{ href: pageHref('/sources', filter, { sort: null }), text: t('title') }]}
        title={name}
        lead={group ? <Lead group={group} /> : null}
      />
      {group === null ? (
        <Panel title={t('service.verdict')}>
          <Empty
            kind="range"
            title={t('service.nothing', { name })}
            action={{ href: pageHref('/sources', filter), text: t('list.all') }}
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
          <Slot fallback={<PanelSkeleton height={220} />}>
            <DiagnosisPanel of={pairs} {...ask} />
          </Slot>
          <Slot fallback={<PanelSkeleton height={446} />}>
            <TrendPanel
              path={peeking.path}
              lens={lens}
              lenses={SOURCE_LENSES}
              title={t('service.overTime')}
              file={pagePath(VOLUME_FILE, { service: name })}
              {...volumeOfSources(pairs)}
              {...ask}
            />
          </Slot>
          <DomainsOfSource sources={pairs} filter={filter} />
          <AddressesPanel name={name} pairs={pairs} peeking={peeking} {...ask} />
          <Slot fallback={<PanelSkeleton height={420} />}>
            <ServiceEvidence pairs={pairs} {...ask} />
          </Slot>
        </>
      )}
    </>
  );
}

function Lead({ group }: { group: SourceGroup }) {
  const t = useTranslations('source.lead');
  const kind = useTranslations('label.kind');
  const f = useFormats();
  const { sender, addresses, messages, firstDay, lastDay } = group;
  return (
    <p className="flex flex-wrap gap-x-5">
      <span>
        {t.rich('messages', {
          count: f.count(messages),
          b: (text) => <b className="text-ink">{text}</b>,
        })}
      </span>
      {sender ? <span>{kind(sender.kind)}</span> : null}
      <span>{t('addresses', { n: addresses, count: f.count(addresses) })}</span>
      <span>{t('seen', { days: f.days(firstDay, lastDay) })}</span>
    </p>
  );
}
