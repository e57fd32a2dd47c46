import type { BetterAuthPlugin } from 'better-auth';
import { APIError, createAuthEndpoint } from 'better-auth/api';
import { setSessionCookie } from 'better-auth/cookies';
import { z } from 'zod';

const opened = z.object({
  userId: z.string(),
  /** By what the person proved who they are. */
  method: z.enum(['password', 'totp', 'sso', 'passkey']),
  address: z.string().nullable(),
});

export type SignInMethod = z.infer<typeof opened>['method'];

/**
 * A function that opens a session for an account and sets its cookie, whoever has proven to be its
 * owner, by whatever means. It has no path, so that no request can reach it.
 */
export const openSessionPlugin = {
  id: 'open-session',
  endpoints: {
    openSession: createAuthEndpoint.serverOnly(
      { method: 'POST', body: opened, requireHeaders: true },
      async (ctx) => {
        const { userId, method, address } = ctx.body;
        const { internalAdapter } = ctx.context;
        const user = await internalAdapter.findUserById(userId);
        if (!user) throw new APIError('NOT_FOUND');
        // Which header tells the address is ours to say (client-address.ts).
        const facts = { method, ipAddress: address, userAgent: userAgentOf(ctx.headers) };
        const session = await internalAdapter.createSession(userId, false, facts, true);
        await setSessionCookie(ctx, { session, user }, false);
        return { name: user.name, email: user.email };
      },
    ),
  },
  schema: {
    session: { fields: { method: { type: 'string', input: false, required: false } } },
  },
} satisfies BetterAuthPlugin;

const LONGEST_USER_AGENT = 512;

function userAgentOf(headers: Headers) {
  return headers.get('user-agent')?.slice(0, LONGEST_USER_AGENT) ?? null;
}
