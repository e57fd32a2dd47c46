import { db } from '#lib/db/client';
import type { Viewer } from '#lib/filter/viewer';
import { requireMailAccess } from './require-mail-access.ts';

/** When the newest mail or file was taken in; null before the first. */
export async function lastIntake(viewer: Viewer): Promise<Date | null> {
  requireMailAccess(viewer);
  const newest = await db().message.findFirst({
    orderBy: { createdAt: 'desc' },
    select: { createdAt: true },
  });
  return newest?.createdAt ?? null;
}
