import { createVerify, generateKeyPairSync } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import type { ImapConfig, OauthGrant } from '#lib/net/imap-config';
import { connectImap, disconnectImap } from '#lib/net/imap-connect';
import { hasOauth } from '#lib/net/oauth-token';
import { type TestStep, testMailbox } from '#lib/net/test-mailbox';
import { type Dovecot, hasDovecot, startDovecot } from '#test/support/dovecot';
import { startTokenServer, type TokenServer } from '#test/support/token-server';

vi.hoisted(() => {
  // Read before the first import asks for it: the token endpoint of these tests is on loopback.
  process.env['PRIVATE_ENDPOINTS'] = 'on';
});

const MAX = 1_000_000;
let tokens: TokenServer;
let client = 0;

beforeAll(async () => {
  tokens = await startTokenServer('ann');
});

beforeEach(() => {
  // A client of its own for each test: tokens are kept for as long as the process lives.
  client += 1;
  Object.assign(tokens, { asked: [], answers: [], basic: null, seconds: 3600, rotates: false });
});

afterAll(() => tokens.stop());

function grant(change: Partial<OauthGrant> = {}): OauthGrant {
  const whom = { tokenEndpoint: tokens.url, clientId: `client-${client}`, scope: 'imap' };
  return { kind: 'client_credentials', ...whom, refreshToken: null, ...change };
}

function configOf(oauth: OauthGrant | null, change: Partial<ImapConfig> = {}): ImapConfig {
  const login = { username: 'ann', password: 'the client secret', oauth };
  const place = { host: 'localhost', port: 993, tls: 'implicit', caPem: null } as const;
  return { ...place, ...login, folder: 'INBOX', ...change };
}

async function askFor(config: ImapConfig) {
  const { accessToken } = await import('#lib/net/oauth-token');
  if (!hasOauth(config)) throw new Error('It has no grant.');
  return await accessToken(config);
}

describe('an access token', () => {
  test('is asked for by client credentials, once for as long as it lasts', async () => {
    const config = configOf(grant());
    expect(await askFor(config)).toMatchObject({ isFresh: true, minutes: 60 });
    expect(await askFor(config)).toMatchObject({ isFresh: false });
    expect(tokens.asked.map((form) => Object.fromEntries(form))).toEqual([
      {
        grant_type: 'client_credentials',
        client_id: `client-${client}`,
        client_secret: 'the client secret',
        scope: 'imap',
      },
    ]);
  });

  test('is asked for with the secret in a header where the endpoint wants it there', async () => {
    tokens.basic = `client-${client}:the+client+secret`;
    tokens.seconds = 60;
    const config = configOf(grant());
    expect(await askFor(config)).toMatchObject({ isFresh: true });
    expect(await askFor(config)).toMatchObject({ isFresh: true });
    // Tried in the form once, and never again.
    const inForm = tokens.asked.map((form) => form.has('client_secret'));
    expect(inForm).toEqual([true, false, false]);
    expect(tokens.asked.at(-1)?.get('scope')).toBe('imap');
  });

  test('does not come by a secret that is wrong in either place, and the refusal says so', async () => {
    tokens.basic = `client-${client}:another`;
    await expect(askFor(configOf(grant()))).rejects.toMatchObject({
      code: 'mailbox/refused',
      detail: expect.stringContaining('Client id or client secret is wrong'),
    });
    expect(tokens.asked).toHaveLength(2);
  });

  test('is asked for anew when less than five minutes are left', async () => {
    tokens.seconds = 299;
    const config = configOf(grant());
    const first = await askFor(config);
    expect((await askFor(config)).value).not.toBe(first.value);
  });

  test('is asked for once by those who want it at the same time', async () => {
    const config = configOf(grant());
    const all = await Promise.all([askFor(config), askFor(config), askFor(config)]);
    expect(new Set(all.map(({ value }) => value)).size).toBe(1);
    expect(tokens.asked).toHaveLength(1);
  });

  test('never serves another user or another secret', async () => {
    await askFor(configOf(grant()));
    await askFor(configOf(grant(), { username: 'ben' }));
    await askFor(configOf(grant(), { password: 'another' }));
    expect(tokens.asked).toHaveLength(3);
  });

  test('comes by a refresh token, and the one given in its place is kept before it is used', async () => {
    Object.assign(tokens, { rotates: true, seconds: 60 });
    let kept = 'first';
    const keep = async (next: string) => {
      kept = next;
    };
    const refreshToken = { read: async () => kept, keep };
    const config = configOf(grant({ kind: 'refresh_token', refreshToken }), { password: '' });
    await askFor(config);
    expect(kept).toMatch(/^first-/);
    await askFor(config);
    const used = tokens.asked.map((form) => form.get('refresh_token'));
    expect(used).toEqual(['first', expect.stringMatching(/^first-/)]);
    // A public client has no secret.
    expect(tokens.asked[0]?.has('client_secret')).toBe(false);
  });

  test("comes by a service account's signed word for a user (RFC 7523)", async () => {
    const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const password = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
    await askFor(configOf(grant({ kind: 'service_account' }), { password }));
    const [form] = tokens.asked;
    expect(form?.get('grant_type')).toBe('urn:ietf:params:oauth:grant-type:jwt-bearer');
    const [head = '', claims = '', signature = ''] = form?.get('assertion')?.split('.') ?? [];
    const signed = createVerify('RSA-SHA256').update(`${head}.${claims}`);
    expect(signed.verify(publicKey, signature, 'base64url')).toBe(true);
    const said = JSON.parse(Buffer.from(claims, 'base64url').toString());
    const whom = { iss: `client-${client}`, sub: 'ann', aud: tokens.url, scope: 'imap' };
    expect(said).toMatchObject(whom);
    expect(said.exp - said.iat).toBe(600);
    expect(Math.abs(said.iat - Date.now() / 1000)).toBeLessThan(5);
  });

  test('does not come by a key that is none, of which nothing is quoted', async () => {
    const config = configOf(grant({ kind: 'service_account' }), { password: 'canary' });
    const failed = await askFor(config).catch((error) => error);
    expect(failed).toMatchObject({ code: 'mailbox/refused' });
    expect(`${failed.message} ${failed.stack}`).not.toContain('canary');
  });
});

