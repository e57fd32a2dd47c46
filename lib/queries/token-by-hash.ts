import { db } from '#lib/db/client';
import { beyondWall } from '#lib/db/wall';
import { domainIdsOf, LIMITS } from './user-limits.ts';

type TokenOwner = {
  id: string;
  name: string;
  scope: 'read' | 'import';
  /** What the token is limited to; null: to nothing but its user's limits. */
  domainIds: number[] | null;
  user: {
    id: string;
    role: 'owner' | 'admin' | 'analyst' | 'auditor' | 'viewer';
    /** Null: not limited. */
    domainIds: number[] | null;
  };
};

/** The token with this SHA-256, and whose it is; null when there is none or it has expired. */
export async function tokenByHash(hash: Uint8Array, now: Date): Promise<TokenOwner | null> {
  const token = await db().apiToken.findFirst({
    where: { hash: Uint8Array.from(hash), OR: [{ expiresAt: null }, { expiresAt: { gt: now } }] },
    select: {
      id: true,
      name: true,
      scope: true,
      domainIds: true,
      groupIds: true,
      user: { select: { id: true, role: true, ...LIMITS } },
    },
  });
  if (!token) return null;
  const { domainIds, groupIds, user, ...rest } = token;
  const { id, role, ...limits } = user;
  return {
    ...rest,
    domainIds: await limitOf(domainIds, groupIds),
    user: { id, role, domainIds: domainIdsOf(limits) },
  };
}

/** Domains, and what groups hold at this moment: a group that is gone leaves the limit, and no domain. */
async function limitOf(domainIds: number[], groupIds: number[]): Promise<number[] | null> {
  if (groupIds.length === 0) return domainIds.length > 0 ? domainIds : null;
  // Nobody asks yet: this is what somebody is made from.
  const held = await beyondWall(db).groupDomain.findMany({
    where: { groupId: { in: groupIds } },
    select: { domainId: true },
  });
  return [...new Set([...domainIds, ...held.map(({ domainId }) => domainId)])];
}
