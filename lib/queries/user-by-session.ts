import { db } from '#lib/db/client';

type SessionUser = {
  id: string;
  name: string;
  role: 'owner' | 'admin' | 'analyst' | 'auditor' | 'viewer';
  /** Null: not limited. */
  domainIds: number[] | null;
  /** By what the session was opened. */
  method: string;
  /** When the session was last used, to the minute. */
  usedAt: Date;
};

/** A session that was opened or used before these has ended. */
export type SessionBounds = { openedAfter: Date; usedAfter: Date };

/**
 * Who a session belongs to, unless it is too old or was left too long. This and `tokenByHash` need no
 * viewer: they are what a viewer is made from.
 */
export async function userBySession(
  sessionId: string,
  { openedAfter, usedAfter }: SessionBounds,
): Promise<SessionUser | null> {
  const session = await db().session.findFirst({
    where: { id: sessionId, createdAt: { gt: openedAfter }, updatedAt: { gt: usedAfter } },
    select: {
      updatedAt: true,
      method: true,
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
  const domainIds = limited ? domains.map(({ domainId }) => domainId) : null;
  return { ...user, domainIds, method: session.method, usedAt: session.updatedAt };
}
