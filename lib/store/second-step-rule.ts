import { db, writing } from '#lib/db/client';
import { SETTING_KEYS } from '#lib/db/names';
import { AppError } from '#lib/errors';
import type { Viewer } from '#lib/filter/viewer';
import { auditIn } from './audit.ts';

/** Demands a second step of everybody who comes in by a password, or no longer. Owners decide. */
export async function requireSecondStep(viewer: Viewer, required: boolean): Promise<void> {
  if (viewer.role !== 'owner' && viewer.role !== 'system') throw new AppError('auth/forbidden');
  const key = SETTING_KEYS.secondStep;
  const before = await db().setting.findUnique({ where: { key } });
  const was = { required: before?.value === true };
  const [create, update] = [{ key, value: required }, { value: required }];
  await writing(async (tx) => {
    await tx.setting.upsert({ where: { key }, create, update });
    await auditIn(tx, viewer, 'setting.second-step', 'sign-in', was, { required });
  });
}