const microsoft = (code: string) => ({ error: 'invalid_client', error_description: `${code}: …` });

describe('a token endpoint that gives none', () => {
  test.each([
    [
      400,
      { error: 'invalid_grant' },
      'mailbox/refused',
      /refresh token is no longer good.*Sign in/,
    ],
    [401, { error: 'invalid_client' }, 'mailbox/refused', /Client id or client secret is wrong/],
    [400, { error: 'unauthorized_client' }, 'mailbox/refused', /may not ask in this way/],
    [400, { error: 'invalid_scope' }, 'mailbox/refused', /The scope is not one/],
    [400, microsoft('AADSTS7000222'), 'mailbox/refused', /secret has expired: make a new one/],
    [400, microsoft('AADSTS90002'), 'mailbox/refused', /no such tenant/],
    [400, microsoft('AADSTS900023'), 'mailbox/refused', /neither an id nor a domain/],
    [400, { error: 'temporarily_unavailable' }, 'mailbox/unreachable', /no token now/],
    [503, 'busy', 'mailbox/unreachable', /no token now \(HTTP 503\)/],
    [200, '<html>', 'mailbox/refused', /is no token endpoint/],
    [200, { access_token: 'two words' }, 'mailbox/refused', /is no token endpoint/],
    [404, 'nothing', 'mailbox/refused', /is no token endpoint/],
    [302, '', 'mailbox/refused', /redirect/],
  ])('%i %j is %s', async (status, body, code, words) => {
    // A wrong client is asked for once more, with its secret in a header.
    tokens.answers = [
      { status, body },
      { status, body },
    ];
    const refreshToken = { read: async () => 'first', keep: async () => undefined };
    const asked = askFor(configOf(grant({ kind: 'refresh_token', refreshToken })));
    await expect(asked).rejects.toMatchObject({ code, detail: expect.stringMatching(words) });
  });

  test('and asks to be left alone is left alone for as long as it says', async () => {
    const headers = { 'retry-after': '120' };
    tokens.answers = [{ status: 429, body: '', headers }];
    await expect(askFor(configOf(grant()))).rejects.toMatchObject({
      code: 'mailbox/throttled',
      retryAfterMs: 120_000,
    });
  });

  test('is quoted with its control characters shown, and cut', async () => {
    const description = `bad\r\n\u001b[31m${'x'.repeat(1000)}`;
    tokens.answers = [
      { status: 400, body: { error: 'invalid_scope', error_description: description } },
    ];
    const failed = await askFor(configOf(grant())).catch((error) => error);
    expect(failed.detail).toContain('bad\\u{d}\\u{a}\\u{1b}[31m');
    expect(failed.detail.length).toBeLessThan(450);
  });

  test('is quoted without the secrets that it repeats', async () => {
    const description = 'no client has the secret canary-c, and nobody the token canary-r';
    const body = { error: 'invalid_grant', error_description: description };
    tokens.answers = [{ status: 400, body }];
    const refreshToken = { read: async () => 'canary-r', keep: async () => undefined };
    const config = configOf(grant({ kind: 'refresh_token', refreshToken }), {
      password: 'canary-c',
    });
    const failed = await askFor(config).catch((error) => error);
    expect(failed.detail).toContain('no client has the secret •, and nobody the token •');
  });

  test('because nobody is there, or it may not be asked, says which', async () => {
    const away = grant({ tokenEndpoint: 'http://127.0.0.1:1/token' });
    await expect(askFor(configOf(away))).rejects.toMatchObject({ code: 'mailbox/unreachable' });
    const clear = grant({ tokenEndpoint: 'http://192.0.2.1/token' });
    await expect(askFor(configOf(clear))).rejects.toMatchObject({ code: 'mailbox/refused' });
  });
});

