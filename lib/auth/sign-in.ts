import { isAPIError } from 'better-auth/api';
import { env } from '#lib/env';
import { AppError } from '#lib/errors';
import { log } from '#lib/log';
import { auth } from './auth.ts';
import { clientNetwork } from './client-address.ts';
import { Throttle } from './throttle.ts';

type Credentials = { email: string; password: string };

const WINDOW = 15 * 60 * 1000;
const perAccount = new Throttle({ tries: 10, milliseconds: WINDOW });
const perNetwork = new Throttle({ tries: 50, milliseconds: WINDOW });

/**
 * Opens a session. In a server action its cookie is set by the time this returns; the headers that
 * set it are the answer. `auth/unauthenticated` says the same for a wrong address and a wrong
 * password, after the same work; `auth/throttled` after too many wrong tries.
 */
export async function signIn(credentials: Credentials, request: Headers): Promise<Headers> {
  const email = credentials.email.trim().toLowerCase();
  const network = clientNetwork(request, env().TRUSTED_PROXIES);
  allow(email, network);
  try {
    const { headers } = await auth().api.signInEmail({
      body: { email, password: credentials.password },
      headers: request,
      returnHeaders: true,
    });
    perAccount.forgive(email);
    perNetwork.refund(network);
    return headers;
  } catch (cause) {
    if (!isAPIError(cause) || cause.statusCode >= 500) throw cause;
    throw new AppError('auth/unauthenticated', {
      cause,
      detail: 'The e-mail address or the password is wrong.',
      reason: { why: 'wrongCredentials' },
    });
  }
}

/** Ends the session for good and clears its cookie; without a session it does nothing. */
export async function signOut(request: Headers): Promise<Headers> {
  const { headers } = await auth().api.signOut({ headers: request, returnHeaders: true });
  return headers;
}

function allow(email: string, network: string) {
  const now = Date.now();
  const wait = perNetwork.take(network, now) ?? perAccount.take(email, now);
  if (wait === null) return;
  const minutes = Math.ceil(wait / 60_000);
  log.warn({ network, minutes }, 'sign-in throttled');
  throw new AppError('auth/throttled', {
    detail: `Try again in ${minutes === 1 ? 'a minute' : `${minutes} minutes`}.`,
    reason: { why: 'tryAgainIn', values: { minutes } },
  });
}
