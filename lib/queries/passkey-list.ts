import { db } from '#lib/db/client';
import { runsAll, type Viewer } from '#lib/filter/viewer';

export type PasskeyRow = {
  id: string;
  name: string;
  /** Whether it is kept on other devices, too. */
  backedUp: boolean;
  createdAt: Date;
  lastUsedAt: Date | null;
};

/** The passkeys of an account, newest first: one's own, or another's for who manages accounts. */
export async function passkeyList(viewer: Viewer, userId: string): Promise<PasskeyRow[]> {
  if (!runsAll(viewer) && viewer.userId !== userId) return [];
  return await db().passkey.findMany({
    where: { userId },
    orderBy: [{ createdAt: 'desc' }, { id: 'asc' }],
    select: { id: true, name: true, backedUp: true, createdAt: true, lastUsedAt: true },
  });
}

/** What an account's browsers need not make again. */
export async function passkeyIds(userId: string): Promise<string[]> {
  const rows = await db().passkey.findMany({ where: { userId }, select: { id: true } });
  return rows.map(({ id }) => id);
}

type KnownPasskey = {
  id: string;
  userId: string;
  publicKey: Uint8Array;
  counter: bigint;
};

/** Whose passkey it is, and what its signatures are held against; it needs no viewer, it makes one. */
export async function passkeyById(id: string): Promise<KnownPasskey | null> {
  return await db().passkey.findUnique({
    where: { id },
    select: { id: true, userId: true, publicKey: true, counter: true },
  });
}

/** Whether anybody has one: before, nobody need be offered to sign in by it. */
export async function passkeysExist(): Promise<boolean> {
  return (await db().passkey.findFirst({ select: { id: true } })) !== null;
}
