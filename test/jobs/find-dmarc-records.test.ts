import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { disconnect } from '#lib/db/client';
import { closePool, pool } from '#lib/db/pool';
import { parseFilter } from '#lib/filter/filter';
import { mintViewer, SYSTEM_VIEWER } from '#lib/filter/viewer';
import { findDmarcRecords } from '#lib/jobs/find-dmarc-records';
import { policyHistory } from '#lib/queries/policy-history';
import { type DnsServer, startDns } from '#test/support/dns-server';
import { seedReport } from '#test/support/seed';

const NOW = new Date('2026-11-24T12:00:00Z');
const HOUR = 3600 * 1000;
const never = new AbortController().signal;
let before: DnsServer;
let after: DnsServer;
let silent: DnsServer;
let domainId: number;

beforeAll(async () => {
  before = await startDns({
    '_dmarc.example.com': ['v=DMARC1; p=none; rua=mailto:d@example.com', 'some other text'],
    '_dmarc.twice.example': ['v=DMARC1; p=none', 'v=DMARC1; p=reject'],
  });
  after = await startDns({ '_dmarc.example.com': ['v=DMARC1; p=reject'] });
  silent = await startDns({}, { silent: true });
  ({ domainId } = await seedReport({
    ...{ day: '2026-11-20', reporter: 'Early', policy: { p: 'none' } },
  }));
  await seedReport({ day: '2026-11-23', reporter: 'Early', policy: { p: 'reject' } });
  await seedReport({ day: '2026-11-23', reporter: 'Late', policy: { p: 'none' } });
  await seedReport({ domain: 'twice.example' });
  await seedReport({ domain: 'bare.example' });
  await seedReport({ domain: 'demo.example', isDemo: true });
});

beforeEach(async () => {
  for (const server of [before, after, silent]) server.asked.length = 0;
  await pool().query('TRUNCATE dmarc_record');
});

afterAll(async () => {
  for (const server of [before, after, silent]) await server.close();
  await disconnect();
  await closePool();
});

async function run(hours: number, dns = before, lookUps = true) {
  const now = new Date(NOW.getTime() + hours * HOUR);
  return await findDmarcRecords(now, never, { lookUps, servers: [dns.address], timeoutMs: 200 });
}

async function historyOf(domain: string, hours = 0) {
  const filter = parseFilter({ d: domain, from: '2026-11-01', to: '2026-11-24' });
  const now = new Date(NOW.getTime() + hours * HOUR);
  const [history] = await policyHistory(SYSTEM_VIEWER, filter, now);
  return history;
}

async function publishedOf(domain: string) {
  const history = await historyOf(domain);
  return history?.published.map(({ since, until, state, policy }) => ({
    ...{ state, policy },
    hours: [since, until].map((at) => (at.getTime() - NOW.getTime()) / HOUR),
  }));
}

test('keeps what stands in DNS, for each domain but the demo’s', async () => {
  expect(await run(0)).toEqual({
    good: true,
    text: '3 domains: 1 with a DMARC record, 1 without, 1 with several, 0 got no answer.',
    told: { what: 'dmarc', values: { total: 3, found: 1, none: 1, several: 1, failed: 0 } },
  });
  expect(await publishedOf('example.com')).toEqual([
    { state: 'found', policy: 'p=none', hours: [0, 0] },
  ]);
  expect(await publishedOf('twice.example')).toMatchObject([{ state: 'several', policy: null }]);
  expect(await publishedOf('bare.example')).toMatchObject([{ state: 'none', policy: null }]);
  expect(before.asked.toSorted()).toEqual([
    ...['TXT _dmarc.bare.example', 'TXT _dmarc.example.com', 'TXT _dmarc.twice.example'],
  ]);
});

test('the same answer lasts, another begins', async () => {
  await run(0);
  expect((await run(2)).text).toBe('Every DMARC record is known.');
  await run(4);
  await run(8, after);
  expect(await publishedOf('example.com')).toEqual([
    { state: 'found', policy: 'p=none', hours: [0, 4] },
    { state: 'found', policy: 'p=reject', hours: [8, 8] },
  ]);
});

test('silence says nothing, ever or since, and is asked again after an hour', async () => {
  await run(0, silent);
  expect(await publishedOf('example.com')).toEqual([]);
  silent.asked.length = 0;
  await run(0.5, silent);
  expect(silent.asked).toEqual([]);
  await run(2);
  await run(6, silent);
  await run(8);
  expect(await publishedOf('example.com')).toEqual([
    { state: 'found', policy: 'p=none', hours: [2, 8] },
  ]);
});

test('with look-ups off no question leaves the house', async () => {
  expect((await run(0, before, false)).text).toBe('Look-ups are off.');
  expect(before.asked).toEqual([]);
});

test('reporters whose newest report tells of another policy than DNS does are behind', async () => {
  await run(0, after);
  expect(await historyOf('example.com')).toMatchObject({
    reporters: 2,
    behind: [{ reporter: 'Late', day: '2026-11-23', tags: [{ tag: 'p', value: 'none' }] }],
  });
  // Of a period that is long over, nobody is.
  expect((await historyOf('example.com', 24 * 30))?.behind).toEqual([]);
});

test('the policy that receivers saw is told by steps, of the domains that one may see', async () => {
  const history = await historyOf('example.com');
  expect(history?.lanes.map(({ tag }) => tag)).toEqual(['p', 'sp', 'adkim', 'aspf']);
  expect(history?.seen).toMatchObject([{ from: '2026-11-20', to: '2026-11-23', policy: 'p=none' }]);
  const limited = mintViewer({ userId: 'u', name: 'U', role: 'viewer', domains: [domainId] });
  const filter = parseFilter({ from: '2026-11-01', to: '2026-11-24' });
  const told = await policyHistory(limited, filter, NOW);
  expect(told.map(({ domain }) => domain)).toEqual(['example.com']);
});
