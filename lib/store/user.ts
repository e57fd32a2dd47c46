import { randomUUID } from 'node:crypto';
import { writing } from '#lib/db/client';
import { AppError } from '#lib/errors';
import type { Viewer } from '#lib/filter/viewer';
import { auditIn } from './audit.ts';
import { type Role, requireManaged, requireRank } from './managed-user.ts';
import { limitsTo, type NamedLimits } from './user-limits.ts';
import { type NewUser, NO_LIMITS, userRow } from './user-row.ts';

/** Held while accounts are made or taken away: two first owners, or two last ones, cannot happen. */
const ACCOUNTS_LOCK = 7_261_001;

/** The first account, an owner; `request/conflict` once there is any. Answers with its id. */
export async function addOwner(user: NewUser): Promise<string> {
  const id = randomUUID();
  await writing(async (tx) => {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(${ACCOUNTS_LOCK})`;
    if ((await tx.user.count()) > 0) {
      throw new AppError('request/conflict', {
        detail: 'This installation has an owner: sign in.',
        reason: { why: 'owned' },
      });
    }
    await tx.user.create({ data: await userRow(id, { ...user, role: 'owner' }, NO_LIMITS) });
    await auditIn(tx, { userId: id, name: user.name }, 'user.create-owner', user.email);
  });
  return id;
}

/** One more account. Answers with its id. */
export async function addUser(
  viewer: Viewer,
  user: NewUser & { role: Role } & NamedLimits,
): Promise<string> {
  requireRank(viewer, user.role);
  const id = randomUUID();
  const data = await userRow(id, user, await limitsTo(user));
  const { role, domains, groups = [] } = user;
  try {
    await writing(async (tx) => {
      await tx.user.create({ data });
      await auditIn(tx, viewer, 'user.create', user.email, null, { role, domains, groups });
    });
  } catch (cause) {
    if (!isDuplicate(cause)) throw cause;
    throw new AppError('request/conflict', {
      cause,
      detail: `${user.email} has an account.`,
      reason: { why: 'hasAccount', values: { email: user.email } },
    });
  }
  return id;
}

/** Takes an account away, with its sessions and tokens. The last owner stays. */
export async function removeUser(viewer: Viewer, email: string): Promise<void> {
  const { id, role } = await requireManaged(viewer, email);
  await writing(async (tx) => {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(${ACCOUNTS_LOCK})`;
    if (role === 'owner' && (await tx.user.count({ where: { role: 'owner' } })) === 1) {
      throw new AppError('request/conflict', {
        detail: `${email} is the only owner.`,
        reason: { why: 'onlyOwner', values: { email } },
      });
    }
    await tx.user.delete({ where: { id } });
    await auditIn(tx, viewer, 'user.remove', email, { role });
  });
}

/** Prisma's name for SQLSTATE 23505. */
function isDuplicate(error: unknown) {
  return error instanceof Error && 'code' in error && error.code === 'P2002';
}
