import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { disconnect } from '#lib/db/client';
import { closePool, pool } from '#lib/db/pool';
import { groupName } from '#lib/filter/group';
import { mintViewer } from '#lib/filter/viewer';
import { domainGroups } from '#lib/queries/domain-groups';
import { managedDomains } from '#lib/queries/managed-domains';
import {
  addGroup,
  changeGroup,
  putInGroup,
  removeGroup,
  takeFromGroup,
} from '#lib/store/domain-group';
import { addDomains, setParked } from '#lib/store/parked-domain';
import { clearAudit } from '#test/support/clear-audit';
import { judgeAll } from '#test/support/judge';
import { seedReport } from '#test/support/seed';

const ada = mintViewer({ userId: 'u1', name: 'Ada', role: 'owner', domains: 'all' });
const ids = new Map<string, number>();

beforeAll(async () => {
  for (const domain of ['a.example', 'b.example', 'c.example']) {
    ids.set(domain, (await seedReport({ domain })).domainId);
  }
});

beforeEach(async () => {
  await pool().query('TRUNCATE domain_group CASCADE');
  await pool().query('UPDATE domain SET parked_at = NULL');
  await clearAudit();
});

afterAll(async () => {
  await disconnect();
  await closePool();
});

const named = (name: string, note = '') => groupName.parse({ name, note });

async function audit() {
  const { rows } = await pool().query(
    'SELECT actor, action, subject, before, after FROM audit_log ORDER BY id',
  );
  return rows;
}

test('a group holds its domains, which may be in others, too, and each deed is told', async () => {
  const shops = await addGroup(ada, named(' Shops ', 'what sells'));
  const europe = await addGroup(ada, named('Europe'));
  expect(await putInGroup(ada, shops, ['b.example', 'a.example', 'unknown.example'])).toBe(2);
  expect(await putInGroup(ada, shops, ['a.example'])).toBe(0);
  expect(await putInGroup(ada, europe, ['a.example'])).toBe(1);
  expect(await takeFromGroup(ada, shops, ['b.example', 'c.example'])).toBe(1);

  expect(await domainGroups(ada)).toEqual([
    { id: europe, name: 'Europe', note: null, domains: ['a.example'] },
    { id: shops, name: 'Shops', note: 'what sells', domains: ['a.example'] },
  ]);
  expect((await managedDomains(ada))[0]).toMatchObject({
    name: 'a.example',
    groups: ['Europe', 'Shops'],
  });
  const both = { domains: ['a.example', 'b.example'] };
  expect(await audit()).toMatchObject([
    { action: 'group.create', subject: 'Shops', after: { note: 'what sells' } },
    { action: 'group.create', subject: 'Europe' },
    { action: 'group.assign', subject: 'Shops', before: { domains: [] }, after: both },
    { action: 'group.assign', subject: 'Europe' },
    { action: 'group.unassign', before: both, after: { domains: ['a.example'] } },
  ]);
});

test('a name means one group, however it is spelt, and may be given away again', async () => {
  const shops = await addGroup(ada, named('Shops'));
  await addGroup(ada, named('Europe'));
  const taken = { code: 'request/conflict', reason: { why: 'hasGroup' } };
  await expect(addGroup(ada, named('SHOPS'))).rejects.toMatchObject(taken);
  await expect(changeGroup(ada, shops, named('europe'))).rejects.toMatchObject(taken);
  await changeGroup(ada, shops, named('shops', 'spelt otherwise'));
  await removeGroup(ada, shops);
  await addGroup(ada, named('Shops'));
  expect((await audit()).slice(2)).toMatchObject([
    { action: 'group.update', subject: 'Shops', after: { name: 'shops' } },
    { action: 'group.remove', subject: 'shops', before: { note: 'spelt otherwise', domains: [] } },
    { action: 'group.create', subject: 'Shops' },
  ]);
  await expect(removeGroup(ada, shops)).rejects.toMatchObject({ code: 'request/not-found' });
});

test.each(['', '   ', 'x'.repeat(61), 'Sh\u200Bops', 'Sh\u202Eops', 'two\nlines'])(
  'a group is not called %j',
  (name) => {
    expect(groupName.safeParse({ name, note: '' }).success).toBe(false);
  },
);

test('nobody with limits, and no analyst, changes a group or parks a domain', async () => {
  const shops = await addGroup(ada, named('Shops'));
  const owner = mintViewer({ userId: 'u2', name: 'Eve', role: 'owner', domains: [1] });
  const analyst = mintViewer({ userId: 'u3', name: 'Ann', role: 'analyst', domains: 'all' });
  for (const viewer of [owner, analyst]) {
    for (const refused of [
      addGroup(viewer, named('Own')),
      changeGroup(viewer, shops, named('Own')),
      removeGroup(viewer, shops),
      putInGroup(viewer, shops, ['a.example']),
      takeFromGroup(viewer, shops, ['a.example']),
      setParked(viewer, ['a.example'], true),
      addDomains(viewer, ['d.example']),
    ]) {
      await expect(refused).rejects.toMatchObject({ code: 'auth/forbidden' });
    }
    expect(await managedDomains(viewer)).toEqual([]);
  }
});

test('who is limited sees groups that hold a domain of theirs, cut to these', async () => {
  const shops = await addGroup(ada, named('Shops'));
  const others = await addGroup(ada, named('Others'));
  await addGroup(ada, named('Empty'));
  await putInGroup(ada, shops, ['a.example', 'b.example']);
  await putInGroup(ada, others, ['b.example']);
  const domains = [ids.get('a.example') ?? 0];
  const bob = mintViewer({ userId: 'u4', name: 'Bob', role: 'viewer', domains });
  expect(await domainGroups(bob)).toEqual([
    { id: shops, name: 'Shops', note: null, domains: ['a.example'] },
  ]);
});

test('parking is told once, with when, and has sources judged again', async () => {
  await judgeAll();
  const judged = async () => {
    const { rows } = await pool().query<{ name: string }>(
      'SELECT DISTINCT name FROM judged_month JOIN domain ON id = domain_id ORDER BY name',
    );
    return rows.map(({ name }) => name);
  };
  expect(await judged()).toEqual(['a.example', 'b.example', 'c.example']);
  expect(await setParked(ada, ['a.example', 'b.example'], true)).toBe(2);
  expect(await setParked(ada, ['a.example'], true)).toBe(0);
  expect(await judged()).toEqual(['c.example']);
  expect((await managedDomains(ada)).map(({ parkedAt }) => parkedAt !== null)).toEqual([
    ...[true, true, false],
  ]);
  expect(await setParked(ada, ['a.example', 'b.example'], false)).toBe(2);
  expect(await audit()).toMatchObject([
    { action: 'domain.park', subject: 'a.example', before: { parked: false } },
    { action: 'domain.park', subject: 'b.example', after: { parked: true } },
    { action: 'domain.unpark', subject: 'a.example' },
    { action: 'domain.unpark', subject: 'b.example' },
  ]);
});

test('domains are known before a report names them, as DNS spells them', async () => {
  expect(await addDomains(ada, ['Parked.example.', 'bücher.example'])).toEqual([
    ...['parked.example', 'xn--bcher-kva.example'],
  ]);
  await expect(addDomains(ada, ['no domain'])).rejects.toMatchObject({ code: 'request/invalid' });
  const names = (await managedDomains(ada)).map(({ name }) => name);
  expect(names).toEqual(expect.arrayContaining(['parked.example', 'xn--bcher-kva.example']));
});
