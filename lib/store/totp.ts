import { db, type Snapshot, writing } from '#lib/db/client';
import { AppError } from '#lib/errors';
import type { Viewer } from '#lib/filter/viewer';
import { auditIn } from './audit.ts';
import { requireManaged } from './managed-user.ts';
import { totpSecret } from './sealed-columns.ts';
import { encrypt } from './secret.ts';

type Hash = Uint8Array<ArrayBuffer>;

/** Whose second step it is. */
type Owner = { viewer: Viewer; userId: string; email: string };

type NewTotp = {
  secret: string;
  /** The time step whose code has proven that the person's app knows the secret. */
  step: number;
  recoveryHashes: readonly Hash[];
  /** The session in which it was proven; the others have not seen it, and end. */
  keep: string;
};

/** From now on the account is entered in two steps. */
export async function addTotp({ viewer, userId, email }: Owner, totp: NewTotp): Promise<void> {
  const { secret, step, recoveryHashes, keep } = totp;
  if ((await db().totp.count({ where: { userId } })) > 0) throw new AppError('request/conflict');
  const row = { userId, secret: encrypt(secret, totpSecret(userId)), lastStep: step };
  await writing(async (tx) => {
    await tx.totp.create({ data: row });
    await replaceCodes(tx, userId, recoveryHashes);
    await tx.session.deleteMany({ where: { userId, id: { not: keep } } });
    await tx.session.updateMany({ where: { id: keep }, data: { method: 'totp' } });
    await auditIn(tx, viewer, 'user.add-second-step', email);
  });
}

/**
 * Uses up the code of a time step: a code is good once, and none before it is, in whatever process
 * (RFC 6238, 5.2). False when it was used.
 */
export async function spendTotpStep(userId: string, step: number): Promise<boolean> {
  const { count } = await db().totp.updateMany({
    where: { userId, lastStep: { lt: step } },
    data: { lastStep: step },
  });
  return count === 1;
}

/** Uses up a recovery code; false when the account has none such. */
export async function spendRecoveryCode(userId: string, hash: Hash): Promise<boolean> {
  const { count } = await db().recoveryCode.deleteMany({ where: { userId, hash } });
  return count === 1;
}

/** Other recovery codes in place of all that are left. */
export async function replaceRecoveryCodes(
  { viewer, userId, email }: Owner,
  hashes: readonly Hash[],
): Promise<void> {
  await writing(async (tx) => {
    await replaceCodes(tx, userId, hashes);
    await auditIn(tx, viewer, 'user.replace-recovery-codes', email);
  });
}

/** Takes the second step from an account: one's own, or that of somebody who lost their device. */
export async function removeTotp(viewer: Viewer, email: string): Promise<void> {
  const { id: userId } = await requireManaged(viewer, email, { orSelf: true });
  const open = { userId, method: 'totp' };
  await writing(async (tx) => {
    await tx.totp.deleteMany({ where: { userId } });
    await tx.recoveryCode.deleteMany({ where: { userId } });
    await tx.session.updateMany({ where: open, data: { method: 'password' } });
    await auditIn(tx, viewer, 'user.remove-second-step', email);
  });
}

async function replaceCodes(tx: Snapshot, userId: string, hashes: readonly Hash[]) {
  await tx.recoveryCode.deleteMany({ where: { userId } });
  await tx.recoveryCode.createMany({ data: hashes.map((hash) => ({ userId, hash })) });
}