describe.skipIf(!hasDovecot)('Dovecot, which asks whose a token is,', () => {
  let dovecot: Dovecot;
  let plain: Dovecot;
  beforeAll(async () => {
    dovecot = await startDovecot({ introspection: tokens.introspection });
    plain = await startDovecot();
  });
  afterAll(() => Promise.all([dovecot.stop(), plain.stop()]));
  afterEach(() => tokens.live.clear());

  const at = (server: Dovecot) => ({ port: server.imaps, caPem: server.caPem });

  test('lets a token in', async () => {
    const imap = await connectImap(configOf(grant(), at(dovecot)), MAX);
    expect(imap.usable).toBe(true);
    await disconnectImap(imap);
  });

  test('lets in the next token where one was withdrawn before its time', async () => {
    const config = configOf(grant(), at(dovecot));
    await disconnectImap(await connectImap(config, MAX));
    tokens.live.clear();
    await disconnectImap(await connectImap(config, MAX));
    expect(tokens.asked).toHaveLength(2);
  });

  test('refuses a token of another user for good, in words, and it is asked for once', async () => {
    const config = configOf(grant(), { ...at(dovecot), username: 'ben' });
    await expect(connectImap(config, MAX)).rejects.toMatchObject({
      code: 'mailbox/refused',
      detail: expect.stringMatching(/^Login refused\. It does not take the token/),
    });
    expect(tokens.asked).toHaveLength(1);
  });

  test('is tried step by step, the token before the login', async () => {
    const steps: TestStep[] = [];
    for await (const step of testMailbox(configOf(grant(), at(dovecot)), MAX)) steps.push(step);
    expect(steps.map(({ step, ok }) => `${step} ${ok}`)).toEqual(
      ['dns', 'tcp', 'tls', 'token', 'login', 'folders', 'newest'].map((step) => `${step} true`),
    );
    expect(steps[3]?.text).toMatch(/^127\.0\.0\.1:\d+ gave a token for 60 minutes\.$/);
  });

  test('is not reached where the token step fails, and that step says why', async () => {
    tokens.answers = [
      { status: 401, body: { error: 'invalid_client' } },
      { status: 401, body: { error: 'invalid_client' } },
    ];
    const steps: TestStep[] = [];
    for await (const step of testMailbox(configOf(grant(), at(dovecot)), MAX)) steps.push(step);
    expect(steps.at(-1)).toMatchObject({
      step: 'token',
      ok: false,
      text: expect.stringContaining('Client id or client secret is wrong'),
    });
  });

  test('and a server that knows no OAuth says so instead of asking for a password', async () => {
    await expect(connectImap(configOf(grant(), at(plain)), MAX)).rejects.toMatchObject({
      code: 'mailbox/refused',
      detail: 'localhost lets nobody in by OAuth (XOAUTH2, OAUTHBEARER).',
    });
  });
});
