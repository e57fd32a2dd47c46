import { beforeAll, beforeEach, expect, test } from 'vitest';
import { invite, join } from '#lib/auth/account-link';
import { findViewer } from '#lib/auth/find-viewer';
import { createToken, viewerOfToken } from '#lib/auth/token';
import { db } from '#lib/db/client';
import { pool } from '#lib/db/pool';
import { within } from '#lib/db/wall';
import { groupName } from '#lib/filter/group';
import { SYSTEM_VIEWER, type Viewer } from '#lib/filter/viewer';
import { accountLinks } from '#lib/queries/account-links';
import { limitedToGroups } from '#lib/queries/limited-to-groups';
import { tokenList } from '#lib/queries/token-list';
import { userList } from '#lib/queries/user-list';
import { addGroup, putInGroup, removeGroup, takeFromGroup } from '#lib/store/domain-group';
import { limitAccount } from '#lib/store/user-limits';
import { cookieFor, makeAccount, PASSWORD } from '#test/support/account';
import { call, json } from '#test/support/api';
import { seedReport } from '#test/support/seed';

// Who is limited to a group sees what it holds at the moment they look, by every door.

const NOVEMBER = 'from=2026-11-01&to=2026-11-30';
const noGroup = { code: 'request/not-found', reason: { why: 'noGroup' } };
const names = new Map<number, string>();
let shops: number;

beforeAll(async () => {
  for (const domain of ['a.example', 'b.example', 'c.example']) {
    names.set((await seedReport({ domain })).domainId, domain);
  }
  await makeAccount('ada@example.com', { role: 'owner' });
});

beforeEach(async () => {
  await pool().query('TRUNCATE domain_group CASCADE');
  await pool().query(`DELETE FROM "user" WHERE email <> 'ada@example.com'`);
  await pool().query('TRUNCATE account_link');
  shops = await addGroup(SYSTEM_VIEWER, groupName.parse({ name: 'Shops', note: '' }));
  await putInGroup(SYSTEM_VIEWER, shops, ['a.example']);
});

async function viewerOf(cookie: string): Promise<Viewer> {
  const viewer = await findViewer(new Headers({ cookie }));
  if (!viewer) throw new Error('Nobody is signed in.');
  return viewer;
}

/** What somebody sees by their limits, by the API, and what Postgres lets through. */
async function seenBy(cookie: string) {
  const { domains } = await viewerOf(cookie);
  if (domains === 'all') return 'all';
  const limits = domains.map((id) => names.get(id)).toSorted();
  const answer = await json(await call(`/api/v1/domains?${NOVEMBER}`, { cookie }));
  const rows = JSON.stringify(answer['rows']);
  const told = [...names.values()].filter((name) => rows.includes(`"${name}"`));
  const walled = await within(domains, async () => await db().domain.findMany());
  expect(told).toEqual(limits);
  expect(walled.map(({ name }) => name).toSorted()).toEqual(limits);
  return limits;
}

test('what is put in a group is seen at once, and what is taken out no more', async () => {
  await makeAccount('bob@example.com', { groups: ['shops'] });
  const cookie = await cookieFor('bob@example.com');
  expect(await seenBy(cookie)).toEqual(['a.example']);
  await putInGroup(SYSTEM_VIEWER, shops, ['b.example']);
  expect(await seenBy(cookie)).toEqual(['a.example', 'b.example']);
  await takeFromGroup(SYSTEM_VIEWER, shops, ['a.example']);
  expect(await seenBy(cookie)).toEqual(['b.example']);
  await takeFromGroup(SYSTEM_VIEWER, shops, ['b.example']);
  expect(await seenBy(cookie)).toEqual([]);
});

test('a group that is taken away takes what it opened with it, and opens nothing', async () => {
  await makeAccount('bob@example.com', { groups: ['Shops'] });
  await makeAccount('eve@example.com', { groups: ['Shops'], domains: ['c.example'] });
  const [bob, eve] = [await cookieFor('bob@example.com'), await cookieFor('eve@example.com')];
  expect(await seenBy(eve)).toEqual(['a.example', 'c.example']);
  await removeGroup(SYSTEM_VIEWER, shops);
  expect(await seenBy(bob)).toEqual([]);
  expect(await seenBy(eve)).toEqual(['c.example']);
  const users = await userList(SYSTEM_VIEWER);
  expect(users.find(({ email }) => email === 'bob@example.com')).toMatchObject({
    ...{ limited: true, domains: [], groups: [] },
  });
});

test('an account is limited to groups and domains, told with before and after, and let go', async () => {
  await makeAccount('bob@example.com');
  const cookie = await cookieFor('bob@example.com');
  expect(await seenBy(cookie)).toBe('all');
  await limitAccount(SYSTEM_VIEWER, 'bob@example.com', {
    domains: ['c.example'],
    groups: ['SHOPS'],
  });
  expect((await seenBy(cookie)).length).toBe(2);
  const { rows } = await pool().query(
    `SELECT before, after FROM audit_log WHERE action = 'user.limit-domains' ORDER BY id DESC LIMIT 1`,
  );
  expect(rows).toEqual([
    { before: { domains: [], groups: [] }, after: { domains: ['c.example'], groups: ['Shops'] } },
  ]);
  const wrong = limitAccount(SYSTEM_VIEWER, 'bob@example.com', { domains: [], groups: ['Shop'] });
  await expect(wrong).rejects.toMatchObject(noGroup);
  expect((await seenBy(cookie)).length).toBe(2);
  await limitAccount(SYSTEM_VIEWER, 'bob@example.com', { domains: [] });
  expect(await seenBy(cookie)).toBe('all');
});

