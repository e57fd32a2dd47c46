import { db } from '#lib/db/client';
import { runsAll, type Viewer } from '#lib/filter/viewer';
import { LIMITS, namesOfLimits } from './user-limits.ts';

export type UserRow = {
  id: string;
  email: string;
  name: string;
  role: 'owner' | 'admin' | 'analyst' | 'auditor' | 'viewer';
  /** Whether it may see these domains and groups only. */
  limited: boolean;
  /** A-labels. */
  domains: string[];
  /** Groups by name. */
  groups: string[];
  createdAt: Date;
  /** When the newest session was opened, null if none is open. */
  lastSeenAt: Date | null;
};

/** Every account, for those who manage them; anybody else sees their own. */
export async function userList(viewer: Viewer): Promise<UserRow[]> {
  const users = await db().user.findMany({
    where: runsAll(viewer) ? {} : { id: viewer.userId ?? '' },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    select: {
      id: true,
      email: true,
      name: true,
      role: true,
      createdAt: true,
      ...LIMITS,
      sessions: { select: { updatedAt: true }, orderBy: { updatedAt: 'desc' }, take: 1 },
    },
  });
  return users.map(({ limited, domains, groups, sessions, ...user }) => ({
    ...user,
    ...namesOfLimits({ limited, domains, groups }),
    lastSeenAt: sessions[0]?.updatedAt ?? null,
  }));
}

/** How many accounts there are: none is the one state in which /welcome is open. */
export async function countUsers(): Promise<number> {
  return await db().user.count();
}
