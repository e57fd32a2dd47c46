import { afterAll, beforeEach, expect, test } from 'vitest';
import { disconnect } from '#lib/db/client';
import { closePool, pool } from '#lib/db/pool';
import { ingestBatch } from '#lib/ingest/ingest-batch';
import { createReader } from '#lib/ingest/reader-thread';
import { type VerifiedMonth, verifyRollup } from '#lib/jobs/verify-rollup';
import { forgetDictionary } from '#lib/store/dictionary';
import { clearAudit } from '#test/support/clear-audit';
import { judgeAll } from '#test/support/judge';
import { sampleMail } from '#test/support/sample-report';
import { seedReport } from '#test/support/seed';
import { runCli } from '#test/workers/run-cli';

// The roll-up behind every chart can be proven from the records, and made anew from them.

beforeEach(async () => {
  await pool().query(`TRUNCATE record, daily, daily_report, report, message, domain, reporter, dropped_month,
    source_sum, source_trait, source_verdict, summed_month, judged_month, changed_month,
    daily_class, daily_failure, first_seen,
    classed_month CASCADE`);
  await clearAudit();
  forgetDictionary();
});

afterAll(async () => {
  await closePool();
  await disconnect();
});

async function verify(how: Parameters<typeof verifyRollup>[0] = {}): Promise<VerifiedMonth[]> {
  const months: VerifiedMonth[] = [];
  for await (const month of verifyRollup(how)) months.push(month);
  return months;
}

async function differences(how?: Parameters<typeof verifyRollup>[0]) {
  return (await verify(how)).flatMap((month) => month.differences);
}

async function seedTwoMonths() {
  await seedReport({
    day: '2026-09-30',
    records: [{ count: 4 }, { count: 5, dkimAligned: false }],
  });
  await seedReport({ day: '2026-10-01', records: [{ count: 7 }] });
  await seedReport({ domain: 'example.org', day: '2026-10-01', records: [{ count: 2 }] });
}

test('what ingest and seed wrote agrees, each month of each domain once', async () => {
  await seedTwoMonths();
  const months = await verify();
  expect(months).toMatchObject([
    { month: '2026-09', domains: 1, differences: [] },
    { month: '2026-10', domains: 2, differences: [] },
  ]);
});

test.each([
  ['a wrong sum', 'UPDATE daily SET messages = messages + 1', 8],
  ['a wrong number of records', 'UPDATE daily SET records = records + 1', 7],
  ['a missing row', 'DELETE FROM daily', 0],
  ['a row too many', "UPDATE daily SET outcome = 'rejected'", 7],
])('names %s and mends it from the records', async (_, plant, rollupMessages) => {
  await seedTwoMonths();
  const before = await rollup();
  await pool().query(`${plant} WHERE day = '2026-10-01'
    AND domain_id = (SELECT id FROM domain WHERE name = 'example.com')`);
  expect(await differences()).toMatchObject([
    {
      domain: 'example.com',
      month: '2026-10',
      firstDay: '2026-10-01',
      recordMessages: 7,
      rollupMessages,
    },
  ]);
  expect(await differences({ domain: 'example.org' })).toEqual([]);
  expect(await differences({ repair: true })).toHaveLength(1);
  expect(await differences()).toEqual([]);
  expect(await rollup()).toEqual(before);
  const { rows } = await pool().query('SELECT action, subject FROM audit_log');
  expect(rows).toEqual([{ action: 'rollup.repair', subject: 'example.com 2026-10' }]);
});

test.each([
  ['a wrong sum', 'UPDATE daily_report SET messages = messages + 1', 8],
  ['a wrong number of reports', 'UPDATE daily_report SET reports = reports + 1', 7],
  ['a missing row', 'DELETE FROM daily_report', 0],
  ['a row too many', "UPDATE daily_report SET policy = 'p=odd'", 7],
])('names %s among whole reports and mends it from them', async (_, plant, rollupMessages) => {
  await seedTwoMonths();
  const before = await rollup('daily_report');
  await pool().query(`${plant} WHERE day = '2026-10-01'
    AND domain_id = (SELECT id FROM domain WHERE name = 'example.com')`);
  expect(await differences()).toMatchObject([
    { table: 'daily_report', month: '2026-10', recordMessages: 7, rollupMessages },
  ]);
  expect(await differences({ domain: 'example.org' })).toEqual([]);
  expect(await differences({ repair: true })).toHaveLength(1);
  expect(await differences()).toEqual([]);
  expect(await rollup('daily_report')).toEqual(before);
});

