import type { PoolClient } from 'pg';
import { LOCKS, SETTING_KEYS } from '#lib/db/names';
import { transaction } from '#lib/db/pool';
import type { Viewer } from '#lib/filter/viewer';
import type { Verdict } from '#lib/report/authenticity';
import { parseCountedVerdicts } from '#lib/report/counted-verdicts';
import { auditIn } from './audit.ts';
import { beginRecount } from './recount-state.ts';
import { readSetting, writeSetting } from './setting.ts';

/**
 * The verdicts whose reports count in every number; the others are held, and shown as such. They
 * stay as they are until the transaction ends, so that no report is placed by a decision that
 * somebody has changed meanwhile.
 */
export async function countedVerdicts(tx: PoolClient): Promise<ReadonlySet<Verdict>> {
  await tx.query('SELECT pg_advisory_xact_lock_shared($1)', [LOCKS.placing]);
  return await decided(tx);
}

/**
 * Decides which verdicts count, and asks for a recount in the same breath: what is stored already
 * counts as before until that is done (lib/ingest/recount.ts).
 */
export async function setCountedVerdicts(
  viewer: Viewer,
  verdicts: readonly Verdict[],
): Promise<void> {
  const wanted = [...parseCountedVerdicts(verdicts)];
  await transaction(async (tx) => {
    await tx.query('SELECT pg_advisory_xact_lock($1)', [LOCKS.placing]);
    const [from, to] = [{ counted: [...(await decided(tx))] }, { counted: wanted }];
    await writeSetting(tx, SETTING_KEYS.countedVerdicts, wanted);
    await beginRecount(tx);
    await auditIn(tx, viewer, 'setting.counted-verdicts', 'reports', from, to);
  });
}

async function decided(tx: PoolClient) {
  return parseCountedVerdicts(await readSetting(tx, SETTING_KEYS.countedVerdicts));
}
