import { randomUUID } from 'node:crypto';
import { db, writing } from '#lib/db/client';
import { AppError } from '#lib/errors';
import { auditIn } from './audit.ts';
import type { Role } from './managed-user.ts';
import { acceptInvite, isInvited } from './used-link.ts';
import { NO_LIMITS, userRow } from './user-row.ts';

/** Whom an identity provider vouches for; the e-mail address is verified. */
export type Vouched = { issuer: string; subject: string; email: string; name: string };

/**
 * The account of somebody that the provider vouches for: the one they came by before, whatever their
 * address is now; else the one of their address; else one that an invitation promises, or that
 * everybody gets (`newcomers`). Others are refused.
 */
export async function enterBySso(vouched: Vouched, newcomers: Role | null): Promise<string> {
  const known = await db().account.findFirst({
    where: { providerId: providerOf(vouched), accountId: vouched.subject },
    select: { userId: true },
  });
  return known ? known.userId : await linkAccount(vouched, newcomers);
}

async function linkAccount(vouched: Vouched, newcomers: Role | null) {
  const { email, subject: accountId } = vouched;
  const user = await db().user.findUnique({ where: { email }, select: { id: true, name: true } });
  const userId = user?.id ?? (await makeAccount(vouched, newcomers));
  const providerId = providerOf(vouched);
  const account = { id: randomUUID(), accountId, providerId, userId };
  const actor = { userId, name: user?.name ?? (vouched.name || email) };
  await writing(async (tx) => {
    // Of two browsers that come at once, one links.
    await tx.account.createMany({ data: [account], skipDuplicates: true });
    await auditIn(tx, actor, 'user.link-sso', email, null, { issuer: vouched.issuer });
  });
  return userId;
}

async function makeAccount({ email, name }: Vouched, newcomers: Role | null) {
  if (await isInvited(email)) return await acceptInvite({ email }, { name, passwordHash: null });
  if (!newcomers) {
    throw new AppError('auth/forbidden', {
      detail: `${email} has no account and no invitation.`,
      reason: { why: 'ssoNotInvited', values: { email } },
    });
  }
  const id = randomUUID();
  const user = { email, name: name || email, passwordHash: null, role: newcomers };
  const data = await userRow(id, user, NO_LIMITS);
  await writing(async (tx) => {
    await tx.user.create({ data });
    const actor = { userId: id, name: user.name };
    await auditIn(tx, actor, 'user.create', email, null, { role: newcomers });
  });
  return id;
}

function providerOf({ issuer }: Vouched) {
  return `oidc ${issuer}`;
}
