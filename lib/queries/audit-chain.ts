import { AUDIT_TEXT, type AuditText, CHAIN_START, linkHash } from '#lib/db/audit-entry';
import { db, sql } from '#lib/db/client';
import type { Viewer } from '#lib/filter/viewer';
import { requireAuditAccess } from './require-audit-access.ts';
import { streamRows } from './stream-rows.ts';

/** The newest link: whoever has noted it down can tell later whether the chain was made anew. */
export type ChainHead = { position: number; hash: string; sealedAt: Date };

/** What reading the whole chain found; `broken` is the first place that does not hold. */
export type ChainCheck = { links: number; broken: number | null; head: string };

/** The end of the chain over the audit log; null before there is any. */
export async function chainHead(viewer: Viewer): Promise<ChainHead | null> {
  requireAuditAccess(viewer);
  const [head] = await db().$queryRaw<ChainHead[]>(sql`
    SELECT position::float8 AS position, encode(hash, 'hex') AS hash, sealed_at AS "sealedAt"
    FROM audit_seal ORDER BY audit_seal.position DESC LIMIT 1`);
  return head ?? null;
}

/** Whether every link belongs to its entry as it stands in the log, and to the link before it. */
export async function checkChain(viewer: Viewer): Promise<ChainCheck> {
  requireAuditAccess(viewer);
  let [links, before] = [0, CHAIN_START];
  for await (const rows of streamRows<Link>(CHAIN)) {
    for (const { position, hash, ...entry } of rows) {
      links += 1;
      const isWhole = position === links && entry.id !== null;
      if (!isWhole || linkHash(before, entry) !== hash) return { links, broken: links, head: hash };
      before = hash;
    }
  }
  return { links, broken: null, head: before };
}

/** An entry that is gone has left its link behind: then all else is null. */
type Link = AuditText & { position: number; hash: string };

const CHAIN = sql`
  SELECT s.position::float8 AS position, encode(s.hash, 'hex') AS hash, ${AUDIT_TEXT}
  FROM audit_seal AS s LEFT JOIN audit_log AS a ON a.id = s.audit_id ORDER BY s.position`;
