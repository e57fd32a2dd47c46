import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { disconnect } from '#lib/db/client';
import { closePool, pool } from '#lib/db/pool';
import { parseFilter } from '#lib/filter/filter';
import { mintViewer, SYSTEM_VIEWER, type Viewer } from '#lib/filter/viewer';
import { findSpfRanges } from '#lib/jobs/find-spf-ranges';
import { classifiedSources } from '#lib/queries/classified-sources';
import { diagnoses } from '#lib/queries/diagnoses';
import { spfCoverage } from '#lib/queries/spf-coverage';
import { spfOfAddress } from '#lib/queries/spf-of-address';
import { MOST_SPF_NAMES, noteSpfNames } from '#lib/store/spf-names';
import { type DnsServer, startDns } from '#test/support/dns-server';
import { judgeAll } from '#test/support/judge';
import { seedReport } from '#test/support/seed';

const NOW = new Date('2026-11-24T12:00:00Z');
const HOUR = 3600 * 1000;
const never = new AbortController().signal;
let server: DnsServer;
let silent: DnsServer;
let ids: Record<string, number>;

beforeAll(async () => {
  server = await startDns({
    'example.com': ['v=spf1 ip4:192.0.2.0/25 include:_spf.esp.example -all'],
    'news.example.com': ['v=spf1 ip4:198.51.100.64/28 -all'],
    '_spf.esp.example': ['v=spf1 ip4:198.51.100.0/28 ip6:2001:db8::/32 -all'],
    'macro.example': ['v=spf1 ip4:192.0.2.1 exists:%{i}.macro.example -all'],
    'broken.example': ['v=spf1 include:nowhere.example -all'],
  });
  silent = await startDns({}, { silent: true });
  const domains = ['example.com', 'macro.example', 'broken.example', 'bare.example'];
  ids = {};
  for (const domain of domains) ids[domain] = (await seedReport({ domain })).domainId;
  await seedReport({ domain: 'demo.example', isDemo: true });
  const failed = {
    dkimAligned: false,
    spfAligned: false,
    outcome: 'delivered',
    count: 50,
  } as const;
  await seedReport({
    records: [
      { ip: '198.51.100.3', dkim: [], spf: [], ...failed },
      { ip: '203.0.113.9', dkim: [], spf: [], ...failed },
      { ip: '198.51.100.70', dkim: [], spf: [checked('news.example.com', 'softfail')], ...failed },
      { ip: '198.51.100.90', dkim: [], spf: [checked('news.example.com', 'softfail')], ...failed },
      { ip: '192.0.2.80', dkim: [], spf: [checked('news.example.com', 'softfail')], ...failed },
      { ip: '203.0.113.10', dkim: [], spf: [checked('made-up.example.com', 'none')], ...failed },
      { ip: '203.0.113.11', dkim: [], spf: [checked('others.example', 'fail')], ...failed },
    ],
  });
});

beforeEach(async () => {
  server.asked.length = 0;
  await pool().query('TRUNCATE spf_ranges, judged_month');
});

afterAll(async () => {
  await server.close();
  await silent.close();
  await disconnect();
  await closePool();
});

function checked(domain: string, result: string) {
  return { domain, scope: 'mfrom', result };
}

async function run(hours: number, dns = server, lookUps = true) {
  const now = new Date(NOW.getTime() + hours * HOUR);
  return await findSpfRanges(now, never, { lookUps, servers: [dns.address], timeoutMs: 200 });
}

async function covered(domain: string, ip: string) {
  const of = await spfCoverage(Object.values(ids));
  return of(ids[domain] ?? 0, domain, ip);
}

test('says of an address whether a record lets it send, and which include does', async () => {
  expect(await covered('example.com', '192.0.2.7')).toMatchObject({ covered: null });
  expect(await run(0)).toEqual({
    good: true,
    text: '4 names: 2 with an SPF record, 1 without, 1 with one in error, 0 got no answer.',
    told: { what: 'spf', values: { total: 4, found: 2, none: 1, permerror: 1, failed: 0 } },
  });
  expect(await covered('example.com', '192.0.2.7')).toEqual({
    ...{ covered: true, block: '192.0.2.0/25', via: null },
  });
  expect(await covered('example.com', '198.51.100.15')).toEqual({
    ...{ covered: true, block: '198.51.100.0/28', via: '_spf.esp.example' },
  });
  expect(await covered('example.com', '2001:db8:9::1')).toMatchObject({ covered: true });
  expect(await covered('example.com', '192.0.2.128')).toMatchObject({ covered: false });
  expect(await covered('example.com', '2001:db9::1')).toMatchObject({ covered: false });
});

test('where only a mail decides, or the record is in error, nobody is known to be outside', async () => {
  await run(0);
  expect(await covered('macro.example', '192.0.2.1')).toMatchObject({ covered: true });
  expect(await covered('macro.example', '192.0.2.2')).toMatchObject({ covered: null });
  expect(await covered('broken.example', '192.0.2.2')).toMatchObject({ covered: null });
  expect(await covered('bare.example', '192.0.2.2')).toMatchObject({ covered: false });
});

test('the demo’s domains are asked about nowhere', async () => {
  await run(0);
  expect(server.asked.filter((question) => question.includes('demo.example'))).toEqual([]);
});

test('a record holds for a day, and one that is missing or wrong for six hours', async () => {
  await run(0);
  server.asked.length = 0;
  expect((await run(5)).text).toBe('Every SPF record is known.');
  await run(7);
  expect(server.asked.toSorted()).toEqual([
    ...['TXT bare.example', 'TXT broken.example', 'TXT nowhere.example'],
  ]);
  server.asked.length = 0;
  await run(25);
  expect(server.asked).toContain('TXT example.com');
});

