import { hkdfSync } from 'node:crypto';
import { prismaAdapter } from 'better-auth/adapters/prisma';
import { betterAuth } from 'better-auth/minimal';
import { nextCookies } from 'better-auth/next-js';
import { db } from '#lib/db/client';
import { beyondWall } from '#lib/db/wall';
import { env } from '#lib/env';
import { AppError } from '#lib/errors';
import { log } from '#lib/log';
import { openSessionPlugin } from './open-session.ts';
import { SESSION_DAYS } from './session-bounds.ts';

const DAY = 24 * 3600;

let instance: ReturnType<typeof makeAuth> | undefined;

/**
 * Sessions by better-auth, in Postgres, called as functions: its HTTP routes are not served at all,
 * so that what is not called here cannot be called from outside.
 */
export function auth() {
  instance ??= makeAuth();
  return instance;
}

function makeAuth() {
  const baseURL = env().PUBLIC_URL ?? `http://localhost:${env().PORT}`;
  const secure = baseURL.startsWith('https:');
  return betterAuth({
    appName: 'Ruascope',
    // Only links and redirects of better-auth's own routes are built from it, and we serve none:
    // the product answers on whatever host name it is opened by.
    baseURL,
    secret: sessionKey(),
    // Made in the first request that needs it, and kept for all.
    database: prismaAdapter(beyondWall(db), { provider: 'postgresql' }),
    // Who a person is we find out ourselves (sign-in.ts); better-auth keeps the sessions.
    emailAndPassword: { enabled: false },
    user: { additionalFields: { role: { type: 'string', input: false } } },
    // A cached cookie would outlive a revoked session (GHSA-xg6x-h9c9-2m83).
    session: {
      expiresIn: SESSION_DAYS.longest * DAY,
      updateAge: DAY,
      cookieCache: { enabled: false },
    },
    advanced: {
      // The prefix better-auth would add is __Secure-; __Host- also binds the cookie to this host.
      useSecureCookies: false,
      defaultCookieAttributes: { secure, sameSite: 'lax', httpOnly: true, path: '/' },
      cookiePrefix: 'ruascope',
      cookies: { session_token: { name: secure ? '__Host-ruascope' : 'ruascope' } },
    },
    // Its limiter guards its routes; ours guards what is guessed (count-try.ts).
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    logger: {
      level: 'error',
      log: (level, message) => log[level]({ from: 'better-auth' }, message),
    },
    plugins: [openSessionPlugin, nextCookies()],
  });
}

/** Derived from SECRET_KEY for this purpose alone, so that no two purposes share a key. */
function sessionKey() {
  const secret = env().SECRET_KEY;
  if (!secret) {
    throw new AppError('config/invalid', {
      detail: 'SECRET_KEY is not set; it signs the session cookies. Set it, or SECRET_KEY_FILE.',
    });
  }
  const key = hkdfSync('sha256', secret, '', 'ruascope sessions', 32);
  return Buffer.from(key).toString('base64url');
}
