import { db, writing } from '#lib/db/client';
import { AppError } from '#lib/errors';
import type { Viewer } from '#lib/filter/viewer';
import { auditIn } from './audit.ts';
import { requireManaged } from './managed-user.ts';

type NewPasskey = {
  id: string;
  userId: string;
  name: string;
  publicKey: Uint8Array<ArrayBuffer>;
  counter: number;
  backedUp: boolean;
};

/** Keeps a passkey's public half. */
export async function addPasskey(
  viewer: Viewer,
  email: string,
  passkey: NewPasskey,
): Promise<void> {
  if ((await db().passkey.count({ where: { id: passkey.id } })) > 0) {
    throw new AppError('request/conflict');
  }
  await writing(async (tx) => {
    await tx.passkey.create({ data: passkey });
    await auditIn(tx, viewer, 'user.add-passkey', email, null, { name: passkey.name });
  });
}

/** Gives one passkey of the account another name. */
export async function renamePasskey(
  viewer: Viewer,
  email: string,
  { id, name }: Pick<NewPasskey, 'id' | 'name'>,
): Promise<void> {
  const { id: userId } = await requireManaged(viewer, email, { orSelf: true });
  await writing(async (tx) => {
    const known = await tx.passkey.findFirst({ where: { id, userId }, select: { name: true } });
    if (!known) throw new AppError('request/not-found');
    await tx.passkey.update({ where: { id }, data: { name } });
    await auditIn(tx, viewer, 'user.rename-passkey', email, known, { name });
  });
}

/** Takes one passkey of the account away: a session that was opened by it stays. */
export async function removePasskey(viewer: Viewer, email: string, id: string): Promise<void> {
  const { id: userId } = await requireManaged(viewer, email, { orSelf: true });
  await writing(async (tx) => {
    const { count } = await tx.passkey.deleteMany({ where: { id, userId } });
    if (count === 0) throw new AppError('request/not-found');
    await auditIn(tx, viewer, 'user.remove-passkey', email);
  });
}

/** Takes every passkey of an account away: of somebody who lost the device. */
export async function removePasskeys(viewer: Viewer, email: string): Promise<void> {
  const { id: userId } = await requireManaged(viewer, email);
  await writing(async (tx) => {
    const { count } = await tx.passkey.deleteMany({ where: { userId } });
    await auditIn(tx, viewer, 'user.remove-passkey', email, null, { passkeys: count });
  });
}

/** Notes that a passkey was used, and how often its device says it was: a copy would lag behind. */
export async function notePasskeyUse(id: string, counter: number): Promise<void> {
  await db().passkey.update({ where: { id }, data: { counter, lastUsedAt: new Date() } });
}
