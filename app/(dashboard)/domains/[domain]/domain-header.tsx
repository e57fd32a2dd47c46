import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { Badge } from '#app/_ui/badge';
import { DomainName } from '#app/_ui/domain-name';
import { PageHeader } from '#app/_ui/page-header';
import { PolicySentence } from '#app/_ui/policy-sentence';
import { askDomains } from '#app/(dashboard)/asked';
import type { Ask } from '#app/(dashboard)/page-bar';
import { filterToSearch } from '#lib/filter/filter';

/** The domain and what it asks of receivers, as its newest report saw it. */
export async function DomainHeader({ domain, viewer, filter, now }: Ask & { domain: string }) {
  const t = await getTranslations('domain');
  const [row] = await askDomains(viewer, filter, now);
  if (!row) notFound();
  const ui = await getTranslations('ui');
  const { unicode, policy, parked } = row;
  return (
    <PageHeader
      crumbs={[
        {
          href: `/${filterToSearch({ ...filter, domains: [], group: null })}`,
          text: (await getTranslations('overview'))('title'),
        },
      ]}
      title={<DomainName name={domain} unicode={unicode} />}
      actions={parked ? <Badge tone="quiet">{ui('parked')}</Badge> : undefined}
      lead={<p>{policy ? <PolicySentence domain={unicode} {...policy} /> : t('noReport')}</p>}
    />
  );
}
