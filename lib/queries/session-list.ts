import { db } from '#lib/db/client';
import { runsAll, type Viewer } from '#lib/filter/viewer';
import type { SessionBounds } from './user-by-session.ts';

/** An open session: what it was opened from and by, and when. */
export type SessionRow = {
  id: string;
  address: string | null;
  userAgent: string | null;
  openedAt: Date;
  /** To the minute. */
  usedAt: Date;
};

/** The open sessions of an account, the last used first: one's own, or another's for who manages it. */
export async function sessionList(
  viewer: Viewer,
  userId: string,
  { openedAfter, usedAfter }: SessionBounds,
): Promise<SessionRow[]> {
  if (!runsAll(viewer) && viewer.userId !== userId) return [];
  const sessions = await db().session.findMany({
    where: {
      userId,
      createdAt: { gt: openedAfter },
      updatedAt: { gt: usedAfter },
      expiresAt: { gt: new Date() },
    },
    orderBy: [{ updatedAt: 'desc' }, { id: 'asc' }],
    select: { id: true, ipAddress: true, userAgent: true, createdAt: true, updatedAt: true },
  });
  return sessions.map(({ ipAddress, createdAt, updatedAt, ...session }) => ({
    ...session,
    address: ipAddress,
    openedAt: createdAt,
    usedAt: updatedAt,
  }));
}
