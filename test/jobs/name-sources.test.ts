import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { disconnect } from '#lib/db/client';
import { closePool, pool } from '#lib/db/pool';
import { nameSources } from '#lib/jobs/name-sources';
import { reverseName } from '#lib/net/reverse-dns';
import { type DnsServer, startDns } from '#test/support/dns-server';

const NOW = new Date('2026-11-24T12:00:00Z');
const HOUR = 3600 * 1000;
const never = new AbortController().signal;
let server: DnsServer;
let silent: DnsServer;

beforeAll(async () => {
  server = await startDns({
    [reverseName('11.0.0.1')]: { PTR: ['mail.sender.example'] },
    'mail.sender.example': { A: ['11.0.0.1'] },
  });
  silent = await startDns({}, { silent: true });
});

beforeEach(async () => {
  server.asked.length = 0;
  await pool().query('TRUNCATE source');
  await pool().query(`INSERT INTO source (ip) VALUES ('11.0.0.1'), ('11.0.0.2'), ('10.0.0.1')`);
});

afterAll(async () => {
  await server.close();
  await silent.close();
  await closePool();
  await disconnect();
});

async function run(hours: number, dns = server, lookUps = true) {
  const now = new Date(NOW.getTime() + hours * HOUR);
  return await nameSources(now, never, { lookUps, servers: [dns.address], timeoutMs: 100 });
}

async function facts() {
  const { rows } = await pool().query(
    'SELECT host(ip) AS ip, ptr, ptr_confirmed, country, lookup FROM source ORDER BY ip DESC',
  );
  return rows.map((row) => [row.ip, row.ptr, row.ptr_confirmed, row.country, row.lookup]);
}

test('names every source, and says what came of it', async () => {
  expect(await run(0)).toEqual({
    good: true,
    text: '3 sources: 1 have a name, 1 have none, 0 got no answer.',
    told: { what: 'sources', values: { total: 3, found: 1, none: 1, failed: 0 } },
  });
  expect(await facts()).toEqual([
    ['11.0.0.2', null, null, 'US', 'none'],
    ['11.0.0.1', 'mail.sender.example', true, 'US', 'found'],
    ['10.0.0.1', null, null, null, 'skipped'],
  ]);
});

test('knows the network of an address, and that a private one has none', async () => {
  await pool().query("INSERT INTO source (ip) VALUES ('1.0.0.1')");
  await run(0, server, false);
  const { rows } = await pool().query(
    "SELECT asn, as_name FROM source WHERE ip IN ('1.0.0.1', '10.0.0.1') ORDER BY ip",
  );
  expect(rows).toEqual([
    { asn: 13335, as_name: 'Cloudflare, Inc.' },
    { asn: null, as_name: null },
  ]);
});

test('an answer holds for seven days, and that there is none for one', async () => {
  await run(0);
  server.asked.length = 0;
  expect((await run(23)).text).toBe('Every source is known.');
  expect(server.asked).toEqual([]);
  await run(25);
  expect(server.asked).toEqual([`PTR ${reverseName('11.0.0.2')}`]);
  server.asked.length = 0;
  await run(7 * 24 + 1);
  expect(server.asked).toContain(`PTR ${reverseName('11.0.0.1')}`);
});

test('where DNS is silent the countries are known, and names are asked for within the hour', async () => {
  await run(0, silent);
  expect((await facts())[1]).toEqual(['11.0.0.1', null, null, 'US', 'failed']);
  await run(1);
  expect((await facts())[1]).toEqual(['11.0.0.1', 'mail.sender.example', true, 'US', 'found']);
});

test('a name that was known outlives a silence', async () => {
  await run(0);
  await run(8 * 24, silent);
  expect((await facts())[1]).toEqual(['11.0.0.1', 'mail.sender.example', true, 'US', 'failed']);
});

test('after ten silences nobody is asked again, and the job says so', async () => {
  await pool().query(
    `INSERT INTO source (ip) SELECT '12.0.0.0'::inet + n FROM generate_series(1, 300) n`,
  );
  silent.asked.length = 0;
  const outcome = await run(0, silent);
  expect(outcome).toMatchObject({ good: false });
  expect(outcome.text).toContain('DNS does not answer');
  expect(silent.asked.length).toBeLessThan(30);
});

test('with look-ups off no question leaves the house', async () => {
  expect((await run(0, server, false)).text).toBe(
    '3 sources: countries and networks only, look-ups are off.',
  );
  expect(server.asked).toEqual([]);
  expect((await facts())[1]).toEqual(['11.0.0.1', null, null, 'US', 'skipped']);
});
