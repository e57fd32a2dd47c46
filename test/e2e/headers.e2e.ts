import { request } from 'node:http';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { builtActions, builtPages, builtRoutes } from '#test/support/built-product';
import { callAction } from '#test/support/server-action';
import type { Web } from '#test/support/web';
import { type AccessHouse, addressOf, openAccessHouse } from './access-house.ts';

// What every answer carries, on every path of the build, and what no door lets in (SECURITY G19).
const PUBLIC_URL = 'https://dmarc.example.org';
let house: AccessHouse;
let secured: Web;

beforeAll(async () => {
  house = await openAccessHouse();
  secured = await house.startWeb({ PUBLIC_URL });
});
afterAll(() => house.close());

const PAGES = builtPages();
const ROUTES = builtRoutes();

describe('every answer', () => {
  test.each([...PAGES, ...ROUTES])('of %s says what a browser may do with it', async (path) => {
    const { headers } = await ask(path);
    expect(Object.fromEntries(headers)).toMatchObject({
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'same-origin',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'permissions-policy': expect.stringContaining('camera=()'),
      'content-security-policy': expect.stringContaining("frame-ancestors 'none'"),
    });
    expect(headers.get('x-powered-by')).toBeNull();
    const scripts = /script-src ([^;]*)/.exec(headers.get('content-security-policy') ?? '')?.[1];
    expect(scripts ?? "default-src 'none'").not.toMatch(/unsafe-inline|unsafe-eval|\*|http/);
    // An answer of the API may be kept by who asked, and is asked about again (its ETag).
    const kept = path.includes('/api/v1/') ? /^private, no-(store|cache)$/ : /no-store/;
    if (path !== '/api/v1/openapi.json') expect(headers.get('cache-control')).toMatch(kept);
  });

  test.each([...PAGES, ...ROUTES])('of %s over https keeps browsers to https', async (path) => {
    const { headers } = await ask(path, { 'x-forwarded-proto': 'https' });
    const [, age] = /^max-age=(\d+)/.exec(headers.get('strict-transport-security') ?? '') ?? [];
    expect(Number(age)).toBeGreaterThanOrEqual(365 * 24 * 3600);
  });

  test.each(PAGES)('of %s has a nonce of its own, on each script', async (path) => {
    const [one, two] = await Promise.all([ask(path), ask(path)]);
    const nonces = [one, two].map(({ headers }) => nonceOf(headers));
    expect(nonces[0]).not.toBe(nonces[1]);
    const scripts = (await one.text()).match(/<script\b[^>]*>/g) ?? [];
    expect(scripts.filter((tag) => !tag.includes(`nonce="${nonces[0]}"`))).toEqual([]);
  });
});

test('where PUBLIC_URL is https, cookies belong to this host and pages keep to https', async () => {
  const answer = await callAction({
    url: `${secured.url}/login`,
    id: idOf('signInAction'),
    args: [null, { email: addressOf('viewer'), password: 'four quiet walks' }],
    // As a proxy hands it on: Next compares it with the origin, too.
    headers: { origin: PUBLIC_URL, 'x-forwarded-host': new URL(PUBLIC_URL).host },
  });
  const [cookie = ''] = answer.headers.getSetCookie();
  expect(cookie).toMatch(/^__Host-ruascope=/);
  for (const word of ['secure', 'httponly', 'samesite=lax', 'path=/'])
    expect(cookie.toLowerCase()).toContain(word);
  expect(cookie).not.toMatch(/Domain=/i);
  const page = await fetch(`${secured.url}/login`);
  expect(page.headers.get('strict-transport-security')).toMatch(/^max-age=63072000/);
});

test('no image is made over', async () => {
  for (const url of ['/icon.svg', 'http://169.254.169.254/']) {
    const asked = `${house.web.url}/_next/image?url=${encodeURIComponent(url)}&w=64&q=75`;
    expect([400, 404]).toContain((await fetch(asked)).status);
  }
});

test.each(['/', '/nowhere', '/api/health', '/_next/hmr', 'http://127.0.0.1:1/'])(
  'an upgrade of %s comes to nothing, and holds nothing open',
  async (target) => {
    expect(await upgrade(target)).not.toMatch(/^HTTP\/1\.1 101/);
  },
);

