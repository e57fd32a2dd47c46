import { db } from '#lib/db/client';
import { AppError } from '#lib/errors';
import { runsAll, type Viewer } from '#lib/filter/viewer';

export const ROLES = ['owner', 'admin', 'analyst', 'auditor', 'viewer'] as const;
export type Role = (typeof ROLES)[number];

/**
 * Owners are made, changed and removed by owners alone, everybody else by admins too; by nobody who is
 * limited to some domains, or they could give themselves the others.
 */
export function requireRank(viewer: Viewer, role: Role): void {
  if (runsAll(viewer) && (role !== 'owner' || viewer.role !== 'admin')) return;
  throw new AppError('auth/forbidden');
}

type Managed = { id: string; role: Role };

/** The account with this address, which the viewer must be allowed to manage; `orSelf`: or own. */
export async function requireManaged(
  viewer: Viewer,
  email: string,
  { orSelf = false } = {},
): Promise<Managed> {
  const user = await requireUser(email);
  if (!(orSelf && user.id === viewer.userId)) requireRank(viewer, user.role);
  return user;
}

async function requireUser(email: string): Promise<Managed> {
  const user = await db().user.findUnique({
    where: { email: email.trim().toLowerCase() },
    select: { id: true, role: true },
  });
  if (user) return user;
  throw new AppError('request/not-found', {
    detail: `No account has the address ${email}.`,
    reason: { why: 'noAccount', values: { email } },
  });
}