test('nobody limits themselves, since they could not take it back', async () => {
  const ada = await viewerOf(await cookieFor('ada@example.com'));
  await expect(
    limitAccount(ada, 'ada@example.com', { domains: ['a.example'] }),
  ).rejects.toMatchObject({ code: 'auth/forbidden' });
});

test('an invitation to a group is told by its name, whatever that becomes, and kept', async () => {
  const ada = await viewerOf(await cookieFor('ada@example.com'));
  const asked = { email: 'nora@example.com', role: 'viewer', domains: [] } as const;
  await expect(invite(ada, { ...asked, groups: ['Shop'] })).rejects.toMatchObject(noGroup);
  const path = await invite(ada, { ...asked, groups: ['Shops'] });
  expect(await accountLinks(ada, { purpose: 'invite' })).toMatchObject([{ groups: ['Shops'] }]);
  await accept(path);
  expect(await seenBy(await cookieFor('nora@example.com'))).toEqual(['a.example']);
});

test('an invitation to a group that is gone makes an account that sees nothing', async () => {
  const ada = await viewerOf(await cookieFor('ada@example.com'));
  const asked = { email: 'nora@example.com', role: 'viewer', domains: [] } as const;
  const path = await invite(ada, { ...asked, groups: ['Shops'] });
  await removeGroup(SYSTEM_VIEWER, shops);
  expect(await accountLinks(ada, { purpose: 'invite' })).toMatchObject([{ groups: [null] }]);
  await accept(path);
  expect(await seenBy(await cookieFor('nora@example.com'))).toEqual([]);
});

async function accept(path: string) {
  const token = path.split('/').at(-1) ?? '';
  await join({ token, name: 'Nora', password: PASSWORD }, new Headers());
}

test('a token of a group sees what it holds now, as far as its account does', async () => {
  const ada = await viewerOf(await cookieFor('ada@example.com'));
  const wanted = { name: 'one', scope: 'read', domains: ['c.example'], expiresInDays: 1 } as const;
  await expect(createToken(ada, { ...wanted, groups: ['Shop'] })).rejects.toMatchObject(noGroup);
  const token = await createToken(ada, { ...wanted, groups: ['shops'] });
  const seen = async () => {
    const { viewer } = await viewerOfToken(`Bearer ${token}`, 'read');
    return viewer.domains === 'all' ? 'all' : viewer.domains.map((id) => names.get(id)).toSorted();
  };
  expect(await seen()).toEqual(['a.example', 'c.example']);
  await putInGroup(SYSTEM_VIEWER, shops, ['b.example']);
  expect(await seen()).toEqual(['a.example', 'b.example', 'c.example']);
  await removeGroup(SYSTEM_VIEWER, shops);
  expect(await seen()).toEqual(['c.example']);
  expect((await tokenList(ada))[0]).toMatchObject({ domains: ['c.example'], groups: [null] });
});

test('a token of groups alone opens nothing once they are gone', async () => {
  const ada = await viewerOf(await cookieFor('ada@example.com'));
  const wanted = { name: 'two', scope: 'read', domains: [], expiresInDays: 1 } as const;
  const token = await createToken(ada, { ...wanted, groups: ['Shops'] });
  await removeGroup(SYSTEM_VIEWER, shops);
  expect((await viewerOfToken(`Bearer ${token}`, 'read')).viewer.domains).toEqual([]);
});

test('how many lose sight with a group is known to those who manage accounts, and to nobody else', async () => {
  await makeAccount('bob@example.com', { groups: ['Shops'] });
  await invite(SYSTEM_VIEWER, {
    email: 'new@example.com',
    role: 'viewer',
    domains: [],
    groups: ['Shops'],
  });
  const ada = await viewerOf(await cookieFor('ada@example.com'));
  const token = {
    name: 'one',
    scope: 'read',
    domains: [],
    groups: ['Shops'],
    expiresInDays: 1,
  } as const;
  await createToken(ada, token);
  const told = { accounts: 1, invitations: 1, tokens: 1 };
  expect((await limitedToGroups(ada)).get(shops)).toEqual(told);
  expect(await limitedToGroups(await viewerOf(await cookieFor('bob@example.com')))).toEqual(
    new Map(),
  );
});

test('who is limited names no group beyond their limit, in a token or a question', async () => {
  const others = await addGroup(SYSTEM_VIEWER, groupName.parse({ name: 'Others', note: '' }));
  await putInGroup(SYSTEM_VIEWER, others, ['b.example']);
  await makeAccount('bob@example.com', { groups: ['Shops'] });
  const cookie = await cookieFor('bob@example.com');
  const bob = await viewerOf(cookie);
  const wanted = { name: 'one', scope: 'read', domains: [], expiresInDays: 1 } as const;
  await expect(createToken(bob, { ...wanted, groups: ['Others'] })).rejects.toMatchObject(noGroup);
  const ask = async (group: string) =>
    await call(`/api/v1/totals?${NOVEMBER}&group=${group}`, { cookie });
  expect((await ask('Shops')).status).toBe(200);
  const refused = await ask('Others');
  expect(refused.status).toBe(404);
  expect(await json(refused)).toMatchObject({ detail: expect.stringContaining('/api/v1/groups') });
  const { rows } = await json(await call('/api/v1/groups', { cookie }));
  expect(rows).toMatchObject([{ name: 'Shops', domains: ['a.example'] }]);
});
