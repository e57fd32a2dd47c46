import { headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { cache } from 'react';
import { AppError } from '#lib/errors';
import { runsAll, type Viewer } from '#lib/filter/viewer';
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
  const enrolling = await findViewer(request, { enrolling: true });
  if (enrolling) redirect(`/second-step?must=1&next=${encodeURIComponent(path)}`);
  return redirect(path === '/' ? '/login' : `/login?next=${encodeURIComponent(path)}`);
});

/** Who asks, where they may not have set up the second step that is demanded of them: to do that. */
export async function requireEnrolling(): Promise<Viewer> {
  const viewer = await findViewer(await headers(), { enrolling: true });
  return viewer ?? redirect('/login');
}

/**
 * The second line of an action that changes what is everybody's: owners and admins may who are
 * limited to no domain. Others get `auth/forbidden`.
 */
export function requireOperator(viewer: Viewer): void {
  if (isOperator(viewer)) return;
  throw new AppError('auth/forbidden', {
    detail: 'Ask an owner or an admin of this installation.',
    reason: { why: 'askOperator' },
  });
}

/** The same of what an analyst does daily, about the domains that he sees: label a source, say. */
export function requireAnalyst(viewer: Viewer): void {
  if (mayLabel(viewer)) return;
  throw new AppError('auth/forbidden', {
    detail: 'Ask an owner, an admin or an analyst.',
    reason: { why: 'askOperator' },
  });
}

/** Whether to offer what `requireOperator` demands. */
export function isOperator(viewer: Viewer): boolean {
  return runsAll(viewer);
}

/** Whether to offer to say whose a source is: what `requireAnalyst` demands. */
export function mayLabel({ role }: Viewer): boolean {
  return role !== 'viewer' && role !== 'auditor';
}
