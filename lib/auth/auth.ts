import { hkdfSync } from 'node:crypto';
import { prismaAdapter } from 'better-auth/adapters/prisma';
import { betterAuth } from 'better-auth/minimal';
import { nextCookies } from 'better-auth/next-js';
import { db } from '#lib/db/client';
import { env } from '#lib/env';
import { AppError } from '#lib/errors';
import { log } from '#lib/log';
import { hashPassword, LONGEST_PASSWORD, SHORTEST_PASSWORD, verifyPassword } from './password.ts';

const DAY = 24 * 3600;

/** A session ends a month after signing in, and after a week unused. */
export const SESSION_DAYS = { longest: 30, idle: 7 } as const;

let instance: ReturnType<typeof makeAuth> | undefined;

/**
 * Accounts and sessions by better-auth, in Postgres, called as functions: its HTTP routes are not
 * served at all, so that what is not called here cannot be called from outside.
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
    database: prismaAdapter(db(), { provider: 'postgresql' }),
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: SHORTEST_PASSWORD,
      maxPasswordLength: LONGEST_PASSWORD,
      password: {
        hash: hashPassword,
        verify: ({ hash, password }) => verifyPassword(hash, password),
      },
    },
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
    // Its limiter guards its routes; ours guards the function (sign-in.ts).
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    logger: {
      level: 'error',
      log: (level, message) => log[level]({ from: 'better-auth' }, message),
    },
    plugins: [nextCookies()],
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
