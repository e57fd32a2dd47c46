import { z } from 'zod';
import { db, sql } from '#lib/db/client';
import { pool } from '#lib/db/pool';
import { beyondWall } from '#lib/db/wall';
import type { Viewer } from '#lib/filter/viewer';
import { requireAuditAccess } from './require-audit-access.ts';

/** A pack that somebody asked for, and how far it is. */
export type PackRow = {
  id: string;
  askedAt: Date;
  endedAt: Date | null;
  actor: string;
  fileName: string;
  state: 'waiting' | 'making' | 'done' | 'failed';
  step: number;
  steps: number;
  error: string | null;
  bytes: number | null;
  sha256: string | null;
};

/** The packs there are, newest first: of everybody for owners and admins of all, else one's own. */
export async function evidencePacks(viewer: Viewer, id: string | null = null): Promise<PackRow[]> {
  requireAuditAccess(viewer);
  const all = viewer.domains === 'all' && viewer.role !== 'auditor';
  // A pack is of whoever asked for it, and of many domains: its own condition is the wall.
  return await beyondWall(db).$queryRaw<PackRow[]>(sql`
    SELECT id::text, asked_at AS "askedAt", ended_at AS "endedAt", actor, file_name AS "fileName",
      state, step, steps, error, bytes::float8 AS bytes, encode(sha256, 'hex') AS sha256
    FROM evidence_pack
    WHERE (${all} OR actor_id = ${viewer.userId ?? ''}) AND (${id}::uuid IS NULL OR id = ${id}::uuid)
    ORDER BY asked_at DESC LIMIT 50`);
}

/** A pack that is whole, and its bytes piece by piece; null when there is none, or not the viewer's. */
export async function evidenceBytes(
  viewer: Viewer,
  id: string,
): Promise<{ pack: PackRow; pieces: AsyncIterable<Uint8Array> } | null> {
  if (!z.guid().safeParse(id).success) return null;
  const [pack] = await evidencePacks(viewer, id);
  return pack?.state === 'done' ? { pack, pieces: piecesOf(id) } : null;
}

async function* piecesOf(id: string): AsyncGenerator<Uint8Array> {
  for (let no = 0; ; no += 1) {
    const { rows } = await pool().query<{ bytes: Uint8Array }>(
      'SELECT bytes FROM evidence_chunk WHERE pack_id = $1 AND no = $2',
      [id, no],
    );
    if (!rows[0]) return;
    yield rows[0].bytes;
  }
}
