import type { PoolClient } from 'pg';
import { AUDIT_TEXT, type AuditText, CHAIN_START, linkHash } from '#lib/db/audit-entry';
import { LOCKS } from '#lib/db/names';
import { transaction } from '#lib/db/pool';

/** Entries of one transaction. */
const PAGE = 5_000;

/**
 * Adds a link to the chain for every entry of the audit log that has none, and returns how many those
 * were. Afterwards, not while an entry is written: a chain has one end, and writers would wait for each
 * other there. An entry whose transaction ends late gets a later place.
 */
export async function sealAudit(): Promise<number> {
  for (let sealed = 0; ; ) {
    const added = await transaction(sealPage);
    sealed += added;
    if (added < PAGE) return sealed;
  }
}

async function sealPage(tx: PoolClient) {
  await tx.query('SELECT pg_advisory_xact_lock($1)', [LOCKS.auditSeal]);
  const { rows } = await tx.query<AuditText>(
    `SELECT ${AUDIT_TEXT.text} FROM audit_log AS a
     WHERE NOT EXISTS (SELECT FROM audit_seal WHERE audit_id = a.id) ORDER BY a.id LIMIT ${PAGE}`,
  );
  if (rows.length === 0) return 0;
  const head = await headOf(tx);
  let { hash } = head;
  const hashes = rows.map((entry) => {
    hash = linkHash(hash, entry);
    return hash;
  });
  await tx.query(
    `INSERT INTO audit_seal (position, audit_id, hash)
     SELECT $1::bigint + n, id, decode(hash, 'hex')
     FROM unnest($2::bigint[], $3::text[]) WITH ORDINALITY AS l(id, hash, n)`,
    [head.position, rows.map(({ id }) => id), hashes],
  );
  return rows.length;
}

async function headOf(tx: PoolClient): Promise<{ position: string; hash: string }> {
  const { rows } = await tx.query<{ position: string; hash: string }>(
    `SELECT position::text, encode(hash, 'hex') AS hash FROM audit_seal
     ORDER BY audit_seal.position DESC LIMIT 1`,
  );
  return rows[0] ?? { position: '0', hash: CHAIN_START };
}