test('silence takes nothing away, and is asked again after an hour', async () => {
  await run(0);
  await run(25, silent);
  expect(await covered('example.com', '192.0.2.7')).toMatchObject({ covered: true });
  server.asked.length = 0;
  await run(27);
  expect(server.asked).toContain('TXT example.com');
});

test('with look-ups off no question leaves the house', async () => {
  expect((await run(0, server, false)).text).toBe('Look-ups are off.');
  expect(server.asked).toEqual([]);
});

test('a page says what each record says, of the domains that one may see', async () => {
  const ask = async (ip: string, viewer: Viewer = SYSTEM_VIEWER) => {
    const told = await spfOfAddress(viewer, parseFilter({}), ip, Object.keys(ids));
    return told.map(({ domain, says }) => [domain, says]);
  };
  expect(new Set((await ask('192.0.2.2')).map(([, says]) => says))).toEqual(new Set(['unread']));
  await run(0);
  expect(await ask('192.0.2.2')).toEqual([
    ['example.com', 'covered'],
    ['macro.example', 'undecided'],
    ['broken.example', 'in-error'],
    ['bare.example', 'no-record'],
  ]);
  const domains = [ids['example.com'] ?? 0];
  const limited = mintViewer({ userId: null, name: 'Ada', role: 'viewer', domains });
  expect(await ask('192.0.2.200', limited)).toEqual([['example.com', 'outside']]);
});

test('rule 7: who stands in the record and fails all the same is probably set up wrongly', async () => {
  const november = parseFilter({ from: '2026-11-01', to: '2026-11-30', d: 'example.com' });
  const classOf = async (ip: string) => {
    await judgeAll();
    const { sources } = await classifiedSources(SYSTEM_VIEWER, november, NOW);
    const verdict = sources.find((source) => source.ip === ip)?.verdict;
    return [verdict?.class, verdict?.rule];
  };
  expect(await classOf('198.51.100.3')).not.toEqual(['misconfigured', 7]);
  await run(0);
  expect(await classOf('198.51.100.3')).toEqual(['misconfigured', 7]);
  expect(await classOf('203.0.113.9')).not.toEqual(['misconfigured', 7]);
});

const november = parseFilter({ from: '2026-11-01', to: '2026-11-30', d: 'example.com' });

async function verdictOf(ip: string) {
  await judgeAll();
  const { sources } = await classifiedSources(SYSTEM_VIEWER, november, NOW);
  return sources.find((source) => source.ip === ip)?.verdict;
}

test('rule 7 asks the record of the name that SPF was checked for, and then the domain’s', async () => {
  await judgeAll();
  await run(0);
  const [own, ...others] = await Promise.all(
    ['198.51.100.70', '198.51.100.90', '203.0.113.10'].map(verdictOf),
  );
  expect(own).toMatchObject({ class: 'misconfigured', rule: 7 });
  expect(own?.because[0]).toMatchObject({ values: { domain: 'news.example.com', asked: 'yes' } });
  expect(others.map((verdict) => verdict?.rule)).not.toContain(7);
  // The domain's record names it, and the one that receivers asked does not.
  const elsewhere = await verdictOf('192.0.2.80');
  expect(elsewhere).toMatchObject({ class: 'misconfigured', rule: 7 });
  expect(elsewhere?.because[0]).toMatchObject({ values: { domain: 'example.com', asked: 'no' } });
});

test('only names of the organisation are asked about, at which a receiver found a record', async () => {
  await judgeAll();
  await run(0);
  expect(server.asked).toContain('TXT news.example.com');
  for (const name of ['made-up.example.com', 'others.example']) {
    expect(server.asked).not.toContain(`TXT ${name}`);
  }
});

test('of a domain the names with most mail of the newest month are asked about, and no more', async () => {
  const domainId = ids['example.com'] ?? 0;
  const names = Array.from({ length: MOST_SPF_NAMES + 5 }, (_, at) => ({
    ...{ name: `n${at}.example.com`, messages: 1000 - at },
  }));
  const known = async () => {
    const { rows } = await pool().query('SELECT name FROM spf_ranges WHERE month IS NOT NULL');
    return rows.map(({ name }) => name);
  };
  await noteSpfNames({ domainId, month: '2026-11' }, names);
  expect((await known()).toSorted()).toEqual(
    names
      .slice(0, MOST_SPF_NAMES)
      .map(({ name }) => name)
      .toSorted(),
  );
  await noteSpfNames({ domainId, month: '2026-10' }, [
    { name: 'old.example.com', messages: 9_999 },
  ]);
  expect(await known()).not.toContain('old.example.com');
  await noteSpfNames({ domainId, month: '2026-12' }, [{ name: 'new.example.com', messages: 1 }]);
  expect(await known()).toContain('new.example.com');
  expect(await known()).not.toContain(`n${MOST_SPF_NAMES - 1}.example.com`);
});

test('a page tells of another name’s record where it lets the address send', async () => {
  await judgeAll();
  await run(0);
  const told = await spfOfAddress(SYSTEM_VIEWER, november, '198.51.100.70', ['example.com']);
  expect(told).toEqual([
    { domain: 'example.com', says: 'outside', block: null, via: null },
    { domain: 'news.example.com', says: 'covered', block: '198.51.100.64/28', via: null },
  ]);
});

test('a diagnosis knows what that record says by now', async () => {
  await judgeAll();
  await run(0);
  const nowOf = async (ip: string) => {
    const { cards } = await diagnoses(SYSTEM_VIEWER, { ...november, ip }, { now: NOW });
    return cards.find(({ code }) => code === 'SPF_NOT_LISTED')?.values['now'];
  };
  expect(await nowOf('198.51.100.70')).toBe('yes');
  expect(await nowOf('198.51.100.90')).toBe('no');
});
