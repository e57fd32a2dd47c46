import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { db, disconnect } from '#lib/db/client';
import { closePool, pool } from '#lib/db/pool';
import { makeAccount } from '#test/support/account';
import { seedReport } from '#test/support/seed';
import { jsonLines, runCli } from './run-cli.ts';

// Groups of domains as settings have them, for scripts (INTERFACES, command line).

beforeAll(async () => {
  for (const domain of ['a.example', 'b.example']) await seedReport({ domain });
});

beforeEach(async () => {
  await pool().query('TRUNCATE domain_group CASCADE');
  await pool().query('TRUNCATE "user" CASCADE');
});

afterAll(async () => {
  await disconnect();
  await closePool();
});

const cli = (...args: string[]) => {
  const { DATABASE_URL = '', SECRET_KEY = '' } = process.env;
  return runCli(args, { env: { DATABASE_URL, SECRET_KEY } });
};

test('a group is made, filled, renamed, listed and taken away, and each deed is told', async () => {
  expect(await cli('group', 'create', ' Shops ', '--note', 'what sells')).toMatchObject({
    code: 0,
  });
  expect(await cli('group', 'put-in', 'shops', 'B.example.', 'a.example')).toMatchObject({
    ...{ code: 0, out: '2 domains put in shops.\n' },
  });
  expect(await cli('group', 'put-in', 'Shops', 'a.example')).toMatchObject({ code: 1 });
  expect(await cli('group', 'take-out', 'Shops', 'b.example')).toMatchObject({ code: 0 });
  expect(await cli('group', 'rename', 'Shops', 'Europe')).toMatchObject({ code: 0 });
  expect(await cli('group', 'members', 'Europe')).toMatchObject({ code: 0, out: 'a.example\n' });
  expect(jsonLines(await cli('group', 'list', '--json'))).toMatchObject([
    { name: 'Europe', note: 'what sells', domains: ['a.example'], accounts: 0, tokens: 0 },
  ]);
  expect(await cli('group', 'delete', 'Europe')).toMatchObject({ code: 0 });
  expect(await db().domainGroup.count()).toBe(0);
  const told = await db().auditLog.findMany({
    where: { action: { startsWith: 'group.' } },
    orderBy: { id: 'asc' },
  });
  expect(told.map(({ action }) => action)).toEqual([
    ...['group.create', 'group.assign', 'group.unassign', 'group.update', 'group.remove'],
  ]);
});

test('what is not there, taken or mistyped is an error that names it', async () => {
  expect(await cli('group', 'members', 'Nowhere')).toMatchObject({
    ...{ code: 1, err: expect.stringContaining('There is no group named Nowhere') },
  });
  await cli('group', 'create', 'Shops');
  expect((await cli('group', 'create', 'SHOPS')).err).toContain('a group named SHOPS already');
  expect(await cli('group', 'put-in', 'Shops', 'a.example', 'typo.example')).toMatchObject({
    ...{ code: 1, err: expect.stringContaining('typo.example is no domain that is known here') },
  });
  expect(await cli('group', 'members', 'Shops')).toMatchObject({ code: 1, out: '' });
  expect((await cli('group', 'create', 'x'.repeat(61))).err).toContain('at most 60 letters');
});

test('a group to which somebody is limited goes only by force', async () => {
  await cli('group', 'create', 'Shops');
  await makeAccount('bob@example.net', { role: 'viewer', groups: ['Shops'] });
  await makeAccount('eve@example.net', { role: 'viewer' });
  expect(await cli('user', 'limit', 'eve@example.net', '--group', 'Shops')).toMatchObject({
    ...{ code: 0, out: 'eve@example.net sees Shops alone.\n' },
  });
  await cli('user', 'invite', 'new@example.net', '--role', 'viewer', '--group', 'Shops');
  expect(jsonLines(await cli('group', 'list', '--json'))).toMatchObject([
    { accounts: 2, invitations: 1, tokens: 0 },
  ]);
  const refused = await cli('group', 'delete', 'Shops');
  expect(refused.code).not.toBe(0);
  expect(refused.err).toContain('2 accounts and 1 invitation are limited to Shops');
  expect(await db().domainGroup.count()).toBe(1);
  expect(await cli('group', 'delete', 'Shops', '--force')).toMatchObject({ code: 0 });
});

test('limits are lifted by saying so, not by naming none', async () => {
  await makeAccount('bob@example.net', { role: 'viewer', domains: ['a.example'] });
  const nothing = await cli('user', 'limit', 'bob@example.net');
  expect(nothing.err).toContain('--all');
  expect(nothing.code).not.toBe(0);
  expect(await db().user.count({ where: { limited: true } })).toBe(1);
  expect(await cli('user', 'limit', 'bob@example.net', '--all')).toMatchObject({ code: 0 });
  expect(await db().user.count({ where: { limited: true } })).toBe(0);
});
