import { beforeAll, expect, test, vi } from 'vitest';
import { createToken } from '#lib/auth/token';
import { db } from '#lib/db/client';
import { mintViewer, type Viewer } from '#lib/filter/viewer';
import { removeToken } from '#lib/store/token';
import { cookieFor, makeAccount } from '#test/support/account';
import { call, json, routesBelow } from '#test/support/api';
import { seedReport } from '#test/support/seed';

// Before anything is imported: the environment is read once.
vi.hoisted(() => {
  process.env['API_REQUESTS_PER_MINUTE'] = '5';
});

const TOTALS = '/api/v1/totals?from=2026-11-01&to=2026-11-30';
let owner: Viewer;

beforeAll(async () => {
  const userId = await makeAccount('ada@example.com', { role: 'owner' });
  owner = mintViewer({ userId, name: 'Ada', role: 'owner', domains: 'all' });
  await seedReport({ day: '2026-11-05', original: '<feedback/>', records: [{ count: 3 }] });
});

async function freshToken(scope: 'read' | 'import' = 'read') {
  return await createToken(owner, { name: 'test', scope, domains: [], expiresInDays: 1 });
}

test('an answer that the client has is not sent again, until it changes', async () => {
  const token = await freshToken();
  const first = await call(TOTALS, { token });
  const etag = first.headers.get('etag') ?? '';
  expect(etag).toMatch(/^W\/"[\w-]{27}"$/);
  expect(first.headers.get('vary')).toBe('authorization, cookie');
  for (const known of [etag, etag.replace('W/', ''), `"other", ${etag}`, '*']) {
    const again = await call(TOTALS, {
      token: await freshToken(),
      headers: { 'if-none-match': known },
    });
    expect([again.status, await again.text()]).toEqual([304, '']);
    expect(again.headers.get('etag')).toBe(etag);
  }
  await seedReport({ day: '2026-11-06', reportId: '2', records: [{ count: 4 }] });
  const changed = await call(TOTALS, { token, headers: { 'if-none-match': etag } });
  expect(changed.status).toBe(200);
  expect(await json(changed)).toMatchObject({ messages: 7 });
});

test('a report file has a tag as well, and is kept by nobody else', async () => {
  const token = await freshToken();
  const { uid } = await db().report.findFirstOrThrow({ where: { originalBytes: { gt: 0 } } });
  const path = `/api/v1/reports/${uid}/original`;
  const etag = (await call(path, { token })).headers.get('etag') ?? 'none';
  const again = await call(path, { token, headers: { 'if-none-match': etag } });
  expect(again.status).toBe(304);
  expect(again.headers.get('cache-control')).toBe('private, no-cache');
});

test('HEAD has the headers of GET, and no body', async () => {
  const token = await freshToken();
  const [get, head] = [
    await call(TOTALS, { token }),
    await call(TOTALS, { token, method: 'HEAD' }),
  ];
  expect([head.status, await head.text()]).toEqual([200, '']);
  for (const name of ['etag', 'content-type', 'cache-control']) {
    expect(head.headers.get(name)).toBe(get.headers.get(name));
  }
});

test('HEAD of an export names the file, and takes nothing out', async () => {
  const token = await freshToken();
  const head = await call('/api/v1/export/records.csv', { token, method: 'HEAD' });
  expect(head.headers.get('content-disposition')).toContain('dmarc_records_all-domains');
  expect(await db().exportLog.count()).toBe(0);
});

const v1 = routesBelow('api/v1');

test.each(v1)('%s names its methods, and refuses all others', async (path) => {
  const allow = path.endsWith('/import') ? 'POST, OPTIONS' : 'GET, HEAD, OPTIONS';
  const told = await call(path, { method: 'OPTIONS' });
  expect([told.status, told.headers.get('allow')]).toEqual([204, allow]);
  for (const method of [
    'PUT',
    'PATCH',
    'DELETE',
    allow.startsWith('GET') ? 'POST' : 'GET',
  ] as const) {
    const refused = await call(path, { method });
    expect([refused.status, refused.headers.get('allow')]).toEqual([405, allow]);
    expect(refused.headers.get('content-type')).toBe('application/problem+json');
    expect(await json(refused)).toMatchObject({ code: 'request/method' });
  }
});

