import { SETTING_KEYS } from '#lib/db/names';
import { transaction } from '#lib/db/pool';
import { writeSetting } from './setting.ts';

/** Nobody is shown the first steps any more. */
export async function dismissSetup(now: Date): Promise<void> {
  await transaction(async (tx) => {
    await writeSetting(tx, SETTING_KEYS.setupDismissed, { at: now.toISOString() });
  });
}
