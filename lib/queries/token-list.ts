import { db } from '#lib/db/client';
import { runsAll, type Viewer } from '#lib/filter/viewer';
import { groupNames } from './group-names.ts';

export type TokenRow = {
  /** Its public part: the token begins `dmr_<id>_`. */
  id: string;
  name: string;
  scope: 'read' | 'import';
  /** A-labels the token is limited to; empty, as `groups`, for all that its user may see. */
  domains: string[];
  /** Groups by name; null for one that is gone. */
  groups: (string | null)[];
  userEmail: string;
  createdAt: Date;
  expiresAt: Date | null;
  lastUsedAt: Date | null;
};

/** The tokens of the API, newest first: all of them for owners and admins, else the viewer's own. */
export async function tokenList(viewer: Viewer): Promise<TokenRow[]> {
  const tokens = await db().apiToken.findMany({
    where: runsAll(viewer) ? {} : { userId: viewer.userId ?? '' },
    orderBy: [{ createdAt: 'desc' }, { id: 'asc' }],
    omit: { hash: true, userId: true },
    include: { user: { select: { email: true } } },
  });
  const [names, groups] = await Promise.all([
    namesOf(tokens.flatMap(({ domainIds }) => domainIds)),
    groupNames(tokens.flatMap(({ groupIds }) => groupIds)),
  ]);
  return tokens.map(({ domainIds, groupIds, user, ...token }) => ({
    ...token,
    domains: domainIds.flatMap((id) => names.get(id) ?? []).toSorted(),
    groups: groupIds.map((id) => groups.get(id) ?? null),
    userEmail: user.email,
  }));
}

async function namesOf(ids: number[]) {
  const domains = await db().domain.findMany({
    where: { id: { in: ids } },
    select: { id: true, name: true },
  });
  return new Map(domains.map(({ id, name }) => [id, name]));
}
