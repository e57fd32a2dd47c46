import { db } from '#lib/db/client';
import { AppError } from '#lib/errors';
import type { Viewer } from '#lib/filter/viewer';

/** A mailbox as the worker needs it: `secret` is sealed and opens only in `lib/store/secret`. */
export type PollMailbox = Awaited<ReturnType<typeof pollTargets>>[number];

/** The mailboxes to poll, sealed passwords included: for the worker and the shell alone. */
export async function pollTargets(viewer: Viewer) {
  requireSystem(viewer);
  return await db().mailbox.findMany({ where: { paused: false }, orderBy: { id: 'asc' } });
}

/** One mailbox, paused or not; null where there is none. */
export async function findPollTarget(
  viewer: Viewer,
  key: { id: number } | { name: string },
): Promise<PollMailbox | null> {
  requireSystem(viewer);
  return await db().mailbox.findUnique({ where: key });
}

function requireSystem(viewer: Viewer) {
  if (viewer.role !== 'system') throw new AppError('auth/forbidden');
}
