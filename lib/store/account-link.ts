import { db, type Snapshot, writing } from '#lib/db/client';
import { AppError } from '#lib/errors';
import type { Viewer } from '#lib/filter/viewer';
import { auditIn } from './audit.ts';
import { type Role, requireManaged, requireRank } from './managed-user.ts';
import { domainNamesOf } from './user-domains.ts';
import { idsOfGroups } from './user-groups.ts';

/** What a link is known by in the database, and until when it is good. */
export type KeptLink = { hash: Uint8Array<ArrayBuffer>; expiresAt: Date };

/** Limited to these domains and groups; to nothing where both are empty. */
export type Invite = {
  email: string;
  role: Role;
  domains: readonly string[];
  groups?: readonly string[];
};

/** Keeps an invitation; one to the same address before it is good no more. */
export async function addInvite(viewer: Viewer, invite: Invite, link: KeptLink): Promise<void> {
  const { email, role, groups = [] } = invite;
  requireRank(viewer, role);
  const domains = domainNamesOf(invite.domains);
  const groupIds = await idsOfGroups(groups);
  if (await db().user.findUnique({ where: { email }, select: { id: true } })) {
    throw new AppError('request/conflict', {
      detail: `${email} has an account.`,
      reason: { why: 'hasAccount', values: { email } },
    });
  }
  await writing(async (tx) => {
    await keep(tx, 'invite', email, { ...link, role, domains, groupIds, madeBy: viewer.name });
    await auditIn(tx, viewer, 'user.invite', email, null, { role, domains, groups });
  });
}

/** Keeps a link by which an account gets a new password. */
export async function addResetLink(viewer: Viewer, email: string, link: KeptLink): Promise<void> {
  const { id: userId } = await requireManaged(viewer, email);
  await writing(async (tx) => {
    await keep(tx, 'reset', email.trim().toLowerCase(), { ...link, userId, madeBy: viewer.name });
    await auditIn(tx, viewer, 'user.make-reset-link', email);
  });
}

/** Takes a link back before it is used. */
export async function removeLink(viewer: Viewer, id: string): Promise<void> {
  requireRank(viewer, 'viewer');
  const link = await db().accountLink.findUnique({ where: { id } });
  if (!link) throw new AppError('request/not-found');
  if (link.role) requireRank(viewer, link.role);
  else await requireManaged(viewer, link.email);
  const deed = link.purpose === 'invite' ? 'user.revoke-invite' : 'user.revoke-reset-link';
  await writing(async (tx) => {
    await tx.accountLink.delete({ where: { id } });
    await auditIn(tx, viewer, deed, link.email);
  });
}

type Kept = KeptLink & {
  madeBy: string;
  role?: Role;
  domains?: string[];
  groupIds?: number[];
  userId?: string;
};

/** One link of a purpose is open for an address: the newest. */
async function keep(tx: Snapshot, purpose: 'invite' | 'reset', email: string, kept: Kept) {
  await tx.accountLink.deleteMany({ where: { purpose, email } });
  await tx.accountLink.create({ data: { purpose, email, ...kept } });
}
