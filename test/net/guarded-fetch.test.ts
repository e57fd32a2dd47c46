import { createServer, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { ListenOptions } from 'node:net';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { makeCertificate } from '#test/support/certificate';

// A fake resolver, and servers on loopback that count who came: what is refused never reaches them.
const { cert, key } = makeCertificate('tokens.example.com');
const came: string[] = [];
const plain = createServer((request, response) => {
  came.push(`${request.method} ${request.headers.host}${request.url}`);
  const path = request.url ?? '';
  if (path === '/redirect') response.writeHead(302, { location: 'http://127.0.0.1/' });
  if (path === '/refused') response.statusCode = 400;
  if (path === '/slow') return;
  if (path === '/endless') {
    const more = setInterval(() => response.write('x'.repeat(10_000)), 1);
    response.on('close', () => clearInterval(more));
    return;
  }
  response.end('hello');
});
const secure = createTlsServer({ cert, key }, (request, response) => {
  const parts: Buffer[] = [];
  request.on('data', (part) => parts.push(part));
  request.on('end', () => response.end(`${request.method} ${Buffer.concat(parts)}`));
});

const PUBLIC = '93.184.215.14';
let port: number;
let securePort: number;

beforeAll(async () => {
  port = await listen(plain, { host: '127.0.0.1' });
  securePort = await listen(secure, { host: '127.0.0.2' });
});

afterAll(() => {
  for (const server of [plain, secure]) {
    server.closeAllConnections();
    server.close();
  }
  vi.unstubAllEnvs();
});

/** The guard of a process with this setting. */
async function guard(setting: 'on' | 'off') {
  vi.resetModules();
  vi.stubEnv('PRIVATE_ENDPOINTS', setting);
  return (await import('#lib/net/guarded-fetch')).guardedFetch;
}

// SECURITY G23: as an address in the URL, or as what the resolver says of an innocent name.
const TARGETS: readonly [name: string, url: string, resolved?: string[]][] = [
  ['loopback', 'https://127.0.0.1/'],
  ['another loopback', 'https://127.8.9.10/'],
  ['IPv6 loopback', 'https://[::1]/'],
  ['IPv4-mapped loopback', 'https://[::ffff:127.0.0.1]/'],
  ['IPv4-mapped loopback in hex', 'https://[::ffff:7f00:1]/'],
  ['IPv4-compatible loopback', 'https://[::7f00:1]/'],
  ['NAT64 around loopback', 'https://[64:ff9b::7f00:1]/'],
  ['local-use NAT64', 'https://[64:ff9b:1:7f00:0:100:808:808]/'],
  ['6to4 around 10.0.0.1', 'https://[2002:a00:1::]/'],
  ['the metadata of a cloud', 'https://169.254.169.254/latest/meta-data/'],
  ['the metadata of a cloud over IPv6', 'https://[fd00:ec2::254]/'],
  ['10/8', 'https://10.1.2.3/'],
  ['172.16/12', 'https://172.31.255.255/'],
  ['192.168/16', 'https://192.168.1.1/'],
  ['carrier-grade NAT', 'https://100.64.0.1/'],
  ['unique local', 'https://[fd12:3456::1]/'],
  ['link-local', 'https://[fe80::1]/'],
  ['this network', 'https://0.0.0.0/'],
  ['multicast', 'https://224.0.0.1/'],
  ['broadcast', 'https://255.255.255.255/'],
  ['a decimal number', 'https://2130706433/'],
  ['octal parts', 'https://0177.0.0.1/'],
  ['a hexadecimal number', 'https://0x7f000001/'],
  ['a short form', 'https://127.1/'],
  ['full-width digits', 'https://１２７.０.０.１/'],
  ['a name that is loopback', 'https://innocent.example.com/', ['127.0.0.1']],
  ['a name that is both', 'https://innocent.example.com/', [PUBLIC, '10.0.0.1']],
  ['a name that is metadata', 'https://innocent.example.com/', ['169.254.169.254']],
  ['localhost with a dot', 'https://localhost./', ['::1']],
  ['cleartext', 'http://innocent.example.com/', [PUBLIC]],
  ['a file', 'file:///etc/passwd'],
  ['another protocol', 'gopher://innocent.example.com/'],
  ['a password in the address', `https://a:b@innocent.example.com/`, [PUBLIC]],
];

test.each(TARGETS)(
  'refuses %s, whatever the operator allows for himself',
  async (_, url, found) => {
    const ask = await guard('on');
    const resolve = async () => found ?? [];
    const asked = ask(withPort(url), { namedBy: 'stranger', resolve });
    await expect(asked).rejects.toMatchObject({ code: 'endpoint/forbidden' });
    expect(came).toEqual([]);
  },
);

test('tells an operator which setting would allow a private network, and metadata never', async () => {
  const closed = (await guard('off'))('https://10.1.2.3/', { namedBy: 'operator' });
  await expect(closed).rejects.toThrow('PRIVATE_ENDPOINTS=on');
  const ask = await guard('on');
  for (const url of [
    'https://169.254.169.254/',
    'https://100.100.100.200/',
    'https://[fe80::1]/',
  ]) {
    await expect(ask(url, { namedBy: 'operator' })).rejects.toMatchObject({
      code: 'endpoint/forbidden',
    });
  }
});

test('a name that changes between the look and the connection gains nothing', async () => {
  const ask = await guard('on');
  const answers = [[PUBLIC], ['127.0.0.1'], ['127.0.0.1']];
  const resolve = vi.fn(async () => answers.shift() ?? []);
  const url = `https://rebinding.example.com:${securePort}/`;
  const asked = ask(url, { namedBy: 'stranger', resolve, timeoutMs: 300 });
  await expect(asked).rejects.toMatchObject({ code: 'endpoint/unreachable' });
  expect(resolve).toHaveBeenCalledOnce();
});

test('connects to the very address that was judged, and proves the name by its certificate', async () => {
  const ask = await guard('on');
  const resolve = async () => ['127.0.0.2'];
  const question = { namedBy: 'operator', method: 'POST', body: 'code=1', resolve } as const;
  const url = `https://tokens.example.com:${securePort}/token`;
  expect(await ask(url, { ...question, caPem: cert })).toMatchObject({
    status: 200,
    body: 'POST code=1',
  });
  await expect(ask(url, question)).rejects.toThrow(/self-signed/);
  const other = `https://other.example.com:${securePort}/token`;
  await expect(ask(other, { ...question, caPem: cert })).rejects.toThrow(/altnames/);
});

test('follows no redirect, and hands on every other status', async () => {
  const ask = await guard('on');
  const base = `http://127.0.0.1:${port}`;
  const redirected = ask(`${base}/redirect`, { namedBy: 'operator' });
  await expect(redirected).rejects.toMatchObject({ code: 'endpoint/forbidden' });
  expect(await ask(`${base}/refused`, { namedBy: 'operator' })).toMatchObject({ status: 400 });
  expect(came).toEqual([`GET 127.0.0.1:${port}/redirect`, `GET 127.0.0.1:${port}/refused`]);
});

test('neither time nor length is the other side’s to choose', async () => {
  const ask = await guard('on');
  const question = { namedBy: 'operator', timeoutMs: 500, maxBytes: 1000 } as const;
  const base = `http://127.0.0.1:${port}`;
  await expect(ask(`${base}/slow`, question)).rejects.toThrow('did not answer in time');
  await expect(ask(`${base}/endless`, question)).rejects.toThrow('longer than 1000 bytes');
  const silent = { ...question, resolve: () => new Promise<string[]>(() => undefined) };
  await expect(ask('https://silent.example.com/', silent)).rejects.toThrow('in time');
  const gone = AbortSignal.abort(new Error('the worker stops'));
  await expect(ask(`${base}/slow`, { ...question, signal: gone })).rejects.toThrow('stops');
});

/** At a port where somebody listens, so that a request that is let through is seen. */
function withPort(address: string) {
  if (!URL.canParse(address) || !address.startsWith('http')) return address;
  const url = new URL(address);
  url.port = `${port}`;
  return url.href;
}

async function listen(server: Server, options: ListenOptions) {
  await new Promise<void>((resolve) => server.listen({ port: 0, ...options }, resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}
