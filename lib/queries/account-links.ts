import { db } from '#lib/db/client';
import { runsAll, type Viewer } from '#lib/filter/viewer';

/** A link that was handed over and not yet used. */
export type AccountLinkRow = {
  id: string;
  email: string;
  /** What the invited will be; null for a link that resets a password. */
  role: 'owner' | 'admin' | 'analyst' | 'auditor' | 'viewer' | null;
  /** A-labels that the invited will be limited to; empty for all. */
  domains: string[];
  madeBy: string;
  expiresAt: Date;
};

/** The open invitations, or an account's open reset links: for those who manage accounts. */
export async function accountLinks(
  viewer: Viewer,
  which: { purpose: 'invite' } | { purpose: 'reset'; userId: string },
): Promise<AccountLinkRow[]> {
  if (!runsAll(viewer)) return [];
  return await db().accountLink.findMany({
    where: { ...which, expiresAt: { gt: new Date() } },
    orderBy: [{ expiresAt: 'desc' }, { id: 'asc' }],
    select: { id: true, email: true, role: true, domains: true, madeBy: true, expiresAt: true },
  });
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