test('a forged x-middleware-subrequest keeps nothing from its check', async () => {
  const forged = { 'x-middleware-subrequest': 'proxy:proxy:proxy:proxy:proxy' };
  const page = await ask('/settings', { ...forged, cookie: '' });
  expect(page.status).toBe(307);
  expect(nonceOf(page.headers)).not.toBe('');
  const evil = await post('/login', { ...forged, origin: 'https://evil.example' });
  expect(evil.status).toBe(403);
});

test.each([
  ['none', {}],
  ['null', { origin: 'null' }],
  ['another', { origin: 'https://evil.example' }],
])(
  'with %s for an origin nothing is changed, but for a program with a token',
  async (_, headers) => {
    const before = await house.fingerprint();
    for (const path of ['/', '/login', '/ingest', '/settings', '/reports/1/sample', '/nowhere']) {
      expect((await post(path, headers)).status, path).toBe(403);
    }
    expect((await post('/api/v1/import', headers)).status).toBe(403);
    expect(await house.fingerprint()).toBe(before);
    const bearer = { ...headers, authorization: 'Bearer dmr_wrong' };
    expect((await post('/api/v1/import', bearer)).status).toBe(401);
  },
);

test('a form longer than a megabyte, or of no told length, is refused unread', async () => {
  const origin = house.web.url;
  const long = 'x'.repeat(2 ** 20 + 1);
  for (const path of ['/login', '/settings', '/sources']) {
    expect((await post(path, { origin }, long)).status, path).toBe(413);
    const chunked = new Blob([long]).stream();
    expect((await post(path, { origin }, chunked)).status, path).toBe(413);
  }
  // Where files are dropped it is the length of a mail; and nobody without a session sends so much.
  expect((await post('/ingest', { origin, cookie: '' }, long)).status).toBe(413);
  expect((await post('/ingest', { origin }, long)).status).not.toBe(413);
});

test('what is imported is bounded', async () => {
  const origin = house.web.url;
  const most = Buffer.alloc(27 * 2 ** 20);
  expect((await post('/api/v1/import', { origin }, most)).status).toBe(413);
});

function idOf(action: string) {
  return builtActions().find(({ name }) => name === action)?.id ?? '';
}

async function ask(path: string, headers: Record<string, string> = {}) {
  const cookie = house.cookies.owner;
  const url = house.web.url + house.addressOf(path);
  return await fetch(url, { redirect: 'manual', headers: { cookie, ...headers } });
}

/** With no header but these: fetch would add some of its own. */
function post(path: string, headers: Record<string, string>, body: unknown = 'x') {
  const options = { method: 'POST', headers: { cookie: house.cookies.owner, ...headers } };
  return new Promise<{ status: number }>((resolve, reject) => {
    const sent = request(house.web.url + path, options, (answer) => {
      answer.resume();
      answer.on('close', () => resolve({ status: answer.statusCode ?? 0 }));
    });
    // Who is refused early finds the connection closed while still sending.
    sent.on('error', reject);
    if (body instanceof ReadableStream) {
      void (async () => {
        for await (const chunk of body) sent.write(chunk);
        sent.end();
      })();
    } else {
      const bytes = Buffer.isBuffer(body) ? body : Buffer.from(String(body));
      sent.setHeader('content-length', bytes.length);
      sent.end(bytes);
    }
  });
}

function upgrade(target: string) {
  const { hostname, port } = new URL(house.web.url);
  return new Promise<string>((resolve, reject) => {
    const socket = connect(Number(port), hostname);
    let said = '';
    socket.setTimeout(10_000, () => reject(new Error(`${target} is held open: ${said}`)));
    socket.on('data', (chunk) => {
      said += chunk;
    });
    socket.on('error', () => resolve(said));
    socket.on('close', () => resolve(said));
    socket.write(
      `GET ${target} HTTP/1.1\r\nHost: ${hostname}:${port}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n`,
    );
  });
}

function nonceOf(headers: Headers) {
  return /'nonce-([^']+)'/.exec(headers.get('content-security-policy') ?? '')?.[1] ?? '';
}
