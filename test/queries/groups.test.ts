import { afterAll, beforeAll, expect, test } from 'vitest';
import { db, disconnect } from '#lib/db/client';
import { closePool } from '#lib/db/pool';
import { within } from '#lib/db/wall';
import { parseFilter } from '#lib/filter/filter';
import { groupName } from '#lib/filter/group';
import { mintViewer, SYSTEM_VIEWER } from '#lib/filter/viewer';
import { isGroupUnknown } from '#lib/queries/asked-domains';
import { DATASETS, exportName } from '#lib/queries/datasets';
import { domainOverview } from '#lib/queries/domain-list';
import { nameScopeOf } from '#lib/queries/name-scope';
import { totals } from '#lib/queries/totals';
import { addGroup, putInGroup } from '#lib/store/domain-group';
import { setParked } from '#lib/store/parked-domain';
import { seedDomain, seedReport } from '#test/support/seed';

const now = new Date('2026-11-30T12:00:00Z');
const ids = new Map<string, number>();
let shops: number;

beforeAll(async () => {
  const counts = { 'a.example': 1, 'b.example': 20, 'c.example': 300 };
  for (const [domain, count] of Object.entries(counts)) {
    const seeded = await seedReport({
      ...{ domain, day: '2026-11-20', policy: { p: 'none' } },
      records: [{ count }],
    });
    ids.set(domain, seeded.domainId);
  }
  await seedDomain('quiet.example');
  shops = await addGroup(SYSTEM_VIEWER, groupName.parse({ name: 'Shops, EU', note: '' }));
  await putInGroup(SYSTEM_VIEWER, shops, ['a.example', 'b.example']);
  const others = await addGroup(SYSTEM_VIEWER, groupName.parse({ name: 'Others', note: '' }));
  await putInGroup(SYSTEM_VIEWER, others, ['c.example']);
  await addGroup(SYSTEM_VIEWER, groupName.parse({ name: 'Empty', note: '' }));
});

afterAll(async () => {
  await disconnect();
  await closePool();
});

const november = { from: '2026-11-01', to: '2026-11-30', cmp: 'none' };
const asked = (search: Record<string, string>) => parseFilter({ ...november, ...search });
const limitedTo = (...names: string[]) =>
  mintViewer({
    ...{ userId: 'u', name: 'Bob', role: 'viewer' as const },
    domains: names.map((name) => ids.get(name) ?? 0),
  });

test('a group means its domains, and nothing of others, with d those of both', async () => {
  const messages = async (search: Record<string, string>) =>
    (await totals(SYSTEM_VIEWER, asked(search), now)).messages;
  expect(await messages({})).toBe(321);
  expect(await messages({ group: 'Shops, EU' })).toBe(21);
  expect(await messages({ group: ' shops, eu' })).toBe(21);
  expect(await messages({ group: 'Shops, EU', d: 'a.example,c.example' })).toBe(1);
  expect(await messages({ group: 'Shops, EU', d: 'c.example' })).toBe(0);
  expect(await messages({ group: 'Empty' })).toBe(0);
});

test('a group that is not there is a mistake that names what is, never all domains', async () => {
  const filter = asked({ group: 'Shop' });
  const error = { code: 'request/not-found', reason: { why: 'noGroup' } };
  await expect(totals(SYSTEM_VIEWER, filter, now)).rejects.toMatchObject({
    ...error,
    detail: expect.stringContaining('/api/v1/groups'),
  });
  await expect(nameScopeOf(SYSTEM_VIEWER, filter)).rejects.toMatchObject(error);
  expect(await isGroupUnknown(SYSTEM_VIEWER, filter)).toBe(true);
  expect(await isGroupUnknown(SYSTEM_VIEWER, asked({ group: 'Empty' }))).toBe(false);
});

test('who is limited sees of a group what is theirs, and does not learn of others’ groups', async () => {
  const bob = limitedTo('b.example', 'c.example');
  const rows = await domainOverview(bob, asked({ group: 'Shops, EU' }), now);
  expect(rows.map(({ name }) => name)).toEqual(['b.example']);
  const eve = limitedTo('c.example');
  for (const group of ['Shops, EU', 'Empty', 'Nothing']) {
    await expect(totals(eve, asked({ group }), now)).rejects.toMatchObject({
      reason: { why: 'noGroup' },
    });
  }
});

test('the second wall shows rows of groups by the domains that they hold', async () => {
  const domains = [ids.get('a.example') ?? 0];
  const seen = await within(domains, async () => ({
    groups: (await db().domainGroup.findMany()).map(({ name }) => name),
    members: (await db().groupDomain.findMany()).map(({ domainId }) => domainId),
    rows: (await domainOverview(limitedTo('a.example'), asked({ group: 'Shops, EU' }), now)).length,
  }));
  expect(seen).toEqual({ groups: ['Shops, EU'], members: domains, rows: 1 });
});

test('TLS and failure reports are asked for by the names in a group', async () => {
  const { only } = await nameScopeOf(SYSTEM_VIEWER, asked({ group: 'Shops, EU' }));
  expect(only?.toSorted()).toEqual(['a.example', 'b.example']);
  const none = await nameScopeOf(SYSTEM_VIEWER, asked({ group: 'Empty' }));
  expect(none.only).toEqual([]);
});

test('a file is of the group, and is called after it', async () => {
  const filter = asked({ group: 'Shops, EU' });
  const domains = new Set<unknown>();
  const at = DATASETS.daily.columns.findIndex(({ name }) => name === 'domain');
  for await (const batch of DATASETS.daily.lines(SYSTEM_VIEWER, filter, now)) {
    for (const line of batch) domains.add(line[at]);
  }
  expect([...domains].toSorted()).toEqual(['a.example', 'b.example']);
  expect(exportName('daily', filter, 'csv', now)).toContain(
    'dmarc_daily_group-shops-eu_2026-11-01',
  );
});

test('a row says which groups it is in, and what a parked domain needs', async () => {
  await setParked(SYSTEM_VIEWER, ['a.example', 'quiet.example'], true);
  const rows = await domainOverview(SYSTEM_VIEWER, asked({}), now);
  expect(
    rows.map(({ name, parked, groups, attention }) => [name, parked, groups, attention]),
  ).toEqual([
    ['c.example', false, ['Others'], 'silent'],
    ['b.example', false, ['Shops, EU'], 'silent'],
    ['a.example', true, ['Shops, EU'], 'parked'],
    ['quiet.example', true, [], null],
  ]);
  await seedReport({
    domain: 'a.example',
    day: '2026-11-21',
    policy: { p: 'reject' },
    records: [],
  });
  const [rejecting] = await domainOverview(SYSTEM_VIEWER, asked({ d: 'a.example' }), now);
  expect(rejecting).toMatchObject({ parked: true, attention: null });
});
