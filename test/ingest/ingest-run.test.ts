import { afterAll, afterEach, beforeEach, expect, test } from 'vitest';
import { disconnect } from '#lib/db/client';
import { closePool, pool } from '#lib/db/pool';
import type { Incoming } from '#lib/ingest/incoming';
import { batchesOf, ingestRun } from '#lib/ingest/ingest-run';
import { createReader } from '#lib/ingest/reader-thread';
import { forgetDictionary } from '#lib/store/dictionary';
import { expectRollupsAgree } from '#test/support/rollups';
import { sampleMail } from '#test/support/sample-report';

const reader = createReader({ dnsServers: ['127.0.0.1:9'] });
const plan = { origin: 'import', label: 'test', total: null } as const;
/** Of a batch: so that mails with numbers up to three times it go into three batches. */
const BATCH = 200;

beforeEach(async () => {
  await pool().query('TRUNCATE record, daily, report, message, domain, reporter, run CASCADE');
  forgetDictionary();
});

afterEach(expectRollupsAgree);

afterAll(async () => {
  await reader.close();
  await closePool();
  await disconnect();
});

test('of a report in two batches, the first counts, though the second is begun meanwhile', async () => {
  const seen: string[] = [];
  const mails = [...numbered(0, 2 * BATCH), ...numbered(BATCH, BATCH)];
  const counts = await ingestRun(reader, mails, plan, (_, outcomes) => {
    seen.push(...outcomes.flatMap(({ items }) => items.map(({ outcome }) => outcome)));
  });
  expect(counts).toMatchObject({ done: 3 * BATCH, stored: 2 * BATCH, duplicates: BATCH });
  expect(seen.lastIndexOf('stored')).toBeLessThan(seen.indexOf('duplicate'));
});

test('a batch that fails takes the one begun after it along, and nothing of both is stored', async () => {
  await pool().query(`
    CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS
      $$ BEGIN RAISE EXCEPTION 'away' USING ERRCODE = '57P01'; END $$;
    CREATE TRIGGER refuse BEFORE INSERT ON report FOR EACH ROW
      WHEN (NEW.report_id = '${BATCH}') EXECUTE FUNCTION refuse()`);
  try {
    await expect(ingestRun(reader, numbered(0, 3 * BATCH), plan)).rejects.toThrow('away');
  } finally {
    await pool().query('DROP FUNCTION refuse CASCADE');
  }
  expect(await asked('SELECT count(*)::int AS n FROM report')).toEqual([{ n: BATCH }]);
  expect(
    await asked(`SELECT attempts, count(*)::int AS n FROM message
                 WHERE state = 'claimed' GROUP BY attempts`),
  ).toEqual([{ attempts: 0, n: 2 * BATCH }]);
});

test('a large mail ends its batch, and is stored while the next one is read', async () => {
  const sizes = [1000, 300_000, 1000, 1000, 300_000, 300_000, 1000];
  const mails = sizes.map((size) => ({ ...sampleMail({}), size }));
  const lengths: number[] = [];
  for await (const batch of batchesOf(mails)) lengths.push(batch.length);
  expect(lengths).toEqual([2, 3, 1, 1]);
});

test('what was begun is stored before a run ends for want of mails', async () => {
  await expect(ingestRun(reader, breaking(), plan)).rejects.toThrow('the disk is gone');
  expect(await asked('SELECT count(*)::int AS n FROM report')).toEqual([{ n: 2 * BATCH }]);
  expect(await asked('SELECT error FROM run')).toEqual([{ error: 'the disk is gone' }]);
});

function numbered(first: number, count: number): Incoming[] {
  return Array.from({ length: count }, (_, n) => sampleMail({ reportId: `${first + n}` }));
}

function* breaking() {
  yield* numbered(0, 2 * BATCH);
  throw new Error('the disk is gone');
}

async function asked(query: string) {
  return (await pool().query(query)).rows;
}
