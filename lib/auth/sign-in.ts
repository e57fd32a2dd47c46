import { env } from '#lib/env';
import { AppError } from '#lib/errors';
import { passwordHash } from '#lib/queries/password-hash';
import { secondStep } from '#lib/queries/second-step';
import { keepOnce } from '#lib/store/one-time';
import { closeSession, type SignInMethod } from '#lib/store/session';
import { auth } from './auth.ts';
import { clientAddress, clientNetwork } from './client-address.ts';
import { countTry } from './count-try.ts';
import { findViewer } from './find-viewer.ts';
import { currentSession } from './own-account.ts';
import { verifyPassword } from './password.ts';
import { TICKET_MINUTES } from './ticket-cookie.ts';

type Credentials = { email: string; password: string };

/** A session that is open, by these headers; or a ticket that waits for a code (second-step.ts). */
export type SignedIn = { headers: Headers } | { ticket: string };

/**
 * Opens a session, unless the account has a second step. In a server action its cookie is set by the
 * time this returns; the headers that set it are the answer. `auth/unauthenticated` says the same for a wrong address and a wrong
 * password, after the same work; `auth/throttled` after too many wrong tries.
 */
export async function signIn(credentials: Credentials, request: Headers): Promise<SignedIn> {
  const email = credentials.email.trim().toLowerCase();
  const tried = await countTry(email, request);
  const userId = await ownerOfPassword({ email, password: credentials.password });
  if (userId === null) {
    await tried.wasWrong();
    throw wrongCredentials();
  }
  tried.wasRight();
  if (await secondStep(userId)) {
    const value = { userId, email };
    return { ticket: await keepOnce('second-step', { value, minutes: TICKET_MINUTES }) };
  }
  return { headers: await openSession(userId, 'password', request) };
}

/**
 * Whose password this is; null for a wrong one and for an unknown address, after one hash in either
 * case (SECURITY 26).
 */
export async function ownerOfPassword(
  { email, password }: Credentials,
  verify = verifyPassword,
): Promise<string | null> {
  const known = await passwordHash({ email });
  const isRight = await verify(known?.hash ?? null, password);
  return isRight && known ? known.userId : null;
}

/** Opens a session for whoever has proven to own the account. */
export async function openSession(
  userId: string,
  method: SignInMethod,
  request: Headers,
): Promise<Headers> {
  const { TRUSTED_PROXIES } = env();
  const address = clientAddress(request, TRUSTED_PROXIES);
  const network = clientNetwork(request, TRUSTED_PROXIES);
  const { headers } = await auth().api.openSession({
    body: { userId, method, address, network },
    headers: request,
    returnHeaders: true,
  });
  return headers;
}

/** Ends the session for good and clears its cookie; without a session it does nothing. */
export async function signOut(request: Headers): Promise<Headers> {
  const viewer = await findViewer(request, { idle: true });
  if (viewer) await closeSession(viewer, await currentSession(request));
  // What is left to better-auth is the cookie, and a session that had ended before.
  const { headers } = await auth().api.signOut({ headers: request, returnHeaders: true });
  return headers;
}

function wrongCredentials() {
  return new AppError('auth/unauthenticated', {
    detail: 'The email address or the password is wrong.',
    reason: { why: 'wrongCredentials' },
  });
}
