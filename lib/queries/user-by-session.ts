import { db } from '#lib/db/client';
import { domainIdsOf, LIMITS } from './user-limits.ts';

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
          ...LIMITS,
        },
      },
    },
  });
  if (!session) return null;
  const { id, name, role, ...limits } = session.user;
  const domainIds = domainIdsOf(limits);
  return { id, name, role, domainIds, method: session.method, usedAt: session.updatedAt };
}
