import { afterAll, expect, test } from 'vitest';
import { disconnect } from '#lib/db/client';
import { closePool, pool } from '#lib/db/pool';
import { SYSTEM_VIEWER } from '#lib/filter/viewer';
import { ingestDemo } from '#lib/ingest/ingest-demo';
import { createReader } from '#lib/ingest/reader-thread';
import { removeDemo } from '#lib/store/demo';

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

test('the demo brings reports of all three kinds, and takes them all away again', async () => {
  const reader = createReader();
  await ingestDemo(reader, { now: new Date('2026-11-25T12:00:00Z'), days: 15, seed: 1 });
  await reader.close();
  const filled = await rows();
  expect(filled).toMatchObject({ failures: 11, quarantined: 0 });
  expect(filled.reports).toBeGreaterThan(300);
  expect(filled.tls).toBeGreaterThan(30);
  expect(filled.tlsFailures).toBeGreaterThan(0);
  await removeDemo(SYSTEM_VIEWER);
  const nothing = { reports: 0, tls: 0, tlsFailures: 0, failures: 0, quarantined: 0 };
  expect(await rows()).toEqual(nothing);
});
