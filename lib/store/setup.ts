import { SETTING_KEYS } from '#lib/db/names';
import { transaction } from '#lib/db/pool';
import type { Viewer } from '#lib/filter/viewer';
import { auditIn } from './audit.ts';
import { writeSetting } from './setting.ts';

/** Nobody is shown the first steps any more. */
export async function dismissSetup(viewer: Viewer, now: Date): Promise<void> {
  await transaction(async (tx) => {
    await writeSetting(tx, SETTING_KEYS.setupDismissed, { at: now.toISOString() });
    await auditIn(tx, viewer, 'setting.hide-setup', 'setup');
  });
}
