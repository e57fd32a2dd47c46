import { db } from '#lib/db/client';
import { AppError } from '#lib/errors';
import type { Viewer } from '#lib/filter/viewer';
import { recordAudit } from './audit.ts';
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
  await db().passkey.create({ data: passkey });
  await recordAudit(viewer, 'user.add-passkey', email, null, { name: passkey.name });
}

/** Takes one passkey of the account away: a session that was opened by it stays. */
export async function removePasskey(viewer: Viewer, email: string, id: string): Promise<void> {
  const { id: userId } = await requireManaged(viewer, email, { orSelf: true });
  const { count } = await db().passkey.deleteMany({ where: { id, userId } });
  if (count === 0) throw new AppError('request/not-found');
  await recordAudit(viewer, 'user.remove-passkey', email);
}

/** Takes every passkey of an account away: of somebody who lost the device. */
export async function removePasskeys(viewer: Viewer, email: string): Promise<void> {
  const { id: userId } = await requireManaged(viewer, email);
  const { count } = await db().passkey.deleteMany({ where: { userId } });
  await recordAudit(viewer, 'user.remove-passkey', email, null, { passkeys: count });
}

/** Notes that a passkey was used, and how often its device says it was: a copy would lag behind. */
export async function notePasskeyUse(id: string, counter: number): Promise<void> {
  await db().passkey.update({ where: { id }, data: { counter, lastUsedAt: new Date() } });
}
