import { z } from 'zod';
import { AppError } from '#lib/errors';
import type { OauthGrant } from './imap-config.ts';
import { quoted } from './quoted.ts';

type Answer = { status: number; headers: { 'retry-after'?: string | undefined }; body: string };

const refusal = z.object({
  error: z.string(),
  error_description: z.string().catch(''),
});

/** Why a token endpoint gave no token, as an error whose words a person can act on. */
export function tokenRefused(grant: OauthGrant, answer: Answer): AppError {
  const { host } = new URL(grant.tokenEndpoint);
  const { error, error_description: description } = parse(answer.body);
  const says = error
    ? ` It says: ${quoted(`${error}${description ? `: ${description}` : ''}`)}.`
    : '';
  if (answer.status === 429 || error === 'slow_down') {
    const detail = `${host} gives no token now: it asks us to slow down.${says}`;
    return new AppError('mailbox/throttled', { detail, retryAfterMs: retryAfter(answer) });
  }
  if (answer.status >= 500 || PASSING.has(error)) {
    const detail = `${host} gives no token now (HTTP ${answer.status}).${says}`;
    return new AppError('mailbox/unreachable', { detail });
  }
  const remedy = remedyOf(grant, error, description);
  return new AppError('mailbox/refused', { detail: `No token from ${host}. ${remedy}${says}` });
}

/** Errors of the endpoint itself (RFC 6749, 4.1.2.1), which some also give as status 400. */
const PASSING = new Set(['temporarily_unavailable', 'server_error']);

function remedyOf(grant: OauthGrant, error: string, description: string) {
  const known = MICROSOFT.find(({ code }) => description.includes(code));
  if (known) return known.remedy;
  switch (error) {
    case 'invalid_grant':
      return grant.kind === 'refresh_token'
        ? 'The refresh token is no longer good: it has expired, was revoked, or its password changed. Sign in there again and enter the new one.'
        : 'It does not let this client act for this user: check the user name, and that the domain delegates to the client.';
    case 'invalid_client':
      return 'Client id or client secret is wrong, or the secret has expired.';
    case 'unauthorized_client':
      return 'This client may not ask in this way: allow the grant and the scope where it is registered.';
    case 'invalid_scope':
      return 'The scope is not one that it knows, or not granted to this client.';
    case '':
      return 'What answers there is no token endpoint. Check its address.';
    default:
      return 'Check the client where it is registered.';
  }
}

/** What the codes of Microsoft's descriptions mean to the person who registered the app. */
const MICROSOFT = [
  { code: 'AADSTS7000215', remedy: 'The client secret is wrong: its value is wanted, not its id.' },
  { code: 'AADSTS7000222', remedy: 'The client secret has expired: make a new one in Entra.' },
  { code: 'AADSTS700016', remedy: 'There is no app of this client id in this tenant.' },
  { code: 'AADSTS90002', remedy: 'There is no such tenant: check the tenant id.' },
  { code: 'AADSTS900023', remedy: 'The tenant is neither an id nor a domain: check it.' },
  { code: 'AADSTS65001', remedy: 'An administrator must consent to the permissions of the app.' },
  { code: 'AADSTS70011', remedy: 'The scope must be https://outlook.office365.com/.default.' },
];

/** Seconds, or a date (RFC 9110, 10.2.3); null where neither is said. */
function retryAfter({ headers }: Answer): number | null {
  const said = headers['retry-after'];
  if (said === undefined) return null;
  const ms = /^\d+$/.test(said) ? Number(said) * 1000 : Date.parse(said) - Date.now();
  return ms > 0 ? ms : null;
}

function parse(body: string) {
  try {
    return refusal.parse(JSON.parse(body));
  } catch {
    return { error: '', error_description: '' };
  }
}
