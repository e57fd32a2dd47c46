import { getTranslations } from 'next-intl/server';
import { ButtonLink } from '#app/_ui/button';
import { Fact, Facts } from '#app/_ui/facts';
import { formats } from '#app/_ui/formats';
import { Panel } from '#app/_ui/panel';
import { askGroups } from '#app/(dashboard)/asked';
import type { Viewer } from '#lib/filter/viewer';
import { managedDomains } from '#lib/queries/managed-domains';

/** How many domains and groups there are, in short. */
export async function DomainsLinkPanel({ viewer }: { viewer: Viewer }) {
  const [t, f] = await Promise.all([getTranslations('settings'), formats()]);
  const [domains, groups] = await Promise.all([managedDomains(viewer), askGroups(viewer)]);
  const parked = domains.filter(({ parkedAt }) => parkedAt !== null).length;
  return (
    <Panel
      title={t('domains.title')}
      note={t('domains.linkNote')}
      action={
        <ButtonLink href="/settings/domains" small>
          {t('change')}
        </ButtonLink>
      }
    >
      <Facts>
        <Fact name={t('domains.domains')}>{f.count(domains.length)}</Fact>
        <Fact name={t('domains.groups')}>
          {groups.map(({ name }) => name).join(', ') || t('none')}
        </Fact>
        <Fact name={t('domains.areParked')}>{f.count(parked)}</Fact>
      </Facts>
    </Panel>
  );
}
