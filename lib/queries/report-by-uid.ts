import { z } from 'zod';
import { db } from '#lib/db/client';
import type { Viewer } from '#lib/filter/viewer';

/** The key of a report by the id in its link; null when there is none the viewer may see. */
export async function findReportId(viewer: Viewer, uid: string): Promise<string | null> {
  // Any text may stand in a link; Postgres refuses what is no UUID with an error.
  if (!z.guid().safeParse(uid).success) return null;
  const { domains } = viewer;
  const found = await db().report.findUnique({
    where: { uid, ...(domains !== 'all' && { domainId: { in: [...domains] } }) },
    select: { id: true },
  });
  return found?.id.toString() ?? null;
}
