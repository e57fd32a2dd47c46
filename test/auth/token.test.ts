import { beforeAll, expect, test } from 'vitest';
import { createToken, viewerOfToken } from '#lib/auth/token';
import { db } from '#lib/db/client';
import { mintViewer, SYSTEM_VIEWER, type Viewer } from '#lib/filter/viewer';
import { tokenList } from '#lib/queries/token-list';
import { removeToken } from '#lib/store/token';
import { limitAccount } from '#lib/store/user-limits';
import { makeAccount } from '#test/support/account';

const bearer = (token: string) => `Bearer ${token}`;
const plain = { name: 'grafana', scope: 'read', domains: [], expiresInDays: null } as const;
let ada: Viewer;
let bob: Viewer;

beforeAll(async () => {
  for (const name of ['example.com', 'example.net', 'example.org']) {
    await db().domain.create({ data: { name, orgDomain: name } });
  }
  ada = await viewerFor('ada@example.com', 'owner');
  bob = await viewerFor('bob@example.com', 'viewer');
});

async function viewerFor(email: string, role: 'owner' | 'viewer') {
  return mintViewer({
    userId: await makeAccount(email, { role }),
    name: email,
    role,
    domains: 'all',
  });
}

async function domainIds(...names: string[]) {
  const rows = await db().domain.findMany({ where: { name: { in: names } }, select: { id: true } });
  return rows.map(({ id }) => id).toSorted();
}

test('a token speaks for its account, and only its hash is kept', async () => {
  const token = await createToken(ada, plain);
  expect(token).toMatch(/^dmr_[0-9a-f]{16}_[\w-]{43}$/);
  const { viewer } = await viewerOfToken(bearer(token), 'read');
  expect(viewer).toMatchObject({ userId: ada.userId, name: 'token grafana', domains: 'all' });
  const [row] = await db().$queryRaw<{ text: string }[]>`
    SELECT string_agg(t::text, '') || (SELECT string_agg(a::text, '') FROM audit_log a) AS text
    FROM api_token t`;
  expect(row?.text).not.toContain(token.slice(-43));
});

test('a token without an account named belongs to the owner', async () => {
  const token = await createToken(SYSTEM_VIEWER, plain);
  expect((await viewerOfToken(bearer(token), 'read')).viewer.userId).toBe(ada.userId);
});

test.each([
  ['an unknown token', `Bearer dmr_0123456789abcdef_${'a'.repeat(43)}`],
  ['something that is no token', 'Bearer hello'],
  ['another scheme', 'Basic YTpi'],
  ['nothing', ''],
])('refuses %s', async (_, header) => {
  await expect(viewerOfToken(header, 'read')).rejects.toMatchObject({
    code: 'auth/unauthenticated',
  });
});

test('a token with one character changed is unknown', async () => {
  const token = await createToken(ada, plain);
  const changed = token.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A'));
  await expect(viewerOfToken(bearer(changed), 'read')).rejects.toMatchObject({
    code: 'auth/unauthenticated',
  });
});

test('a token ends on its day', async () => {
  const token = await createToken(ada, { ...plain, expiresInDays: 2 });
  const hours = (count: number) => new Date(Date.now() + count * 3600 * 1000);
  expect(await viewerOfToken(bearer(token), 'read', hours(47))).toBeTruthy();
  await expect(viewerOfToken(bearer(token), 'read', hours(49))).rejects.toThrow(/expired/);
});

test('a token is good for its one purpose', async () => {
  const token = await createToken(ada, { ...plain, scope: 'import' });
  await expect(viewerOfToken(bearer(token), 'read')).rejects.toMatchObject({
    code: 'auth/forbidden',
  });
  expect(await viewerOfToken(bearer(token), 'import')).toBeTruthy();
});

test('a token sees its domains, and never more than its account', async () => {
  const token = await createToken(bob, { ...plain, domains: ['Example.com', 'example.net'] });
  const seen = async () => (await viewerOfToken(bearer(token), 'read')).viewer.domains;
  expect(await seen()).toEqual(await domainIds('example.com', 'example.net'));
  await limitAccount(SYSTEM_VIEWER, 'bob@example.com', { domains: ['example.net', 'example.org'] });
  expect(await seen()).toEqual(await domainIds('example.net'));
  await limitAccount(SYSTEM_VIEWER, 'bob@example.com', { domains: ['example.org'] });
  expect(await seen()).toEqual([]);
});

test('a maker who is limited cannot name a domain beyond the limit', async () => {
  const limited = mintViewer({ ...bob, domains: await domainIds('example.org') });
  await expect(createToken(limited, { ...plain, domains: ['example.com'] })).rejects.toMatchObject({
    code: 'request/not-found',
  });
});

test('nobody but owners and admins makes a token for another account', async () => {
  const { userId } = ada;
  await expect(createToken(bob, { ...plain, ...(userId && { userId }) })).rejects.toMatchObject({
    code: 'auth/forbidden',
  });
});

test('a removed token is unknown at once; others may not remove it', async () => {
  const token = await createToken(ada, plain);
  const id = token.split('_')[1] ?? '';
  await expect(removeToken(bob, id)).rejects.toMatchObject({ code: 'request/not-found' });
  await removeToken(ada, id);
  await expect(viewerOfToken(bearer(token), 'read')).rejects.toThrow(/unknown/);
});

test('lists the own tokens to their user and all to an owner, with their last use', async () => {
  const token = await createToken(bob, { ...plain, name: 'cron', domains: ['example.org'] });
  await viewerOfToken(bearer(token), 'read', new Date('2026-11-05T10:00:00Z'));
  await viewerOfToken(bearer(token), 'read', new Date('2026-11-05T10:00:59Z'));
  const own = await tokenList(bob);
  expect(new Set(own.map(({ userEmail }) => userEmail))).toEqual(new Set(['bob@example.com']));
  expect(own[0]).toMatchObject({
    name: 'cron',
    domains: ['example.org'],
    lastUsedAt: new Date('2026-11-05T10:00:00Z'),
  });
  expect((await tokenList(ada)).length).toBeGreaterThan(own.length);
});
