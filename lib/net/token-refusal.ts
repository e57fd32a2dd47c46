import { z } from 'zod';
import type { AppError } from '#lib/errors';
import type { MailboxWhy } from '#lib/mailbox-why';
import type { OauthGrant } from './imap-config.ts';
import { mailboxFault } from './mailbox-fault.ts';
import { quoted, withheld } from './quoted.ts';

type Answer = { status: number; headers: { 'retry-after'?: string | undefined }; body: string };

const refusal = z.object({
  error: z.string(),
  error_description: z.string().catch(''),
});

/**
 * Why a token endpoint gave no token, as an error whose words a person can act on. `secrets` are what it
 * was asked with, which it may repeat.
 */
export function tokenRefused(
  grant: OauthGrant,
  answer: Answer,
  secrets: readonly string[],
): AppError {
  const { host } = new URL(grant.tokenEndpoint);
  const { error, error_description: description } = parse(answer.body);
  const words = description ? `${error}: ${description}` : error;
  const says = quoted(withheld(words, secrets));
  const told = { values: { host, status: String(answer.status) }, says: error && says };
  if (answer.status === 429 || error === 'slow_down') {
    const retryAfterMs = retryAfter(answer);
    return mailboxFault('mailbox/throttled', { ...told, why: 'tokenSlowDown', retryAfterMs });
  }
  if (answer.status >= 500 || PASSING.has(error)) {
    return mailboxFault('mailbox/unreachable', { ...told, why: 'tokenNotNow' });
  }
  return mailboxFault('mailbox/refused', { ...told, why: whyRefused(grant, error, description) });
}

/** Errors of the endpoint itself (RFC 6749, 4.1.2.1), which some also give as status 400. */
const PASSING = new Set(['temporarily_unavailable', 'server_error']);

function whyRefused(grant: OauthGrant, error: string, description: string): MailboxWhy {
  const known = MICROSOFT.find(({ code }) => description.includes(code));
  if (known) return known.why;
  switch (error) {
    case 'invalid_grant':
      return grant.kind === 'refresh_token' ? 'tokenRevoked' : 'tokenNotDelegated';
    case 'invalid_client':
      return 'tokenClientWrong';
    case 'unauthorized_client':
      return 'tokenNotAllowed';
    case 'invalid_scope':
      return 'tokenScope';
    case '':
      return 'tokenNoEndpoint';
    default:
      return 'tokenClient';
  }
}

/** What the codes of Microsoft's descriptions mean to the person who registered the app. */
const MICROSOFT = [
  { code: 'AADSTS7000215', why: 'tokenSecretWrong' },
  { code: 'AADSTS7000222', why: 'tokenSecretOver' },
  { code: 'AADSTS700016', why: 'tokenNoApp' },
  { code: 'AADSTS900023', why: 'tokenBadTenant' },
  { code: 'AADSTS90002', why: 'tokenNoTenant' },
  { code: 'AADSTS65001', why: 'tokenNoConsent' },
  { code: 'AADSTS70011', why: 'tokenScopeMicrosoft' },
] as const;

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
