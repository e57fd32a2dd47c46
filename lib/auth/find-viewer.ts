import { askAs } from '#lib/db/wall';
import { mintViewer, type Viewer } from '#lib/filter/viewer';
import { isSecondStepRequired } from '#lib/queries/second-step';
import { userBySession } from '#lib/queries/user-by-session';
import { noteSessionUse } from '#lib/store/session';
import { auth } from './auth.ts';
import { sessionBounds } from './session-bounds.ts';

type Look = {
  /** Nobody did anything: an open page only asks whether it may stay. That keeps no session alive. */
  idle?: boolean;
  /** A session that still owes a second step is let through: to set one up. */
  enrolling?: boolean;
};

/**
 * Who holds the session cookie of this request; null when there is none, or it has ended. From then on
 * the request asks the database as them.
 */
export async function findViewer(
  request: Headers,
  { idle = false, enrolling = false }: Look = {},
): Promise<Viewer | null> {
  if (!request.has('cookie')) return null;
  const query = idle ? { disableRefresh: true } : {};
  const found = await auth().api.getSession({ headers: request, query });
  if (!found) return null;
  // better-auth moves a session's end on with each day of use, so both ends are counted here.
  const user = await userBySession(found.session.id, sessionBounds());
  if (!user) return null;
  if (!enrolling && user.method === 'password' && (await isSecondStepRequired())) return null;
  if (!idle) await noteSessionUse(found.session.id, user.usedAt, new Date());
  const { id: userId, name, role, domainIds } = user;
  const viewer = mintViewer({ userId, name, role, domains: domainIds ?? 'all' });
  askAs(viewer);
  return viewer;
}
