import { db } from '#lib/db/client';
import { runsAll, type Viewer } from '#lib/filter/viewer';

/** A file that was taken out; without an end it broke off, or is on its way. */
export type ExportRow = {
  id: string;
  startedAt: Date;
  endedAt: Date | null;
  actor: string;
  fileName: string;
  address: string;
  rows: number | null;
  bytes: number | null;
  sha256: string | null;
};

/** The newest files: whoever runs the installation sees those of all, others their own. */
export async function exportHistory(viewer: Viewer, limit = 50): Promise<ExportRow[]> {
  const rows = await db().exportLog.findMany({
    where: runsAll(viewer) ? {} : { actorId: viewer.userId ?? '' },
    orderBy: { id: 'desc' },
    take: limit,
    omit: { actorId: true },
  });
  return rows.map(({ id, rows: count, bytes, sha256, ...row }) => ({
    ...row,
    id: id.toString(),
    rows: count === null ? null : Number(count),
    bytes: bytes === null ? null : Number(bytes),
    sha256: sha256 && Buffer.from(sha256).toString('hex'),
  }));
}
