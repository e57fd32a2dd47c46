import { expect, test } from 'vitest';
import { createAccount, resetPassword } from '#lib/auth/account';
import { createOwner, ownerExists } from '#lib/auth/owner';
import { mintViewer, SYSTEM_VIEWER } from '#lib/filter/viewer';
import { userList } from '#lib/queries/user-list';
import { removeUser } from '#lib/store/user';
import { limitAccount } from '#lib/store/user-limits';
import { makeAccount, PASSWORD } from '#test/support/account';

const account = (email: string, password = PASSWORD) => ({ email, password, name: 'Olga' });

test('refuses a weak password and an address that is none, and makes no account', async () => {
  await expect(createOwner(account('olga@example.com', 'short'))).rejects.toThrow(/10 characters/);
  await expect(createOwner(account('olga@example.com', 'Password123'))).rejects.toThrow(
    /first pass/,
  );
  await expect(createOwner(account('olga'))).rejects.toThrow(/not an email address/);
  expect(await ownerExists()).toBe(false);
});

test('of ten visitors who claim the installation at once, one becomes the owner', async () => {
  const claims = Array.from({ length: 10 }, (_, n) => createOwner(account(`Olga${n}@example.com`)));
  const outcomes = await Promise.allSettled(claims);
  const lost = outcomes.filter((outcome) => outcome.status === 'rejected');
  expect(lost.map(({ reason }) => reason.code)).toEqual(Array(9).fill('request/conflict'));
  const users = await userList(SYSTEM_VIEWER);
  expect(users.map(({ role, domains }) => ({ role, domains }))).toEqual([
    { role: 'owner', domains: [] },
  ]);
  expect(users[0]?.email).toMatch(/^olga\d@example\.com$/);
});

test('the door stays closed once there is an account', async () => {
  await expect(createOwner(account('late@example.com'))).rejects.toMatchObject({
    code: 'request/conflict',
  });
});

test('keeps the last owner, and lets the last but one go', async () => {
  const [first] = await userList(SYSTEM_VIEWER);
  const email = first?.email ?? '';
  await expect(removeUser(SYSTEM_VIEWER, email)).rejects.toThrow(/only owner/);
  await makeAccount('second@example.com', { role: 'owner' });
  await removeUser(SYSTEM_VIEWER, email);
  expect((await userList(SYSTEM_VIEWER)).map((user) => user.email)).toEqual(['second@example.com']);
});

test('of two owners who remove each other at once, one stays', async () => {
  await makeAccount('third@example.com', { role: 'owner' });
  await Promise.allSettled([
    removeUser(SYSTEM_VIEWER, 'second@example.com'),
    removeUser(SYSTEM_VIEWER, 'third@example.com'),
  ]);
  expect(await userList(SYSTEM_VIEWER)).toHaveLength(1);
});

test('an address has one account, however it is spelt', async () => {
  await makeAccount('ada@example.com');
  await expect(makeAccount(' Ada@Example.com ')).rejects.toMatchObject({
    code: 'request/conflict',
  });
});

test('an admin manages everybody but owners, and others nobody but themselves', async () => {
  const [owner] = await userList(SYSTEM_VIEWER);
  const named = (role: 'admin' | 'viewer', userId: string) =>
    mintViewer({ userId, name: role, role, domains: 'all' });
  const admin = named('admin', await makeAccount('adam@example.com', { role: 'admin' }));
  const viewer = named('viewer', await makeAccount('vera@example.com'));
  const fresh = { ...account('new@example.com'), domains: [] };
  const forbidden = { code: 'auth/forbidden' };

  await expect(createAccount(admin, { ...fresh, role: 'owner' })).rejects.toMatchObject(forbidden);
  await expect(removeUser(admin, owner?.email ?? '')).rejects.toMatchObject(forbidden);
  await expect(resetPassword(admin, owner?.email ?? '', PASSWORD)).rejects.toMatchObject(forbidden);
  await createAccount(admin, { ...fresh, role: 'analyst' });
  await limitAccount(admin, 'new@example.com', { domains: ['example.com'] });

  await expect(createAccount(viewer, { ...fresh, role: 'viewer' })).rejects.toMatchObject(
    forbidden,
  );
  await expect(limitAccount(viewer, 'vera@example.com', { domains: [] })).rejects.toMatchObject(
    forbidden,
  );
  await expect(resetPassword(viewer, 'adam@example.com', PASSWORD)).rejects.toMatchObject(
    forbidden,
  );
  await resetPassword(viewer, 'vera@example.com', 'another long walk');
  expect((await userList(viewer)).map(({ email }) => email)).toEqual(['vera@example.com']);
  expect((await userList(admin)).find(({ email }) => email === 'new@example.com')).toMatchObject({
    role: 'analyst',
    domains: ['example.com'],
  });
});
