import { db } from '#lib/db/client';
import { runsAll, type Viewer } from '#lib/filter/viewer';
import { groupNames } from './group-names.ts';

/** A link that was handed over and not yet used. */
export type AccountLinkRow = {
  id: string;
  email: string;
  /** What the invited will be; null for a link that resets a password. */
  role: 'owner' | 'admin' | 'analyst' | 'auditor' | 'viewer' | null;
  /** A-labels that the invited will be limited to; empty, as `groups`, for all. */
  domains: string[];
  /** Groups by name; null for one that is gone. */
  groups: (string | null)[];
  madeBy: string;
  expiresAt: Date;
};

/** The open invitations, or an account's open reset links: for those who manage accounts. */
export async function accountLinks(
  viewer: Viewer,
  which: { purpose: 'invite' } | { purpose: 'reset'; userId: string },
): Promise<AccountLinkRow[]> {
  if (!runsAll(viewer)) return [];
  const links = await db().accountLink.findMany({
    where: { ...which, expiresAt: { gt: new Date() } },
    orderBy: [{ expiresAt: 'desc' }, { id: 'asc' }],
    omit: { hash: true, purpose: true, userId: true, createdAt: true },
  });
  const names = await groupNames(links.flatMap(({ groupIds }) => groupIds));
  return links.map(({ groupIds, ...link }) => ({
    ...link,
    groups: groupIds.map((id) => names.get(id) ?? null),
  }));
}

/** To whom a link was handed: whoever holds its token may know. Null when it is good no more. */
export async function linkByHash(
  purpose: 'invite' | 'reset',
  hash: Uint8Array<ArrayBuffer>,
): Promise<{ email: string; madeBy: string } | null> {
  return await db().accountLink.findFirst({
    where: { purpose, hash, expiresAt: { gt: new Date() } },
    select: { email: true, madeBy: true },
  });
}
