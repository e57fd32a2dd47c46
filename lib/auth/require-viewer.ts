import { headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { cache } from 'react';
import { AppError } from '#lib/errors';
import type { Viewer } from '#lib/filter/viewer';
import { findViewer } from './find-viewer.ts';
import { REQUESTED_PATH } from './next-path.ts';
import { ownerExists } from './owner.ts';

/**
 * The first line of every page and server action: who asks. Without a session it redirects, to
 * /welcome while there is no account at all, else to /login and back afterwards. One request asks
 * the database once, however many panels call it.
 */
export const requireViewer = cache(async (): Promise<Viewer> => {
  const request = await headers();
  const viewer = await findViewer(request);
  if (viewer) return viewer;
  if (!(await ownerExists())) redirect('/welcome');
  const path = request.get(REQUESTED_PATH) ?? '/';
  return redirect(path === '/' ? '/login' : `/login?next=${encodeURIComponent(path)}`);
});

/**
 * The second line of an action that changes something: owners and admins may; `alsoAnalysts` for
 * what an analyst does daily (retry a mail, label a source). Others get `auth/forbidden`.
 */
export function requireOperator(viewer: Viewer, { alsoAnalysts = false } = {}): void {
  if (isOperator(viewer) || (alsoAnalysts && viewer.role === 'analyst')) return;
  throw new AppError('auth/forbidden', {
    detail: 'Ask an owner or an admin of this installation.',
    reason: { why: 'askOperator' },
  });
}

/** Whether to offer to say whose a source is. */
export function mayLabel(viewer: Viewer): boolean {
  return isOperator(viewer) || viewer.role === 'analyst';
}

/** Whether to offer what `requireOperator` demands. */
export function isOperator(viewer: Viewer): boolean {
  return viewer.role === 'owner' || viewer.role === 'admin' || viewer.role === 'system';
}
