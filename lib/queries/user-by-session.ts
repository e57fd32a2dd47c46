import { db } from '#lib/db/client';

type SessionUser = {
  id: string;
  name: string;
  role: 'owner' | 'admin' | 'analyst' | 'auditor' | 'viewer';
  /** Empty: not limited. */
  domainIds: number[];
};

/**
 * Who a session belongs to, unless it is too old or was left too long (its `updatedAt` moves once a
 * day). This and `tokenByHash` need no viewer: they are what a viewer is made from.
 */
export async function userBySession(
  sessionId: string,
  { openedAfter, usedAfter }: { openedAfter: Date; usedAfter: Date },
): Promise<SessionUser | null> {
  const session = await db().session.findFirst({
    where: { id: sessionId, createdAt: { gt: openedAfter }, updatedAt: { gt: usedAfter } },
    select: {
      user: {
        select: { id: true, name: true, role: true, domains: { select: { domainId: true } } },
      },
    },
  });
  if (!session) return null;
  const { domains, ...user } = session.user;
  return { ...user, domainIds: domains.map(({ domainId }) => domainId) };
}
