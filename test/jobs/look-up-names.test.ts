import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { disconnect } from '#lib/db/client';
import { closePool, pool } from '#lib/db/pool';
import { parseFilter } from '#lib/filter/filter';
import { SYSTEM_VIEWER } from '#lib/filter/viewer';
import { lookUpNames } from '#lib/jobs/look-up-names';
import { diagnosedList } from '#lib/queries/diagnosed-records';
import { diagnoses } from '#lib/queries/diagnoses';
import { type DnsServer, startDns } from '#test/support/dns-server';
import { type SeedRecord, seedReport } from '#test/support/seed';

const NOW = new Date('2026-11-24T12:00:00Z');
const HOUR = 3600 * 1000;
const never = new AbortController().signal;
const november = parseFilter({ from: '2026-11-01', to: '2026-11-30' });
let server: DnsServer;
let silent: DnsServer;

beforeAll(async () => {
  server = await startDns({
    'real.example.com': { A: ['192.0.2.1'] },
    'mail-only.example.com': ['a text and no address'],
  });
  silent = await startDns({}, { silent: true });
  const failed = (headerFrom: string, count = 1): SeedRecord => ({
    ...{ headerFrom, count, dkimAligned: false, spfAligned: false, outcome: 'delivered' },
  });
  await seedReport({
    records: [
      ...[failed('real.example.com'), failed('mail-only.example.com'), failed('nx.example.com', 7)],
      ...[failed('example.com'), failed('other.example'), { headerFrom: 'fine.example.com' }],
    ],
  });
  await seedReport({
    begin: '2026-11-01T00:00:00Z',
    end: '2026-11-03T00:00:00Z',
    spread: true,
    records: [{ day: '2026-11-02', ...failed('late.example.com') }],
  });
  await seedReport({ domain: 'demo.example', isDemo: true, records: [failed('a.demo.example')] });
});

beforeEach(async () => {
  server.asked.length = 0;
  await pool().query("TRUNCATE from_domain; DELETE FROM setting WHERE key = 'from-domains'");
});

afterAll(async () => {
  await server.close();
  await silent.close();
  await disconnect();
  await closePool();
});

async function run(hours: number, dns = server, lookUps = true) {
  const now = new Date(NOW.getTime() + hours * HOUR);
  return await lookUpNames(now, never, { lookUps, servers: [dns.address], timeoutMs: 100 });
}

async function known() {
  const { rows } = await pool().query('SELECT name, exists FROM from_domain ORDER BY name');
  return Object.fromEntries(rows.map((row) => [row.name, row.exists]));
}

test('asks for the subdomains that mail failed from, and for no others', async () => {
  expect(await run(0)).toEqual({
    good: true,
    text: '4 From domains: 2 exist, 2 do not, 0 got no answer.',
    told: { what: 'names', values: { total: 4, known: 2, made: 2, silent: 0 } },
  });
  expect(await known()).toEqual({
    'late.example.com': false,
    'mail-only.example.com': true,
    'nx.example.com': false,
    'real.example.com': true,
  });
});

test('that there is no such name is asked again the next day, an answer after a week', async () => {
  await run(0);
  server.asked.length = 0;
  expect((await run(23)).text).toBe('Every From domain is known.');
  await run(25);
  expect(server.asked).toEqual(['A late.example.com', 'A nx.example.com']);
});

test('silence is no answer, and what was known outlives it', async () => {
  await run(0, silent);
  expect((await known())['nx.example.com']).toBeNull();
  await run(1);
  expect((await known())['nx.example.com']).toBe(false);
  await run(26, silent);
  expect((await known())['nx.example.com']).toBe(false);
});

test('with look-ups off no question leaves the house', async () => {
  expect((await run(0, server, false)).text).toBe('Look-ups are off.');
  expect(server.asked).toEqual([]);
});

test('a name that does not exist is diagnosed on pages and in files, one nobody asked for is not', async () => {
  const codes = async () => {
    const { cards } = await diagnoses(SYSTEM_VIEWER, november);
    const { rows } = await diagnosedList(SYSTEM_VIEWER, november);
    const told = rows.filter(({ diagnosis }) => diagnosis.includes('SUBDOMAIN_NX'));
    const card = cards.find(({ code }) => code === 'SUBDOMAIN_NX');
    return [card?.messages ?? 0, told.map(({ headerFrom }) => headerFrom)];
  };
  expect(await codes()).toEqual([0, []]);
  await run(0);
  expect(await codes()).toEqual([8, ['late.example.com', 'nx.example.com']]);
});
