import { db } from '#lib/db/client';
import type { Viewer } from '#lib/filter/viewer';

/** A group as far as the viewer may see it. */
export type DomainGroup = {
  id: number;
  name: string;
  note: string | null;
  /** A-labels, by name. */
  domains: string[];
};

/** Every group, by name; for who is limited those alone that hold a domain of theirs, cut to these. */
export async function domainGroups({ domains }: Viewer): Promise<DomainGroup[]> {
  const seen = domains === 'all' ? {} : { domainId: { in: [...domains] } };
  const groups = await db().domainGroup.findMany({
    where: domains === 'all' ? {} : { domains: { some: seen } },
    orderBy: { nameKey: 'asc' },
    select: {
      id: true,
      name: true,
      note: true,
      domains: {
        where: seen,
        select: { domain: { select: { name: true } } },
        orderBy: { domain: { name: 'asc' } },
      },
    },
  });
  return groups.map(({ domains: held, ...group }) => ({
    ...group,
    domains: held.map(({ domain }) => domain.name),
  }));
}
