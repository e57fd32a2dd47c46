import { randomUUID } from 'node:crypto';
import { type Snapshot, writing } from '#lib/db/client';
import type { Viewer } from '#lib/filter/viewer';
import { auditIn } from './audit.ts';
import { requireManaged } from './managed-user.ts';

/** Stores a new password and ends the sessions of the account, all but the one to `keep`. */
export async function setPassword(
  viewer: Viewer,
  email: string,
  passwordHash: string,
  { keep }: { keep?: string } = {},
): Promise<void> {
  const { id: userId } = await requireManaged(viewer, email, { orSelf: true });
  const others = keep === undefined ? {} : { id: { not: keep } };
  const own = userId === viewer.userId;
  await writing(async (tx) => {
    await savePassword(tx, userId, passwordHash);
    await tx.session.deleteMany({ where: { userId, ...others } });
    await auditIn(tx, viewer, own ? 'user.change-password' : 'user.reset-password', email);
  });
}

/** The password of an account, also of one that has only ever come in by another way. */
export async function savePassword(
  tx: Snapshot,
  userId: string,
  passwordHash: string,
): Promise<void> {
  const credential = { userId, providerId: 'credential' };
  const data = { password: passwordHash };
  const { count } = await tx.account.updateMany({ where: credential, data });
  if (count > 0) return;
  await tx.account.create({
    data: { id: randomUUID(), accountId: userId, ...credential, ...data },
  });
}
