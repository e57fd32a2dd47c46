import { db, writing } from '#lib/db/client';
import { pool } from '#lib/db/pool';
import type { Viewer } from '#lib/filter/viewer';
import { auditIn } from './audit.ts';

/** How long a pack can be fetched. */
const EVIDENCE_DAYS = 7;

/** A pack that somebody wants; `question` is the query string, with fixed days. */
export type NewPack = { question: string; fileName: string; steps: number };

/** Writes down that a pack is wanted, as its reader is now; a job makes it. Answers with its id. */
export async function askForPack(viewer: Viewer, wanted: NewPack): Promise<string> {
  const data = {
    ...wanted,
    actorId: viewer.userId,
    actor: viewer.name,
    role: viewer.role,
    limited: viewer.domains !== 'all',
    domainIds: viewer.domains === 'all' ? [] : [...viewer.domains],
  };
  return await writing(async (tx) => {
    const { id } = await tx.evidencePack.create({ data, select: { id: true } });
    const { fileName, question: address } = wanted;
    await auditIn(tx, viewer, 'export.ask-evidence', fileName, null, { address });
    return id;
  });
}

/** A pack that waits to be made, or whose process died over it. */
export type WaitingPack = Pick<Viewer, 'userId' | 'name' | 'domains'> & {
  id: string;
  role: string;
  question: string;
  fileName: string;
  tries: number;
};

/** The pack that has waited longest, taken in hand: its older pieces go. Null for none. */
export async function takePack(): Promise<WaitingPack | null> {
  const { rows } = await pool().query<
    Omit<WaitingPack, 'domains'> & { limited: boolean; domainIds: number[] }
  >(
    `WITH next AS (
       UPDATE evidence_pack SET state = 'making', tries = tries + 1, step = 0
       WHERE id = (SELECT id FROM evidence_pack WHERE state IN ('waiting', 'making')
         ORDER BY asked_at LIMIT 1)
       RETURNING *
     ), gone AS (DELETE FROM evidence_chunk WHERE pack_id IN (SELECT id FROM next))
     SELECT id, actor_id AS "userId", actor AS name, role, limited, domain_ids AS "domainIds",
       question, file_name AS "fileName", tries FROM next`,
  );
  const [row] = rows;
  if (!row) return null;
  const { limited, domainIds, ...pack } = row;
  return { ...pack, domains: limited ? domainIds : 'all' };
}

/** Says how far a pack is. */
export async function notePackStep(id: string, step: number): Promise<void> {
  await pool().query('UPDATE evidence_pack SET step = $2 WHERE id = $1', [id, step]);
}

/** Keeps one piece of it. */
export async function keepPiece(id: string, no: number, bytes: Uint8Array): Promise<void> {
  await pool().query('INSERT INTO evidence_chunk (pack_id, no, bytes) VALUES ($1, $2, $3)', [
    ...[id, no, Buffer.from(bytes)],
  ]);
}

/** All of it is kept. */
export async function endPack(id: string, made: { bytes: number; sha256: string }): Promise<void> {
  await pool().query(
    `UPDATE evidence_pack SET state = 'done', ended_at = now(), error = NULL, bytes = $2,
       sha256 = decode($3, 'hex') WHERE id = $1`,
    [id, made.bytes, made.sha256],
  );
}

/** It cannot be made: why, for whoever asked. */
export async function failPack(id: string, error: string): Promise<void> {
  await pool().query(
    `WITH failed AS (
       UPDATE evidence_pack SET state = 'failed', ended_at = now(), error = $2 WHERE id = $1
     ) DELETE FROM evidence_chunk WHERE pack_id = $1`,
    [id, error],
  );
}

/** Takes packs away that have been there long enough. */
export async function dropOldPacks(now: Date): Promise<void> {
  const before = new Date(now.getTime() - EVIDENCE_DAYS * 24 * 3_600_000);
  await db().evidencePack.deleteMany({ where: { endedAt: { lt: before } } });
}
