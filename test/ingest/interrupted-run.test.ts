import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { databaseUrl, disconnect } from '#lib/db/client';
import { closePool, pool } from '#lib/db/pool';
import type { Incoming } from '#lib/ingest/incoming';
import { ingestRun } from '#lib/ingest/ingest-run';
import { createReader } from '#lib/ingest/reader-thread';
import { endInterruptedRuns } from '#lib/store/interrupted-runs';
import { sampleMail } from '#test/support/sample-report';
import { tempFolder } from '#test/support/temp-folder';
import { runCli } from '#test/workers/run-cli';
import { keepHeartbeat } from '#workers/heartbeat';

// An import is a process of its own, which a person or the machine may kill.

const folder = tempFolder('interrupted');
/** Two and a half batches. */
const MAILS = 500;
const BATCH = 200;

beforeEach(async () => {
  await pool().query('TRUNCATE record, daily, report, message, domain, reporter, run CASCADE');
});

afterAll(async () => {
  rmSync(folder, { recursive: true });
  await closePool();
  await disconnect();
});

test('a worker ends the import whose process was killed, and counts what it had stored', async () => {
  const mails = join(folder, 'mails');
  mkdirSync(mails);
  for (let at = 0; at < MAILS; at += 1) {
    const { raw } = mailOf(at);
    if (raw) writeFileSync(join(mails, `${String(at).padStart(4, '0')}.eml`), raw);
  }
  const env = { DATABASE_URL: databaseUrl(), CHECK_SENDERS: 'off' };
  // After the second batch's COMMIT and before anybody counts it.
  const killed = await runCli(['import', mails], { env: { ...env, FAULT: 'after-commit:2:kill' } });
  expect(killed.code).toBeNull();
  expect(await theRun()).toMatchObject({ ended: false, stored: BATCH });

  await age(50);
  await heartbeatOnce();
  expect(await theRun()).toMatchObject({ ended: false });
  await age(70);
  await heartbeatOnce();
  const { ended, error, ...counts } = await theRun();
  expect([ended, error]).toEqual([true, expect.stringMatching(/^It was interrupted\. /)]);
  const sums = await pool().query(
    'SELECT count(*)::int AS stored, sum(record_count)::int AS records, sum(message_count)::int AS messages FROM report',
  );
  expect(counts).toMatchObject({ done: 2 * BATCH, ...sums.rows[0] });
  expect(counts.stored).toBe(2 * BATCH);

  const again = await runCli(['import', mails, '--json'], { env });
  const reports = { stored: MAILS - 2 * BATCH, duplicate: 2 * BATCH };
  expect(JSON.parse(again.out)).toMatchObject({ reports });
}, 120_000);

test('an import that only waits is left alone, whoever looks', async () => {
  const reader = createReader();
  const waiting = Promise.withResolvers<void>();
  async function* slowly(): AsyncGenerator<Incoming> {
    yield mailOf(1);
    await waiting.promise;
    yield mailOf(2);
  }
  const run = ingestRun(reader, slowly(), { origin: 'import', label: 'slow', total: 2 });
  await expect.poll(theRun).toBeDefined();
  await age(50);
  await sleep(12_000);
  await endInterruptedRuns();
  expect(await theRun()).toMatchObject({ ended: false });
  waiting.resolve();
  expect(await run).toMatchObject({ done: 2, stored: 2 });
  expect(await theRun()).toMatchObject({ ended: true, error: null, stored: 2 });
  await reader.close();
});

async function heartbeatOnce() {
  const stop = new AbortController();
  const beating = keepHeartbeat(stop.signal);
  await sleep(500);
  stop.abort();
  await beating;
}

async function theRun() {
  const { rows } = await pool().query(
    `SELECT ended_at IS NOT NULL AS ended, error, done, stored, records::int, messages::int FROM run`,
  );
  return rows[0];
}

async function age(seconds: number) {
  await pool().query(
    'UPDATE run SET updated_at = now() - make_interval(secs => $1) WHERE ended_at IS NULL',
    [seconds],
  );
}

function mailOf(at: number) {
  return sampleMail({ reportId: `interrupted-${at}` });
}
