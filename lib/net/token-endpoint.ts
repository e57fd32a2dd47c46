import { z } from 'zod';
import { AppError, isAppError } from '#lib/errors';
import { guardedFetch } from './guarded-fetch.ts';
import { jwtAssertion } from './jwt-assertion.ts';
import type { OauthConfig } from './oauth-token.ts';
import { tokenRefused } from './token-refusal.ts';

const PATIENCE_MS = 15_000;

/** Without `expires_in` (RFC 6749, 5.1 only recommends it) a token is taken to last this long. */
const USUAL_SECONDS = 3600;

const granted = z.object({
  access_token: z.string().regex(/^[\x21-\x7e]{1,16384}$/),
  expires_in: z.coerce.number().min(0).max(31_536_000).catch(USUAL_SECONDS),
  refresh_token: z.string().min(1).max(16_384).optional().catch(undefined),
});

/** Asks a token endpoint for an access token (RFC 6749, 4.4.2 and 6; RFC 7523, 2.1). */
export async function requestToken(
  config: OauthConfig,
): Promise<{ value: string; seconds: number }> {
  const { tokenEndpoint, refreshToken } = config.oauth;
  const used = refreshToken && (await refreshToken.read());
  const form = new URLSearchParams({ ...proofOf(config), ...(used && { refresh_token: used }) });
  if (config.oauth.scope) form.set('scope', config.oauth.scope);
  const answer = await post(tokenEndpoint, form.toString());
  const parsed = answer.status === 200 ? granted.safeParse(fromJson(answer.body)) : null;
  if (!parsed?.success) throw tokenRefused(config.oauth, answer);
  const { access_token: value, expires_in: seconds, refresh_token: next } = parsed.data;
  // Before the token is used: the refresh token that it came by may be void now (RFC 6749, 6).
  if (refreshToken && next && next !== used) await refreshToken.keep(next);
  return { value, seconds };
}

function proofOf({ username, password, oauth }: OauthConfig): Record<string, string> {
  const { kind, clientId, tokenEndpoint, scope } = oauth;
  switch (kind) {
    case 'client_credentials':
    case 'refresh_token':
      // A client that cannot keep a secret has none (RFC 6749, 2.1).
      return {
        grant_type: kind,
        client_id: clientId,
        ...(password !== '' && { client_secret: password }),
      };
    case 'service_account': {
      const claims = { issuer: clientId, subject: username, audience: tokenEndpoint, scope };
      const grant = 'urn:ietf:params:oauth:grant-type:jwt-bearer';
      return { grant_type: grant, assertion: jwtAssertion(claims, password, new Date()) };
    }
  }
}

async function post(tokenEndpoint: string, body: string) {
  try {
    return await guardedFetch(tokenEndpoint, {
      namedBy: 'operator',
      method: 'POST',
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        accept: 'application/json',
      },
      body,
      timeoutMs: PATIENCE_MS,
    });
  } catch (cause) {
    if (!isAppError(cause)) throw cause;
    const code = cause.code === 'endpoint/forbidden' ? 'mailbox/refused' : 'mailbox/unreachable';
    throw new AppError(code, { cause, detail: `No token: ${cause.detail ?? cause.message}` });
  }
}

function fromJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return null;
  }
}
