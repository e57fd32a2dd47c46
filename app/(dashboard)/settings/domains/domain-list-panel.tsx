import { getTranslations } from 'next-intl/server';
import { Empty } from '#app/_ui/empty';
import { Panel } from '#app/_ui/panel';
import { PillLink } from '#app/_ui/pill-link';
import { askGroups } from '#app/(dashboard)/asked';
import type { Viewer } from '#lib/filter/viewer';
import { retentionInForce } from '#lib/jobs/retention';
import { type ManagedDomain, managedDomains } from '#lib/queries/managed-domains';
import { AddForm } from './add-form.client.tsx';
import { DomainTable } from './domain-table.tsx';
import { TickedDomains } from './ticked-domains.client.tsx';

type DomainListPanelProps = {
  viewer: Viewer;
  /** Those that somebody has ticked before, by name. */
  ticked: readonly string[];
  /** `show=` of the address: a group by its id, `none` or `parked`. */
  show: string;
};

/** A part of the list, by the value of `show=`. */
type Part = { key: string; text: string; holds: (domain: ManagedDomain) => boolean };

/** Every domain with the groups it is in and whether it is parked; many are changed in one go. */
export async function DomainListPanel({ viewer, ticked, show }: DomainListPanelProps) {
  const t = await getTranslations('settings.domains');
  const [all, groups, { domainDays }] = await Promise.all([
    managedDomains(viewer),
    askGroups(viewer),
    retentionInForce(),
  ]);
  const parts: Part[] = [
    { key: '', text: t('all'), holds: () => true },
    ...groups.map(
      ({ id, name }): Part => ({
        key: String(id),
        text: name,
        holds: (domain) => domain.groups.includes(name),
      }),
    ),
    { key: 'none', text: t('inNone'), holds: (domain) => domain.groups.length === 0 },
    { key: 'parked', text: t('areParked'), holds: (domain) => domain.parkedAt !== null },
  ];
  const chosen = parts.find(({ key }) => key === show) ?? parts[0];
  const rows = all.filter((domain) => chosen?.holds(domain));
  return (
    <Panel title={t('domains')} note={t('domainsNote')} id="domains">
      {all.length > 0 ? (
        <ul aria-label={t('parts')} className="flex flex-wrap gap-1.5 px-[18px] pt-3">
          {parts.map(({ key, text, holds }) => (
            <li key={key}>
              <PillLink
                href={key === '' ? '/settings/domains' : `/settings/domains?show=${key}`}
                current={key === chosen?.key}
                count={all.filter(holds).length}
              >
                {text}
              </PillLink>
            </li>
          ))}
        </ul>
      ) : null}
      {rows.length > 0 ? (
        <TickedDomains
          groups={groups}
          before={rows.filter(({ name }) => ticked.includes(name)).length}
        >
          <DomainTable rows={rows} ticked={ticked} domainDays={domainDays} now={new Date()} />
        </TickedDomains>
      ) : (
        <Empty
          kind={all.length === 0 ? 'never' : 'filtered'}
          title={all.length === 0 ? t('noDomain') : t('noneHere')}
        >
          {all.length === 0 ? t('domainsAppear') : t('tickThem')}
        </Empty>
      )}
      <AddForm />
    </Panel>
  );
}
