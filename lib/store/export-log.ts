import { db, writing } from '#lib/db/client';
import type { Viewer } from '#lib/filter/viewer';
import { auditIn } from './audit.ts';

/** A file that somebody asks for; `address` is the question, as the API spells it. */
export type NewExport = { fileName: string; address: string };

/** What was handed over, once it was whole. */
type ExportFacts = { rows: number | null; bytes: number; sha256: string };

/** Writes down that a file is asked for, and answers with the id of that line. */
export async function beginExport(viewer: Viewer, asked: NewExport): Promise<bigint> {
  const data = { ...asked, actorId: viewer.userId, actor: viewer.name };
  return await writing(async (tx) => {
    const { id } = await tx.exportLog.create({ data, select: { id: true } });
    await auditIn(tx, viewer, 'export.take', asked.fileName, null, { address: asked.address });
    return id;
  });
}

/** The pieces of a file, and a note once the last of them was taken. */
export async function* noteExport(
  id: bigint,
  pieces: AsyncIterable<Uint8Array>,
  measure: () => ExportFacts,
): AsyncGenerator<Uint8Array> {
  yield* pieces;
  await endExport(id, measure());
}

/** Writes down that it was handed over whole; one that broke off has no such line. */
async function endExport(id: bigint, { rows, bytes, sha256 }: ExportFacts): Promise<void> {
  await db().exportLog.update({
    where: { id },
    data: { rows, bytes, sha256: Buffer.from(sha256, 'hex'), endedAt: new Date() },
  });
}
