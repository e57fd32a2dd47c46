import { db } from '#lib/db/client';
import { SETTING_KEYS } from '#lib/db/names';
import { AppError } from '#lib/errors';
import type { Viewer } from '#lib/filter/viewer';
import { recordAudit } from './audit.ts';

/** Demands a second step of everybody who comes in by a password, or no longer. Owners decide. */
export async function requireSecondStep(viewer: Viewer, required: boolean): Promise<void> {
  if (viewer.role !== 'owner' && viewer.role !== 'system') throw new AppError('auth/forbidden');
  const key = SETTING_KEYS.secondStep;
  const before = await db().setting.findUnique({ where: { key } });
  await db().setting.upsert({
    where: { key },
    create: { key, value: required },
    update: { value: required },
  });
  const was = { required: before?.value === true };
  await recordAudit(viewer, 'setting.second-step', 'sign-in', was, { required });
}
