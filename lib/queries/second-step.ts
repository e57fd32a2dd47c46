import { db } from '#lib/db/client';
import { SETTING_KEYS } from '#lib/db/names';
import { runsAll, type Viewer } from '#lib/filter/viewer';

/** What comes after an account's password. */
export type SecondStep = {
  /** As it is sealed (lib/store/secret.ts). */
  secret: string;
  since: Date;
  recoveryCodes: number;
};

/**
 * The second step of an account; null for none. Like `userBySession` it needs no viewer: it is asked
 * before there is one.
 */
export async function secondStep(userId: string): Promise<SecondStep | null> {
  const [totp, recoveryCodes] = await Promise.all([
    db().totp.findUnique({ where: { userId }, select: { secret: true, createdAt: true } }),
    db().recoveryCode.count({ where: { userId } }),
  ]);
  return totp ? { secret: totp.secret, since: totp.createdAt, recoveryCodes } : null;
}

/** Whether an owner demands a second step of everybody who comes in by a password. */
export async function isSecondStepRequired(): Promise<boolean> {
  const setting = await db().setting.findUnique({ where: { key: SETTING_KEYS.secondStep } });
  return setting?.value === true;
}

/** How many accounts there are, and how many of them are entered in two steps. */
export async function secondStepCounts(viewer: Viewer): Promise<{ users: number; with: number }> {
  if (!runsAll(viewer)) return { users: 0, with: 0 };
  const [users, totps] = await Promise.all([db().user.count(), db().totp.count()]);
  return { users, with: totps };
}
