import { randomBytes, randomUUID } from 'node:crypto';
import type { BetterAuthPlugin } from 'better-auth';
import { APIError, createAuthEndpoint } from 'better-auth/api';
import { setSessionCookie } from 'better-auth/cookies';
import { z } from 'zod';
import { beginSession, SIGN_IN_METHODS } from '#lib/store/session';
import { SESSION_DAYS } from './session-bounds.ts';

const opened = z.object({
  userId: z.string(),
  /** By what the person proved who they are. */
  method: z.enum(SIGN_IN_METHODS),
  address: z.string().nullable(),
  network: z.string(),
});

const DAY = 24 * 3600 * 1000;

/**
 * A function that opens a session for an account and sets its cookie, whoever has proven to be its
 * owner, by whatever means. It has no path, so that no request can reach it. better-auth reads and prolongs
 * the session; its row we make ourselves, since better-auth's own transaction has no room for the entry in
 * the audit log that tells of it.
 */
export const openSessionPlugin = {
  id: 'open-session',
  endpoints: {
    openSession: createAuthEndpoint.serverOnly(
      { method: 'POST', body: opened, requireHeaders: true },
      async (ctx) => {
        const { userId, method, address: ipAddress, network } = ctx.body;
        const { internalAdapter } = ctx.context;
        const user = await internalAdapter.findUserById(userId);
        if (!user) throw new APIError('NOT_FOUND');
        // Which header tells the address is ours to say (client-address.ts).
        const facts = { method, ipAddress, userAgent: userAgentOf(ctx.headers) };
        const expiresAt = new Date(Date.now() + SESSION_DAYS.longest * DAY);
        const begun = { id: randomUUID(), token: newToken(), userId, expiresAt, ...facts };
        const session = await beginSession(begun, { name: user.name, email: user.email, network });
        await setSessionCookie(ctx, { session, user }, false);
      },
    ),
  },
  schema: {
    session: { fields: { method: { type: 'string', input: false, required: false } } },
  },
} satisfies BetterAuthPlugin;

/** ASVS 7.2.3: 128 bits at least. */
function newToken() {
  return randomBytes(24).toString('base64url');
}

const LONGEST_USER_AGENT = 512;

function userAgentOf(headers: Headers) {
  return headers.get('user-agent')?.slice(0, LONGEST_USER_AGENT) ?? null;
}