test.each(v1)('%s lets no other site read it', async (path) => {
  for (const method of ['OPTIONS', 'GET'] as const) {
    const answer = await call(path, { method, headers: { origin: 'https://evil.example' } });
    const allowed = [...answer.headers.keys()].filter((name) => name.startsWith('access-control'));
    expect(allowed).toEqual([]);
  }
});

test.each(['GET', 'POST', 'DELETE'] as const)(
  '%s of no endpoint is a problem as well',
  async (method) => {
    for (const path of ['/api/v1', '/api/v1/nothing', '/api/v1/reports/x/y/z']) {
      const answer = await call(path, { method });
      expect(answer.status).toBe(404);
      expect(answer.headers.get('content-type')).toBe('application/problem+json');
      expect(await json(answer)).toMatchObject({ code: 'request/not-found' });
    }
  },
);

test('a token is told what it has left, and refused when that is nothing', async () => {
  const token = await freshToken();
  const left = [];
  for (let asked = 0; asked < 5; asked += 1) {
    const answer = await call('/api/v1/datasets', { token });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('ratelimit-policy')).toBe('"requests";q=5;w=60');
    left.push(/^"requests";r=(\d);t=(\d+)$/.exec(answer.headers.get('ratelimit') ?? '')?.[1]);
  }
  expect(left).toEqual(['4', '3', '2', '1', '0']);
  const refused = await call('/api/v1/datasets', { token });
  expect(refused.status).toBe(429);
  const seconds = Number(refused.headers.get('retry-after'));
  expect(seconds).toBeGreaterThan(0);
  expect(seconds).toBeLessThanOrEqual(60);
  expect(refused.headers.get('ratelimit')).toBe(`"requests";r=0;t=${seconds}`);
  expect(await json(refused)).toMatchObject({
    code: 'request/throttled',
    detail: `API_REQUESTS_PER_MINUTE is 5; ask again in ${seconds} s.`,
  });
});

test('one that is used up leaves all others theirs, and a session its own', async () => {
  const token = await freshToken();
  const ask = async (by: { token?: string; cookie?: string }) =>
    (await call('/api/v1/datasets', by)).status;
  for (let asked = 0; asked < 6; asked += 1) await ask({ token });
  const cookie = await cookieFor('ada@example.com');
  expect([
    await ask({ token }),
    await ask({ token: await freshToken() }),
    await ask({ cookie }),
  ]).toEqual([429, 200, 200]);
});

test('many requests at once are counted one by one', async () => {
  const token = await freshToken();
  const answers = await Promise.all(
    Array.from({ length: 12 }, () => call('/api/v1/datasets', { token })),
  );
  const good = answers.filter(({ status }) => status === 200);
  expect(good).toHaveLength(5);
});

test('a refusal is counted too, and what is wrong with a request says what is left', async () => {
  const token = await freshToken();
  const wrong = await call('/api/v1/totals?form=1', { token });
  expect([wrong.status, wrong.headers.get('ratelimit')?.slice(0, 14)]).toEqual([
    400,
    '"requests";r=4',
  ]);
});

test('a token that is ended is refused at once, and its count forgotten', async () => {
  const token = await freshToken();
  const id = token.split('_')[1] ?? '';
  expect((await call(TOTALS, { token })).status).toBe(200);
  expect(await db().apiUse.count({ where: { key: `token ${id}` } })).toBe(1);
  await removeToken(owner, id);
  expect((await call(TOTALS, { token })).status).toBe(401);
  expect(await db().apiUse.count({ where: { key: `token ${id}` } })).toBe(0);
});
