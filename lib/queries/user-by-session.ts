import { db } from '#lib/db/client';

type SessionUser = {
  id: string;
  name: string;
  role: 'owner' | 'admin' | 'analyst' | 'auditor' | 'viewer';
  /** Null: not limited. */
  domainIds: number[] | null;
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
        select: {
          id: true,
          name: true,
          role: true,
          limited: true,
          domains: { select: { domainId: true } },
        },
      },
    },
  });
  if (!session) return null;
  const { domains, limited, ...user } = session.user;
  return { ...user, domainIds: limited ? domains.map(({ domainId }) => domainId) : null };
}
