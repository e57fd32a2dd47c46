import { afterAll, afterEach, expect, test } from 'vitest';
import { disconnect } from '#lib/db/client';
import { closePool, pool } from '#lib/db/pool';
import { parseFilter } from '#lib/filter/filter';
import { SYSTEM_VIEWER } from '#lib/filter/viewer';
import { ingestDemo } from '#lib/ingest/ingest-demo';
import { createReader } from '#lib/ingest/reader-thread';
import { classifiedSources } from '#lib/queries/classified-sources';
import { SOURCE_CLASSES } from '#lib/source/source-class';
import { removeDemo } from '#lib/store/demo';
import { setParked } from '#lib/store/parked-domain';
import { judgeAll } from '#test/support/judge';
import { expectRollupsAgree } from '#test/support/rollups';

afterEach(expectRollupsAgree);

afterAll(async () => {
  await disconnect();
  await closePool();
});

async function rows() {
  const { rows: found } = await pool().query(
    `SELECT (SELECT count(*)::int FROM report) AS reports,
       (SELECT count(*)::int FROM tls_report WHERE counted) AS tls,
       (SELECT count(*)::int FROM tls_failure) AS "tlsFailures",
       (SELECT count(*)::int FROM failure_report WHERE counted) AS failures,
       (SELECT count(*)::int FROM quarantine) AS quarantined`,
  );
  return found[0];
}

test('the domain of the demo that sends no mail is parked, until a person says otherwise', async () => {
  const reader = createReader();
  const load = () =>
    ingestDemo(reader, { now: new Date('2026-11-25T12:00:00Z'), days: 1, seed: 1 });
  const parked = async () => {
    const { rows: found } = await pool().query(
      `SELECT name FROM domain WHERE is_demo AND parked_at IS NOT NULL`,
    );
    return found.map(({ name }) => name);
  };
  await load();
  expect(await parked()).toEqual(['oldtidewater.example']);
  await setParked(SYSTEM_VIEWER, ['oldtidewater.example'], false);
  await load();
  expect(await parked()).toEqual([]);
  await reader.close();
  await removeDemo(SYSTEM_VIEWER);
  await load();
  expect(await parked()).toEqual(['oldtidewater.example']);
  await removeDemo(SYSTEM_VIEWER);
});

test('the demo brings reports of all three kinds, and takes them all away again', async () => {
  const reader = createReader();
  await ingestDemo(reader, { now: new Date('2026-11-25T12:00:00Z'), days: 15, seed: 1 });
  await reader.close();
  const filled = await rows();
  expect(filled).toMatchObject({ failures: 11, quarantined: 0 });
  expect(filled.reports).toBeGreaterThan(300);
  expect(filled.tls).toBeGreaterThan(30);
  expect(filled.tlsFailures).toBeGreaterThan(0);
  await judgeAll();
  const filter = parseFilter({ from: '2026-11-01', to: '2026-11-30' });
  const { sources } = await classifiedSources(SYSTEM_VIEWER, filter);
  const shown = new Set(sources.map(({ verdict }) => verdict.class));
  expect([...shown].toSorted()).toEqual([...SOURCE_CLASSES].toSorted());
  const known = Object.fromEntries(
    sources.map(({ domain, ip, verdict }) => [`${domain} ${ip}`, verdict.class]),
  );
  expect(known).toMatchObject({
    'tidewater.example 192.0.2.10': 'own',
    'tidewater.example 198.51.100.32': 'approved',
    'tidewater.example 203.0.113.16': 'approved',
    'tidewater.example 203.0.113.60': 'misconfigured',
    'tidewater.example 192.0.2.77': 'misconfigured',
    'tidewater.example 203.0.113.130': 'forwarder',
    'tidewater.example 203.0.113.140': 'forwarder',
    'tidewater.example 203.0.113.150': 'forwarder',
    'tidewater.example 203.0.113.192': 'not-mine',
    'oldtidewater.example 203.0.113.193': 'spoof',
  });
  await removeDemo(SYSTEM_VIEWER);
  const { rows: left } = await pool().query('SELECT FROM source WHERE lookup IS NOT NULL');
  expect(left).toEqual([]);
  const nothing = { reports: 0, tls: 0, tlsFailures: 0, failures: 0, quarantined: 0 };
  expect(await rows()).toEqual(nothing);
});
