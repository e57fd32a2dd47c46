import { isAPIError } from 'better-auth/api';
import { env } from '#lib/env';
import { AppError } from '#lib/errors';
import { log } from '#lib/log';
import { recordAudit } from '#lib/store/audit';
import { auth } from './auth.ts';
import { clientNetwork } from './client-address.ts';
import { findViewer } from './find-viewer.ts';
import { Throttle } from './throttle.ts';

type Credentials = { email: string; password: string };

const WINDOW = 15 * 60 * 1000;
const perAccount = new Throttle({ tries: 10, milliseconds: WINDOW });
const perNetwork = new Throttle({ tries: 50, milliseconds: WINDOW });
/** A closed door is told once, however often somebody knocks. */
const told = new Throttle({ tries: 1, milliseconds: WINDOW });

/**
 * Opens a session. In a server action its cookie is set by the time this returns; the headers that
 * set it are the answer. `auth/unauthenticated` says the same for a wrong address and a wrong
 * password, after the same work; `auth/throttled` after too many wrong tries.
 */
export async function signIn(credentials: Credentials, request: Headers): Promise<Headers> {
  const email = credentials.email.trim().toLowerCase();
  const network = clientNetwork(request, env().TRUSTED_PROXIES);
  await allow(email, network);
  try {
    const { headers, response } = await auth().api.signInEmail({
      body: { email, password: credentials.password },
      headers: request,
      returnHeaders: true,
    });
    perAccount.forgive(email);
    perNetwork.refund(network);
    const { id: userId, name } = response.user;
    await recordAudit({ userId, name }, 'session.open', email, null, { network });
    return headers;
  } catch (cause) {
    if (!isAPIError(cause) || cause.statusCode >= 500) throw cause;
    await recordAudit(NOBODY, 'session.refuse', addressIn(email), null, { network });
    throw new AppError('auth/unauthenticated', {
      cause,
      detail: 'The e-mail address or the password is wrong.',
      reason: { why: 'wrongCredentials' },
    });
  }
}

/** Ends the session for good and clears its cookie; without a session it does nothing. */
export async function signOut(request: Headers): Promise<Headers> {
  const viewer = await findViewer(request, { idle: true });
  const { headers } = await auth().api.signOut({ headers: request, returnHeaders: true });
  if (viewer) await recordAudit(viewer, 'session.close', viewer.name);
  return headers;
}

const NOBODY = { userId: null, name: 'nobody' } as const;

/** What stands for it in the audit log: people type passwords into the wrong field (ASVS 16.2.5). */
function addressIn(email: string) {
  return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email) ? email.slice(0, 254) : 'no address';
}

async function allow(email: string, network: string) {
  const now = Date.now();
  const byNetwork = perNetwork.take(network, now);
  const wait = byNetwork ?? perAccount.take(email, now);
  if (wait === null) return;
  const closed = byNetwork === null ? addressIn(email) : network;
  if (told.take(closed, now) === null) {
    await recordAudit(NOBODY, 'session.lock', closed, null, { network });
  }
  const minutes = Math.ceil(wait / 60_000);
  log.warn({ network, minutes }, 'sign-in throttled');
  throw new AppError('auth/throttled', {
    detail: `Try again in ${minutes === 1 ? 'a minute' : `${minutes} minutes`}.`,
    reason: { why: 'tryAgainIn', values: { minutes } },
  });
}
