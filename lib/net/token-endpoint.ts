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
  const answer = await ask(tokenEndpoint, form);
  const parsed = answer.status === 200 ? granted.safeParse(fromJson(answer.body)) : null;
  if (!parsed?.success) throw tokenRefused(config.oauth, answer, secretsOf(form));
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

function secretsOf(form: URLSearchParams) {
  return SECRETS.flatMap((name) => form.getAll(name));
}

const SECRETS = ['client_secret', 'refresh_token', 'assertion'];

/** Clients, by endpoint and id, whose secret is wanted in a header. */
const byHeader = new Set<string>();

/**
 * Some endpoints take a client's secret in the form alone, others in a header alone (RFC 6749, 2.3.1), and
 * those say no more than that the client is wrong. Which it is is asked once.
 */
async function ask(tokenEndpoint: string, form: URLSearchParams) {
  const client = `${tokenEndpoint} ${form.get('client_id')}`;
  if (byHeader.has(client)) return await post(tokenEndpoint, ...inHeader(form));
  const answer = await post(tokenEndpoint, form);
  if (!form.has('client_secret') || !isClientRefused(answer)) return answer;
  const second = await post(tokenEndpoint, ...inHeader(form));
  if (second.status === 200) byHeader.add(client);
  return second;
}

function isClientRefused({ status, body }: { status: number; body: string }) {
  const refusal = z.object({ error: z.literal('invalid_client') }).safeParse(fromJson(body));
  return (status === 400 || status === 401) && refusal.success;
}

/** The same with the secret in a header: of both values what a form would make of them. */
function inHeader(form: URLSearchParams): [URLSearchParams, Record<string, string>] {
  const rest = new URLSearchParams(form);
  const [id, secret] = ['client_id', 'client_secret'].map((name) => {
    const value = rest.get(name) ?? '';
    rest.delete(name);
    return new URLSearchParams({ '': value }).toString().slice(1);
  });
  const authorization = `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`;
  return [rest, { authorization }];
}

async function post(
  tokenEndpoint: string,
  form: URLSearchParams,
  proof: Record<string, string> = {},
) {
  try {
    return await guardedFetch(tokenEndpoint, {
      namedBy: 'operator',
      method: 'POST',
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        accept: 'application/json',
        ...proof,
      },
      body: form.toString(),
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
