import { db } from '#lib/db/client';
import { unicodeDomain } from '#lib/domain-name';
import { runsAll, type Viewer } from '#lib/filter/viewer';

/** A domain as it is managed: what was said of it by hand. */
export type ManagedDomain = {
  name: string;
  unicode: string;
  isDemo: boolean;
  /** Since when it is said to send no mail. */
  parkedAt: Date | null;
  /** The groups that it is in, by name. */
  groups: string[];
};

/** Every domain, for those who manage them; nothing for all others. */
export async function managedDomains(viewer: Viewer): Promise<ManagedDomain[]> {
  if (!runsAll(viewer)) return [];
  const rows = await db().domain.findMany({
    orderBy: [{ isDemo: 'asc' }, { name: 'asc' }],
    select: {
      name: true,
      isDemo: true,
      parkedAt: true,
      groups: {
        select: { group: { select: { name: true } } },
        orderBy: { group: { nameKey: 'asc' } },
      },
    },
  });
  return rows.map(({ groups, ...domain }) => ({
    ...domain,
    unicode: unicodeDomain(domain.name),
    groups: groups.map(({ group }) => group.name),
  }));
}
