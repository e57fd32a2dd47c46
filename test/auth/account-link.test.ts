import { beforeAll, expect, test } from 'vitest';
import { invite, join, makeResetLink, openLink, resetByLink } from '#lib/auth/account-link';
import { findViewer } from '#lib/auth/find-viewer';
import { db } from '#lib/db/client';
import { mintViewer, SYSTEM_VIEWER, type Viewer } from '#lib/filter/viewer';
import { accountLinks } from '#lib/queries/account-links';
import { userList } from '#lib/queries/user-list';
import { removeLink } from '#lib/store/account-link';
import { cookieFor, makeAccount, PASSWORD } from '#test/support/account';

const tokenOf = (path: string) => path.split('/').at(-1) ?? '';
const newcomer = { role: 'analyst', domains: [] } as const;
const joining = (path: string) => ({ token: tokenOf(path), name: 'Nora', password: PASSWORD });
const over = { code: 'request/not-found', reason: { why: 'linkOver' } };
let admin: Viewer;

beforeAll(async () => {
  const userId = await makeAccount('adam@example.com', { role: 'admin' });
  admin = mintViewer({ userId, name: 'Adam', role: 'admin', domains: 'all' });
});

test('an invitation makes one account, of the role and domains it promises', async () => {
  const wanted = { role: 'analyst', domains: ['Example.com', 'example.com'] } as const;
  const path = await invite(admin, { email: ' Nora@Example.com ', ...wanted });
  expect(path).toMatch(/^\/invite\/[\w-]{43}$/);
  expect(await openLink('invite', tokenOf(path))).toEqual({
    email: 'nora@example.com',
    madeBy: 'Adam',
  });
  await join(joining(path), new Headers());
  const users = await userList(SYSTEM_VIEWER);
  expect(users.find(({ email }) => email === 'nora@example.com')).toMatchObject({
    name: 'Nora',
    role: 'analyst',
    domains: ['example.com'],
  });
  expect(await cookieFor('nora@example.com')).toContain('ruascope=');
  await expect(join(joining(path), new Headers())).rejects.toMatchObject(over);
  expect(await openLink('invite', tokenOf(path))).toBeNull();
});

test('of ten who come with the same link at once, one is let in', async () => {
  const path = await invite(admin, { email: 'many@example.com', ...newcomer });
  const comings = Array.from({ length: 10 }, () => join(joining(path), new Headers()));
  const outcomes = await Promise.allSettled(comings);
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  expect(await db().user.count({ where: { email: 'many@example.com' } })).toBe(1);
});

test('a weak password does not use a link up', async () => {
  const path = await invite(admin, { email: 'weak@example.com', ...newcomer });
  const weak = { ...joining(path), password: 'password12' };
  await expect(join(weak, new Headers())).rejects.toMatchObject({ code: 'request/invalid' });
  await join(joining(path), new Headers());
});

test('a link ends after a week, when it is taken back, and when a newer one is made', async () => {
  const first = await invite(admin, { email: 'late@example.com', ...newcomer });
  const second = await invite(admin, { email: 'late@example.com', ...newcomer });
  await expect(join(joining(first), new Headers())).rejects.toMatchObject(over);
  const [link] = await accountLinks(admin, { purpose: 'invite' });
  expect(link?.expiresAt.getTime()).toBeGreaterThan(Date.now() + 6.9 * 24 * 3600 * 1000);
  expect(link?.expiresAt.getTime()).toBeLessThan(Date.now() + 7.1 * 24 * 3600 * 1000);
  await removeLink(admin, link?.id ?? '');
  await expect(join(joining(second), new Headers())).rejects.toMatchObject(over);

  const third = await invite(admin, { email: 'late@example.com', ...newcomer });
  await db().accountLink.updateMany({ data: { expiresAt: new Date(Date.now() - 1000) } });
  await expect(join(joining(third), new Headers())).rejects.toMatchObject(over);
  expect(await accountLinks(admin, { purpose: 'invite' })).toEqual([]);
});

