import * as client from 'openid-client';
import { z } from 'zod';
import { env } from '#lib/env';
import { AppError } from '#lib/errors';
import { log } from '#lib/log';
import { isLoopback } from '#lib/loopback';

/** Who an identity provider says somebody is, once all of it has been verified. */
export type Identity = { issuer: string; subject: string; email: string; name: string };

/** What must come back unchanged for an answer to be one to our question. */
export const oidcQuestion = z.object({
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
});
export type OidcQuestion = z.infer<typeof oidcQuestion>;

/** How the provider is called on the button; null where none is configured. */
export function oidcName(): string | null {
  const { OIDC_ISSUER, OIDC_NAME } = env();
  return OIDC_ISSUER ? (OIDC_NAME ?? new URL(OIDC_ISSUER).host) : null;
}

/** Where to send somebody to say who they are (OpenID Connect Core, 3.1.2.1), with PKCE (RFC 7636). */
export async function askProvider(): Promise<{ url: URL; question: OidcQuestion }> {
  const provider = await findProvider();
  const question = {
    state: client.randomState(),
    nonce: client.randomNonce(),
    verifier: client.randomPKCECodeVerifier(),
  };
  const url = client.buildAuthorizationUrl(provider, {
    redirect_uri: callbackUrl().href,
    scope: 'openid email profile',
    state: question.state,
    nonce: question.nonce,
    code_challenge: await client.calculatePKCECodeChallenge(question.verifier),
    code_challenge_method: 'S256',
  });
  return { url, question };
}

/**
 * Who came back with an answer to this question. The code is exchanged by us, the ID token's signature,
 * issuer, audience, time and nonce are checked (3.1.3.7), and the e-mail address must be verified.
 */
export async function readAnswer(search: string, question: OidcQuestion): Promise<Identity> {
  const provider = await findProvider();
  const answer = callbackUrl();
  answer.search = search;
  const claims = await refusing(async () => {
    const tokens = await client.authorizationCodeGrant(provider, answer, {
      pkceCodeVerifier: question.verifier,
      expectedState: question.state,
      expectedNonce: question.nonce,
      idTokenExpected: true,
    });
    const told = idClaims.parse(tokens.claims());
    // Some providers tell the address only there (5.3).
    if (told.email !== undefined) return told;
    return {
      ...told,
      ...userClaims.parse(await client.fetchUserInfo(provider, tokens.access_token, told.sub)),
    };
  });
  if (claims.email === undefined || claims.email_verified !== true) {
    throw new AppError('auth/forbidden', {
      detail: 'The identity provider does not vouch for the email address.',
      reason: { why: 'ssoUnverified' },
    });
  }
  const { iss: issuer, sub: subject, email, name = '' } = claims;
  return { issuer, subject, email: email.trim().toLowerCase(), name: name.trim().slice(0, 100) };
}

const userClaims = z.object({
  email: z.email().max(254).optional(),
  email_verified: z.boolean().optional(),
  name: z.string().optional(),
});
const idClaims = userClaims.extend({ iss: z.string(), sub: z.string().min(1).max(255) });

const TIMEOUT_SECONDS = 10;
const LEARNT_FOR = 3600 * 1000;

let learnt: { provider: client.Configuration; until: number } | undefined;

/** What the provider publishes about itself (OpenID Connect Discovery), asked once an hour. */
async function findProvider(): Promise<client.Configuration> {
  const { OIDC_ISSUER = '', OIDC_CLIENT_ID = '', OIDC_CLIENT_SECRET = '' } = env();
  const now = Date.now();
  if (learnt && learnt.until > now) return learnt.provider;
  const issuer = new URL(OIDC_ISSUER);
  // An ID token straight from the provider need not be verified (3.1.3.7); ours always is.
  const execute = [client.enableNonRepudiationChecks];
  if (isLoopback(issuer.hostname)) execute.push(client.allowInsecureRequests);
  const options = { timeout: TIMEOUT_SECONDS, execute };
  try {
    const secret = OIDC_CLIENT_SECRET;
    const proof = proofOfClient(secret);
    const provider = await client.discovery(issuer, OIDC_CLIENT_ID, secret, proof, options);
    learnt = { provider, until: now + LEARNT_FOR };
    return provider;
  } catch (cause) {
    log.error({ err: cause, issuer: issuer.href }, 'the identity provider cannot be asked');
    throw new AppError('auth/unauthenticated', {
      cause,
      detail: 'The identity provider cannot be reached. Try again later.',
      reason: { why: 'ssoUnreachable' },
    });
  }
}

/** In the form where the provider takes it there, else in a header, which is what all are to take (9). */
function proofOfClient(secret: string): client.ClientAuth {
  const [inForm, inHeader] = [client.ClientSecretPost(secret), client.ClientSecretBasic(secret)];
  return (provider, ...request) => {
    const ways = provider.token_endpoint_auth_methods_supported;
    return (ways?.includes('client_secret_post') ? inForm : inHeader)(provider, ...request);
  };
}

function callbackUrl() {
  return new URL('/login/sso/callback', env().PUBLIC_URL);
}

async function refusing<T>(judge: () => Promise<T>): Promise<T> {
  try {
    return await judge();
  } catch (cause) {
    log.warn({ err: cause }, 'an answer of the identity provider was refused');
    throw new AppError('auth/unauthenticated', {
      cause,
      detail: 'The answer of the identity provider was refused. Start again.',
      reason: { why: 'ssoFailed' },
    });
  }
}
