import { db } from '#lib/db/client';
import { unicodeDomain } from '#lib/domain-name';
import type { Viewer } from '#lib/filter/viewer';

/** A domain by name, as an A-label and as people write it. */
export type DomainName = { name: string; unicode: string; isDemo: boolean };

/** The domains a viewer may choose among: real ones first, each by name. */
export async function domainNames({ domains }: Viewer): Promise<DomainName[]> {
  const rows = await db().domain.findMany({
    where: domains === 'all' ? {} : { id: { in: [...domains] } },
    select: { name: true, isDemo: true },
    orderBy: [{ isDemo: 'asc' }, { name: 'asc' }],
  });
  return rows.map(({ name, isDemo }) => ({ name, unicode: unicodeDomain(name), isDemo }));
}