test('only the hash of a link is kept', async () => {
  const path = await invite(admin, { email: 'hash@example.com', ...newcomer });
  const [row] = await db().$queryRaw<{ text: string }[]>`
    SELECT string_agg(l::text, '') || (SELECT string_agg(a::text, '') FROM audit_log a) AS text
    FROM account_link l`;
  expect(row?.text).toContain('hash@example.com');
  expect(row?.text).not.toContain(tokenOf(path));
});

test('nobody invites above their rank, with limits of their own, or who has an account', async () => {
  const forbidden = { code: 'auth/forbidden' };
  const owner = { email: 'boss@example.com', role: 'owner', domains: [] } as const;
  await expect(invite(admin, owner)).rejects.toMatchObject(forbidden);
  const viewer = mintViewer({ userId: 'v', name: 'v', role: 'viewer', domains: 'all' });
  const anyone = { email: 'any@example.com', ...newcomer };
  await expect(invite(viewer, anyone)).rejects.toMatchObject(forbidden);
  expect(await accountLinks(viewer, { purpose: 'invite' })).toEqual([]);

  const { id } = await db().domain.findFirstOrThrow({ where: { name: 'example.com' } });
  const limited = mintViewer({ userId: 'l', name: 'l', role: 'admin', domains: [id] });
  await expect(invite(limited, anyone)).rejects.toMatchObject(forbidden);
  await expect(invite(limited, { ...anyone, domains: ['example.com'] })).rejects.toMatchObject(
    forbidden,
  );
  await expect(makeResetLink(limited, 'nora@example.com')).rejects.toMatchObject(forbidden);
  expect(await accountLinks(limited, { purpose: 'invite' })).toEqual([]);

  const known = { ...anyone, email: 'adam@example.com' };
  await expect(invite(admin, known)).rejects.toMatchObject({ code: 'request/conflict' });
  const nowhere = { ...anyone, domains: ['no domain'] };
  await expect(invite(admin, nowhere)).rejects.toMatchObject({ code: 'request/invalid' });
});

test('a reset link sets the password once, and ends the sessions', async () => {
  await makeAccount('bob@example.com');
  const cookie = await cookieFor('bob@example.com');
  const path = await makeResetLink(admin, 'bob@example.com');
  expect(path).toMatch(/^\/reset\/[\w-]{43}$/);
  await expect(join(joining(path), new Headers())).rejects.toMatchObject(over);
  await resetByLink(tokenOf(path), 'another long walk');
  expect(await findViewer(new Headers({ cookie }))).toBeNull();
  expect(await cookieFor('bob@example.com', 'another long walk')).toContain('ruascope=');
  await expect(resetByLink(tokenOf(path), PASSWORD)).rejects.toMatchObject(over);
});

test('an admin makes no reset link for an owner, nor takes one back', async () => {
  await makeAccount('olga@example.com', { role: 'owner' });
  const forbidden = { code: 'auth/forbidden' };
  await expect(makeResetLink(admin, 'olga@example.com')).rejects.toMatchObject(forbidden);
  await makeResetLink(SYSTEM_VIEWER, 'olga@example.com');
  const { id } = await db().accountLink.findFirstOrThrow({ where: { email: 'olga@example.com' } });
  await expect(removeLink(admin, id)).rejects.toMatchObject(forbidden);
});

test.each(['', 'a', 'x'.repeat(43), '../../etc/passwd'])('%j is no link', async (token) => {
  expect(await openLink('invite', token)).toBeNull();
  await expect(resetByLink(token, PASSWORD)).rejects.toMatchObject(over);
});

test('what came of links is written down', async () => {
  const rows = await db().auditLog.findMany({
    where: { action: { startsWith: 'user.' }, NOT: { action: 'user.create' } },
  });
  const actions = new Set(rows.map(({ action }) => action));
  expect(actions).toEqual(
    new Set([
      'user.invite',
      'user.accept-invite',
      'user.revoke-invite',
      'user.make-reset-link',
      'user.use-reset-link',
    ]),
  );
  const accepted = rows.find(({ action }) => action === 'user.accept-invite');
  expect(accepted).toMatchObject({ actor: 'Nora', after: { invitedBy: 'Adam' } });
});
