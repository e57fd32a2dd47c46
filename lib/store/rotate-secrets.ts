import type { PoolClient } from 'pg';
import { transaction } from '#lib/db/pool';
import type { Viewer } from '#lib/filter/viewer';
import { auditIn } from './audit.ts';
import { SEALED_COLUMNS, type SealedColumn } from './sealed-columns.ts';
import { decrypt, encrypt, isSealedAnew } from './secret.ts';
import { currentKey } from './secret-keys.ts';

/** `moved`: sealed anew; `kept`: sealed by the current key already. */
export type Rotation = { keyId: string; moved: number; kept: number };

/**
 * Seals every stored secret under SECRET_KEY that another key (SECRET_KEY_OLD) or an older form sealed.
 * All of them in one transaction, or, where one does not open, none.
 */
export async function rotateSecrets(viewer: Viewer): Promise<Rotation> {
  const rotation = { keyId: currentKey().id, moved: 0, kept: 0 };
  await transaction(async (tx) => {
    for (const column of SEALED_COLUMNS) {
      const { moved, kept } = await rotateColumn(tx, column);
      rotation.moved += moved;
      rotation.kept += kept;
    }
    if (rotation.moved > 0) await auditIn(tx, viewer, 'secrets.rotate', 'secrets', null, rotation);
  });
  return rotation;
}

async function rotateColumn(tx: PoolClient, { table, column, list, save }: SealedColumn) {
  const counts = { moved: 0, kept: 0 };
  for (const { row, sealed } of await list(tx)) {
    const place = { table, row, column };
    // Opened in any case: a value that nobody can open is to be told, not counted as well kept.
    const secret = decrypt(sealed, place);
    if (isSealedAnew(sealed)) {
      counts.kept += 1;
      continue;
    }
    await save(tx, row, encrypt(secret, place));
    counts.moved += 1;
  }
  return counts;
}
