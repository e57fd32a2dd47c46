import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { db } from '#lib/db/client';
import type { Viewer } from '#lib/filter/viewer';
import { findReportId } from './report-by-uid.ts';

export type ReportOriginal = { fileName: string | null; bytes: Uint8Array };

/** The report file as it was read, unpacked; null when there is none the viewer may see. */
export async function reportOriginal(viewer: Viewer, uid: string): Promise<ReportOriginal | null> {
  const id = await findReportId(viewer, uid);
  if (id === null) return null;
  const report = await db().report.findUnique({
    where: { id: BigInt(id) },
    select: { fileName: true, original: { select: { gzip: true } } },
  });
  if (!report?.original) return null;
  return { fileName: report.fileName, bytes: await unpack(report.original.gzip) };
}

/** We packed it ourselves, from a file within the limits: no bomb can be in it. */
const unpack = promisify(gunzip);