test.each([
  ['a wrong class', `UPDATE source_verdict SET class = 'own', candidate = false`],
  ['other words', `UPDATE source_verdict SET because = '[]'`],
  ['a missing verdict', 'DELETE FROM source_verdict'],
  ['one that was not made newer', `UPDATE source_verdict SET month = '2026-08-01'`],
])('names %s and judges those sources again', async (_, plant) => {
  await seedTwoMonths();
  await judgeAll();
  expect(await differences()).toEqual([]);
  const before = await rollup('source_verdict');
  await pool().query(`${plant} WHERE month = '2026-10-01'
    AND domain_id = (SELECT id FROM domain WHERE name = 'example.com')`);
  const found = { table: 'source_verdict', domain: 'example.com', month: '2026-10' };
  // What was added up by class follows it.
  const [first] = await differences();
  expect(first).toMatchObject({ ...found, rows: 1, sources: 1 });
  expect(await differences({ domain: 'example.org' })).toEqual([]);
  expect(await differences({ repair: true })).toHaveLength(1);
  expect(await differences()).toEqual([]);
  expect(await rollup('source_verdict')).toEqual(before);
  const { rows } = await pool().query('SELECT action, subject FROM audit_log');
  expect(rows).toEqual([{ action: 'rollup.repair', subject: 'example.com 2026-10' }]);
});

test('what is to be judged anew is no difference, and neither is an older month', async () => {
  await seedTwoMonths();
  await judgeAll();
  await pool().query(`UPDATE source_verdict SET because = '[]'`);
  await pool().query(`DELETE FROM judged_month WHERE month = '2026-10-01'`);
  expect(await differences()).toEqual([]);
});

test('a month whose records retention took away is no difference, and is not rebuilt', async () => {
  await seedTwoMonths();
  const before = await rollup();
  await pool().query(`INSERT INTO dropped_month (domain_id, month)
    SELECT id, '2026-10-01' FROM domain WHERE name = 'example.com'`);
  await pool().query(`DELETE FROM record WHERE day >= '2026-10-01'
    AND domain_id = (SELECT id FROM domain WHERE name = 'example.com')`);
  const months = await verify({ repair: true });
  expect(months).toMatchObject([
    { month: '2026-09', dropped: 0 },
    { month: '2026-10', domains: 2, dropped: 1, differences: [], repaired: 0 },
  ]);
  expect(await rollup()).toEqual(before);
});

test('rebuilds while reports of the same month come in, and loses none', async () => {
  const reader = createReader();
  const context = { origin: 'import', mailboxId: null, uidValidity: null, runId: null } as const;
  await ingestBatch(reader, [sampleMail({ reportId: 'first' })], context);
  let going = true;
  const importing = importAll();
  let rebuilt = 0;
  while (going) {
    // One row: of several it would lock them in another order than the batches do.
    await pool().query(`UPDATE daily SET messages = messages + 1
      WHERE day = (SELECT min(day) FROM daily WHERE day < '2026-11-01')`);
    for (const { repaired } of await verify({ repair: true })) rebuilt += repaired;
  }
  await importing;
  await reader.close();
  expect(rebuilt).toBeGreaterThan(2);
  expect(await differences()).toEqual([]);
  const { rows } = await pool().query('SELECT sum(messages)::int AS messages FROM daily');
  expect(rows).toEqual([{ messages: 10 + 40 * 50 }]);

  async function importAll() {
    for (let batch = 0; batch < 40; batch += 2) {
      await Promise.all([batch, batch + 1].map((number) => importBatch(number)));
    }
    going = false;
  }

  async function importBatch(batch: number) {
    // Days of their own: rows that the roll-up does not have yet are what a rebuild could miss.
    const mails = Array.from({ length: 5 }, (_, i) => {
      const day = `2026-10-${String(((batch * 5 + i) % 28) + 1).padStart(2, '0')}`;
      const [begin, end] = [`${day}T00:00Z`, `${day}T23:59:59Z`];
      return sampleMail({ reportId: `${batch}-${i}`, begin, end });
    });
    await ingestBatch(reader, mails, context);
  }
});

test('the command ends with 1 where something differs, with 0 once it is mended', async () => {
  await seedTwoMonths();
  await pool().query(`UPDATE daily SET messages = 9 WHERE day = '2026-10-01'`);
  const env = { DATABASE_URL: process.env['DATABASE_URL'] ?? '' };
  const found = await runCli(['verify'], { env });
  expect(found).toMatchObject({ code: 1, err: '' });
  expect(found.out).toContain(
    'example.com 2026-10: 1 row from 1 Oct 2026 on; records 7, roll-up 9',
  );
  expect(found.out).toContain('ruascope verify --repair');
  expect(await runCli(['verify', '--repair'], { env })).toMatchObject({ code: 0 });
  const again = await runCli(['verify', '--json'], { env });
  expect(again.code).toBe(0);
  expect(JSON.parse(again.out)).toEqual({
    ...{ months: 3, dropped: 0, differences: 0, repaired: 0 },
    audit: { links: 0, broken: null, head: '0'.repeat(64) },
  });
  expect((await runCli(['verify', '--domain', 'nobody.example'], { env })).code).toBe(1);
});

async function rollup(table: 'daily' | 'daily_report' | 'source_verdict' = 'daily') {
  const { rows } = await pool().query<{ line: string }>(
    `SELECT r::text AS line FROM ${table} AS r ORDER BY 1`,
  );
  return rows;
}
