import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { db } from '#lib/db/client';
import type { Viewer } from '#lib/filter/viewer';
import { MESSAGE, type MessageItemRow, toMessageRow } from './message-log.ts';
import { QUARANTINE, type QuarantineRow, toQuarantineRow } from './quarantine-list.ts';
import { requireMailAccess, requireRawAccess } from './require-mail-access.ts';

/** A quarantined mail with what became of each candidate inside it. */
export type QuarantineItem = QuarantineRow & {
  /** Whether its bytes were kept; a mail over the size limit was not. */
  hasRaw: boolean;
  items: MessageItemRow[];
};

/** One quarantined mail, or null. */
export async function quarantineItem(viewer: Viewer, id: string): Promise<QuarantineItem | null> {
  requireMailAccess(viewer);
  const key = keyOf(id);
  if (key === null) return null;
  const [found, kept] = await Promise.all([
    db().quarantine.findUnique({
      where: { id: key },
      select: { ...QUARANTINE, message: { select: MESSAGE } },
    }),
    db().quarantine.count({ where: { id: key, raw: { not: null } } }),
  ]);
  if (!found) return null;
  const { items } = toMessageRow(found.message);
  return { ...toQuarantineRow(found), hasRaw: kept > 0, items };
}

/** The mail or file itself; null when there is none, or its bytes were not kept. */
export async function quarantineRaw(viewer: Viewer, id: string): Promise<Uint8Array | null> {
  requireRawAccess(viewer);
  const key = keyOf(id);
  if (key === null) return null;
  const found = await db().quarantine.findUnique({ where: { id: key }, select: { raw: true } });
  return found?.raw ? await unpack(found.raw) : null;
}

/** We packed it ourselves, from a mail within the limits: no bomb can be in it. */
const unpack = promisify(gunzip);

function keyOf(id: string) {
  return /^\d{1,18}$/.test(id) ? BigInt(id) : null;
}
