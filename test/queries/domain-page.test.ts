import { afterAll, beforeAll, expect, test } from 'vitest';
import { disconnect } from '#lib/db/client';
import { closePool, pool } from '#lib/db/pool';
import { parseFilter } from '#lib/filter/filter';
import { mintViewer, SYSTEM_VIEWER } from '#lib/filter/viewer';
import { busiestDays } from '#lib/queries/busiest-days';
import { firstSeen } from '#lib/queries/first-seen';
import { subdomainList } from '#lib/queries/subdomain-list';
import { seedReport } from '#test/support/seed';

const now = new Date('2026-11-24T12:00:00Z');
const filter = parseFilter({ d: 'example.com', range: '30d' });
const nobody = mintViewer({ userId: 'x', name: 'x', role: 'viewer', domains: [] });
const failed = { dkimAligned: false, spfAligned: false, outcome: 'delivered' } as const;

beforeAll(async () => {
  await seedReport({
    day: '2026-11-10',
    reporter: 'google.com',
    records: [
      { count: 6_000, ip: '192.0.2.1' },
      { count: 20, ip: '192.0.2.1', headerFrom: 'shop.example.com' },
      { count: 5, ip: '198.51.100.9', headerFrom: 'made-up.example.com', ...failed },
      { count: 2, ip: '198.51.100.9', headerFrom: 'own.example.com', ...failed },
    ],
  });
  await seedReport({
    day: '2026-09-01',
    reporter: 'Google.com',
    records: [{ count: 9_000, ip: '192.0.2.1' }],
  });
  await seedReport({ day: '2026-11-12', reporter: 'Yahoo', records: [{ count: 40 }] });
  await seedReport({ day: '2026-11-12', reporter: 'Enterprise Outlook', records: [{ count: 7 }] });
  await seedReport({ day: '2026-11-12', reporter: 'Goggle', records: [{ count: 99 }] });
  await seedReport({ domain: 'own.example.com', day: '2026-11-12' });
  await pool().query(
    "INSERT INTO from_domain (name, exists) VALUES ('made-up.example.com', false), ('shop.example.com', true)",
  );
});

afterAll(async () => {
  await disconnect();
  await closePool();
});

test('the names of a domain are told with what DNS and other records know of them', async () => {
  const { rows, names } = await subdomainList(SYSTEM_VIEWER, filter, { limit: 3, now });
  expect(names).toBe(4);
  expect(
    rows.map(({ name, exists, messages, failed }) => [name, exists, messages, failed]),
  ).toEqual([
    ['example.com', true, 6_146, 0],
    ['shop.example.com', true, 20, 0],
    ['made-up.example.com', false, 5, 5],
  ]);
  const all = await subdomainList(SYSTEM_VIEWER, filter, { now });
  expect(all.rows.at(-1)).toMatchObject({
    name: 'own.example.com',
    exists: null,
    hasOwnRecord: true,
  });
  expect(all.rows[1]?.hasOwnRecord).toBe(false);
  expect((await subdomainList(nobody, filter, { now })).rows).toEqual([]);
});

test('a provider’s busiest day is of the period, whatever it calls itself', async () => {
  expect(await busiestDays(SYSTEM_VIEWER, filter, now)).toEqual([
    { provider: 'google', day: '2026-11-10', messages: 6_027 },
    { provider: 'microsoft', day: '2026-11-12', messages: 7 },
    { provider: 'yahoo', day: '2026-11-12', messages: 40 },
  ]);
  expect(await busiestDays(nobody, filter, now)).toEqual([]);
});

test('M17: an address is first seen as far back as records are kept', async () => {
  const domains = ['example.com', 'other.example'];
  expect(await firstSeen(SYSTEM_VIEWER, '192.0.2.1', domains)).toEqual([
    { domain: 'example.com', firstDay: '2026-09-01', lastDay: '2026-11-12' },
  ]);
  expect(await firstSeen(nobody, '192.0.2.1', domains)).toEqual([]);
});
