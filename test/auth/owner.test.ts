import { expect, test } from 'vitest';
import { createOwner, ownerExists } from '#lib/auth/owner';
import { SYSTEM_VIEWER } from '#lib/filter/viewer';
import { userList } from '#lib/queries/user-list';
import { removeUser } from '#lib/store/user';
import { makeAccount, PASSWORD } from '#test/support/account';

const owner = (email: string, password = PASSWORD) => ({ email, password, name: 'Olga' });

test('refuses a weak password and an address that is none, and makes no account', async () => {
  await expect(createOwner(owner('olga@example.com', 'short'))).rejects.toThrow(/10 characters/);
  await expect(createOwner(owner('olga@example.com', 'Password123'))).rejects.toThrow(/first pass/);
  await expect(createOwner(owner('olga'))).rejects.toThrow(/not an e-mail address/);
  expect(await ownerExists()).toBe(false);
});

test('of ten visitors who claim the installation at once, one becomes the owner', async () => {
  const claims = Array.from({ length: 10 }, (_, n) => createOwner(owner(`Olga${n}@example.com`)));
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
  await expect(createOwner(owner('late@example.com'))).rejects.toMatchObject({
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
