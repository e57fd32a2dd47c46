import { createHash, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose';

/** What the provider says of whoever is sent to it, and what a hostile one would say differently. */
export type Saying = {
  sub: string;
  email?: string;
  email_verified?: boolean;
  name?: string;
  /** Claims in place of the right ones. */
  instead?: JWTPayload;
  /** Signs with a key that it does not publish. */
  foreignKey?: boolean;
  /** Tells the address at the userinfo endpoint only. */
  quiet?: boolean;
};

export type OidcServer = {
  issuer: string;
  /** Whom it lets in from now on. */
  say: (saying: Saying) => void;
  stop: () => Promise<void>;
};

export const CLIENT = { id: 'ruascope', secret: 'a secret between the two of us' } as const;

type Asked = { nonce: string; challenge: string; redirectUri: string };

/** How the client is to prove itself; `unsaid` is in a header, which is what then holds (Discovery, 3). */
type Proof = 'client_secret_post' | 'client_secret_basic' | 'unsaid';

/** An OpenID provider on loopback, which asks nobody for a password: HTTP, codes, PKCE and real keys. */
export async function startOidcServer(proof: Proof = 'client_secret_post'): Promise<OidcServer> {
  const [own, foreign] = await Promise.all([generateKeyPair('RS256'), generateKeyPair('RS256')]);
  const jwk = { ...(await exportJWK(own.publicKey)), kid: 'one', alg: 'RS256', use: 'sig' };
  const codes = new Map<string, Asked>();
  let saying: Saying = { sub: 'nobody' };
  let issuer = '';

  const idToken = async ({ nonce }: Asked) => {
    const { sub, email, email_verified, name, instead, quiet } = saying;
    const told = quiet ? {} : { email, email_verified, name };
    const now = Math.floor(Date.now() / 1000);
    const times = { iat: now, exp: now + 300 };
    const claims = { iss: issuer, aud: CLIENT.id, sub, nonce, ...times, ...told, ...instead };
    const key = saying.foreignKey ? foreign.privateKey : own.privateKey;
    return await new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid: 'one' }).sign(key);
  };

  const authorize = (url: URL, response: ServerResponse) => {
    const asked = Object.fromEntries(url.searchParams);
    const code = randomUUID();
    const redirectUri = asked['redirect_uri'] ?? '';
    const challenge = asked['code_challenge'] ?? '';
    codes.set(code, { nonce: asked['nonce'] ?? '', challenge, redirectUri });
    const back = new URL(redirectUri);
    back.searchParams.set('code', code);
    back.searchParams.set('state', asked['state'] ?? '');
    response.writeHead(302, { location: back.href }).end();
  };

  const token = async (request: IncomingMessage, response: ServerResponse) => {
    const form = new URLSearchParams(await text(request));
    const code = form.get('code') ?? '';
    const asked = codes.get(code);
    codes.delete(code);
    const verifier = createHash('sha256').update(form.get('code_verifier') ?? '');
    const isOurs = secretOf(request, form, proof) === CLIENT.secret;
    const isProven = verifier.digest('base64url') === asked?.challenge;
    if (!asked || !isOurs || !isProven || form.get('redirect_uri') !== asked.redirectUri) {
      json(response, { error: 'invalid_grant' }, 400);
      return;
    }
    const id_token = await idToken(asked);
    json(response, { access_token: 'anything', token_type: 'Bearer', expires_in: 60, id_token });
  };

  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', issuer);
    if (url.pathname === '/authorize') return authorize(url, response);
    if (url.pathname === '/token') return void token(request, response);
    if (url.pathname === '/jwks') return json(response, { keys: [jwk] });
    const { sub, email, email_verified, name } = saying;
    if (url.pathname === '/me') return json(response, { sub, email, email_verified, name });
    return json(response, metadata(issuer, proof));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  issuer = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
  return {
    issuer,
    say: (words) => {
      saying = words;
    },
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** As the way says that is announced, and in no other. */
function secretOf(request: IncomingMessage, form: URLSearchParams, proof: Proof) {
  if (proof === 'client_secret_post') return form.get('client_secret');
  const [, basic = ''] = /^Basic (\S+)$/.exec(request.headers.authorization ?? '') ?? [];
  const [id = '', secret = ''] = Buffer.from(basic, 'base64').toString().split(':');
  const isForm = form.has('client_secret') || id !== CLIENT.id;
  return isForm ? null : new URLSearchParams(`secret=${secret}`).get('secret');
}

function metadata(issuer: string, proof: Proof) {
  return {
    issuer,
    authorization_endpoint: `${issuer}/authorize`,
    token_endpoint: `${issuer}/token`,
    userinfo_endpoint: `${issuer}/me`,
    jwks_uri: `${issuer}/jwks`,
    response_types_supported: ['code'],
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: ['RS256'],
    code_challenge_methods_supported: ['S256'],
    ...(proof !== 'unsaid' && { token_endpoint_auth_methods_supported: [proof] }),
  };
}

function json(response: ServerResponse, body: object, status = 200) {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
