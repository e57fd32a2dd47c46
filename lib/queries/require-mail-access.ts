import { AppError } from '#lib/errors';
import type { Viewer } from '#lib/filter/viewer';

/** Whether mails and mailboxes are the viewer's to see: they may hold reports about any domain. */
export function seesMail({ domains }: Viewer): boolean {
  return domains === 'all';
}

/** Refuses whoever is limited to some domains. */
export function requireMailAccess(viewer: Viewer): void {
  if (seesMail(viewer)) return;
  throw new AppError('auth/forbidden', { detail: 'Mails may hold reports about other domains.' });
}

/** Refuses whoever only looks on: a mail's own bytes are for those who mend what is wrong with it. */
export function requireRawAccess(viewer: Viewer): void {
  requireMailAccess(viewer);
  if (viewer.role !== 'auditor' && viewer.role !== 'viewer') return;
  throw new AppError('auth/forbidden', { detail: 'Ask an owner, an admin or an analyst.' });
}
