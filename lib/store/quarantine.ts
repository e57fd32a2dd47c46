import { db } from '#lib/db/client';
import { pool } from '#lib/db/pool';

/** A quarantined mail with what is needed to read it again. `raw` is gzipped. */
export type Quarantined = {
  messageId: bigint;
  origin: 'mailbox' | 'upload' | 'import' | 'api' | 'demo';
  fileName: string | null;
  raw: Uint8Array | null;
  receivedAt: Date;
};

/** The quarantined mail of this id, or null. */
export async function findQuarantined(id: bigint): Promise<Quarantined | null> {
  const found = await db().quarantine.findUnique({
    where: { id },
    select: {
      messageId: true,
      fileName: true,
      raw: true,
      message: { select: { origin: true, receivedAt: true } },
    },
  });
  if (!found) return null;
  const { message, ...kept } = found;
  return { ...kept, ...message };
}

/** Sets a quarantined mail aside for good; its bytes stay until retention takes them. */
export async function ignoreQuarantined(id: bigint, decidedBy: string): Promise<boolean> {
  const { rowCount } = await pool().query(
    `UPDATE quarantine SET state = 'ignored', decided_at = now(), decided_by = $2
     WHERE id = $1 AND state = 'open'`,
    [id.toString(), decidedBy],
  );
  return rowCount === 1;
}
