import { db } from '#lib/db/client';
import { transaction } from '#lib/db/pool';
import type { Viewer } from '#lib/filter/viewer';
import { auditIn } from './audit.ts';

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

/** One mail, or all of a kind; a kind of null is every kind. */
export type Chosen = { id: string } | { code: string | null };

/** Sets open mails aside, and says how many; their bytes stay until retention takes them. */
export async function ignoreQuarantined(viewer: Viewer, chosen: Chosen): Promise<number> {
  return await transaction(async (tx) => {
    const { rowCount } = await tx.query(
      `UPDATE quarantine SET state = 'ignored', decided_at = now(), decided_by = $3
       WHERE state = 'open' AND ${CHOSEN}`,
      [...chosenBy(chosen), viewer.name],
    );
    const ignored = rowCount ?? 0;
    if ('id' in chosen) await auditIn(tx, viewer, 'quarantine.ignore', chosen.id);
    else await auditIn(tx, viewer, 'quarantine.ignore-all', kindOf(chosen), null, { ignored });
    return ignored;
  });
}

/** Takes mails back that were set aside, and says how many: they are open again. */
export async function reopenQuarantined(viewer: Viewer, chosen: Chosen): Promise<number> {
  return await transaction(async (tx) => {
    const { rowCount } = await tx.query(
      `UPDATE quarantine SET state = 'open', decided_at = NULL, decided_by = NULL
       WHERE state = 'ignored' AND ${CHOSEN}`,
      chosenBy(chosen),
    );
    const reopened = rowCount ?? 0;
    if ('id' in chosen) await auditIn(tx, viewer, 'quarantine.reopen', chosen.id);
    else await auditIn(tx, viewer, 'quarantine.reopen-all', kindOf(chosen), null, { reopened });
    return reopened;
  });
}

function kindOf({ code }: { code: string | null }) {
  return code ?? 'all';
}

const CHOSEN = '($1::bigint IS NULL OR id = $1) AND ($2::text IS NULL OR code = $2)';

function chosenBy(chosen: Chosen) {
  return 'id' in chosen ? [chosen.id, null] : [null, chosen.code];
}
