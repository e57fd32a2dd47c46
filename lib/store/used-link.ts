import { randomUUID } from 'node:crypto';
import { db, writing } from '#lib/db/client';
import { AppError } from '#lib/errors';
import { auditIn } from './audit.ts';
import { savePassword } from './password.ts';
import { idsOfDomains } from './user-domains.ts';
import { groupsLeft } from './user-groups.ts';
import { type NewUser, userRow } from './user-row.ts';

type Hash = Uint8Array<ArrayBuffer>;

/**
 * Makes the account that an invitation promises and uses the invitation up, both or neither: of two
 * who come with the same link one is let in. Answers with the account's id.
 */
export async function acceptInvite(
  by: { hash: Hash } | { email: string },
  { name, passwordHash }: Omit<NewUser, 'email'>,
): Promise<string> {
  const { id: linkId, email, role, domains, groupIds, madeBy } = await findLink('invite', by);
  if (!role) throw linkOver();
  const id = randomUUID();
  const user = { email, name: name || email, passwordHash, role };
  const groups = await groupsLeft(groupIds);
  const row = await userRow(id, user, {
    // A group that was taken away meanwhile opens nothing.
    limited: domains.length + groupIds.length > 0,
    domainIds: await idsOfDomains(domains),
    groupIds: groups.map((group) => group.id),
  });
  const after = { role, domains, groups: groups.map((group) => group.name), invitedBy: madeBy };
  await writing(async (tx) => {
    const { count } = await tx.accountLink.deleteMany({ where: { id: linkId } });
    if (count === 0) throw linkOver();
    await tx.user.create({ data: row });
    const actor = { userId: id, name: user.name };
    await auditIn(tx, actor, 'user.accept-invite', email, null, after);
  });
  return id;
}

/** Gives the account of a reset link a new password, ends its sessions, and uses the link up. */
export async function spendResetLink(hash: Hash, passwordHash: string): Promise<void> {
  const { id: linkId, email, user, madeBy } = await findLink('reset', { hash });
  if (!user) throw linkOver();
  await writing(async (tx) => {
    const { count } = await tx.accountLink.deleteMany({ where: { id: linkId } });
    if (count === 0) throw linkOver();
    await savePassword(tx, user.id, passwordHash);
    await tx.session.deleteMany({ where: { userId: user.id } });
    const actor = { userId: user.id, name: user.name };
    await auditIn(tx, actor, 'user.use-reset-link', email, null, { linkBy: madeBy });
  });
}

/** Whether somebody with this address is invited: who has proven that it is theirs needs no link. */
export async function isInvited(email: string): Promise<boolean> {
  const where = { purpose: 'invite', email, expiresAt: { gt: new Date() } } as const;
  return (await db().accountLink.count({ where })) > 0;
}

async function findLink(purpose: 'invite' | 'reset', by: { hash: Hash } | { email: string }) {
  const link = await db().accountLink.findFirst({
    where: { purpose, ...by, expiresAt: { gt: new Date() } },
    include: { user: { select: { id: true, name: true } } },
  });
  if (link) return link;
  throw linkOver();
}

/** What is said of a link that is good no more, whatever became of it. */
export function linkOver(): AppError {
  return new AppError('request/not-found', {
    detail: 'The link was used, taken back or has expired. Ask for a new one.',
    reason: { why: 'linkOver' },
  });
}
