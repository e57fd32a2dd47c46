import { AppError } from '#lib/errors';
import type { Viewer } from '#lib/filter/viewer';
import { type Account, findAccount } from '#lib/queries/account';
import { passwordHash } from '#lib/queries/password-hash';
import { setPassword } from '#lib/store/password';
import { endSession, endSessions } from '#lib/store/session';
import { acceptedPassword } from './account.ts';
import { auth } from './auth.ts';
import { countTry } from './count-try.ts';
import { hashPassword, verifyPassword } from './password.ts';

/** The viewer's own account; `auth/forbidden` for who has none, such as the product itself. */
export async function ownAccount(viewer: Viewer): Promise<Account> {
  const account = viewer.userId === null ? null : await findAccount(viewer, viewer.userId);
  if (account) return account;
  throw new AppError('auth/forbidden');
}

/** Which of a person's sessions this request belongs to. */
export async function currentSession(request: Headers): Promise<string> {
  const query = { disableRefresh: true };
  const found = await auth().api.getSession({ headers: request, query });
  if (found) return found.session.id;
  throw new AppError('auth/unauthenticated');
}

type PasswordChange = { current: string; wanted: string };

/**
 * Gives the viewer another password, which ends their sessions elsewhere. A wrong current one is
 * counted as a guess, and refused as `auth/forbidden`.
 */
export async function changePassword(
  viewer: Viewer,
  { current, wanted }: PasswordChange,
  request: Headers,
): Promise<void> {
  const { id, email } = await ownAccount(viewer);
  await proveOwner({ id, email }, current, request);
  const hash = await hashPassword(await acceptedPassword(wanted, email));
  await setPassword(viewer, email, hash, { keep: await currentSession(request) });
}

/** Ends one of the viewer's own sessions. */
export async function endOwnSession(viewer: Viewer, id: string): Promise<void> {
  await endSession(viewer, (await ownAccount(viewer)).email, id);
}

/** Ends the viewer's sessions, all but the one of this request; answers with how many. */
export async function endOtherSessions(viewer: Viewer, request: Headers): Promise<number> {
  const { email } = await ownAccount(viewer);
  return await endSessions(viewer, email, { keep: await currentSession(request) });
}

/** Whoever sits at an open session must know its password before they change how to come in. */
export async function proveOwner(
  { id, email }: Pick<Account, 'id' | 'email'>,
  password: string,
  request: Headers,
): Promise<void> {
  const tried = await countTry(email, request);
  const known = await passwordHash({ id });
  if (!(await verifyPassword(known?.hash ?? null, password))) {
    await tried.wasWrong();
    throw new AppError('auth/forbidden', {
      detail: 'The current password is wrong.',
      reason: { why: 'wrongPassword' },
    });
  }
  tried.wasRight();
}
