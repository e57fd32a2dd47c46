import fc from 'fast-check';
import { afterAll, afterEach, beforeEach, expect, test } from 'vitest';
import { disconnect } from '#lib/db/client';
import { closePool, pool } from '#lib/db/pool';
import { parseFilter } from '#lib/filter/filter';
import { mintViewer, SYSTEM_VIEWER, type Viewer } from '#lib/filter/viewer';
import { applyRetention } from '#lib/jobs/retention';
import { verifyRollup } from '#lib/jobs/verify-rollup';
import { overrideReasons } from '#lib/queries/override-reasons';
import { overrides } from '#lib/queries/override-sums';
import { reporterTable } from '#lib/queries/reporter-table';
import { requestedSums } from '#lib/queries/requested-sums';
import { subdomainList } from '#lib/queries/subdomain-list';
import { retentionSettings, setRetention } from '#lib/store/retention-settings';
import { judgeAll } from '#test/support/judge';
import { type SeedReport, seedReport } from '#test/support/seed';

// What was asked of receivers, why they did less, and in which names mail came is divided by day now and
// then; what is told is at every moment what the records say.

const NOW = new Date('2026-11-30T12:00:00Z');

const FILTERS = [
  { from: '2026-09-01', to: '2026-11-30' },
  { from: '2026-09-10', to: '2026-11-12' },
  { from: '2026-10-05', to: '2026-10-20', d: 'example.com' },
  { from: '2026-09-10', to: '2026-11-30', d: 'example.com,example.net' },
  { from: '2026-09-01', to: '2026-11-30', res: '!passed' },
  { from: '2026-09-01', to: '2026-11-30', ip: '192.0.2.0/24' },
];

beforeEach(async () => {
  await pool().query(`TRUNCATE record, daily, daily_report, report, domain, reporter, setting, source,
    dropped_month, source_sum, source_trait, summed_month, changed_month, source_verdict, judged_month,
    source_label, daily_class, classed_month, daily_conduct, daily_excuse, daily_name CASCADE`);
});

afterEach(async () => {
  for await (const { differences } of verifyRollup({})) expect(differences).toEqual([]);
});

afterAll(async () => {
  await disconnect();
  await closePool();
});

async function told(viewer: Viewer = SYSTEM_VIEWER) {
  const answers = [];
  for (const search of FILTERS) {
    const filter = parseFilter(search);
    const { rows } = await reporterTable(viewer, filter, NOW);
    answers.push(
      await requestedSums(viewer, filter, NOW),
      await overrides(viewer, filter, NOW),
      await overrideReasons(viewer, filter, NOW),
      rows.map(({ name, overrides: less, inconsistent, dialects }) => {
        return { name, less, inconsistent, dialects };
      }),
      await subdomainList(viewer, filter, { limit: 100, now: NOW }),
    );
  }
  return answers;
}

/** What is told now, and what would be told if nothing had been divided. */
async function expectAsRecordsSay(viewer?: Viewer) {
  const now = await told(viewer);
  const held = await pool().query(
    'UPDATE summed_month SET divided = false WHERE divided RETURNING *',
  );
  expect(now).toEqual(await told(viewer));
  for (const { domain_id, month } of held.rows) {
    await pool().query(
      'UPDATE summed_month SET divided = true WHERE domain_id = $1 AND month = $2',
      [domain_id, month],
    );
  }
}

async function undivided() {
  const { rows } = await pool().query(
    'SELECT count(*)::int AS months FROM summed_month WHERE domain_id <> 0 AND NOT divided',
  );
  return rows[0]?.months;
}

const REASONS: { type: string; comment: string | null }[] = [
  { type: 'local_policy', comment: 'arc=pass' },
  { type: 'local_policy', comment: null },
  { type: 'sampled_out', comment: null },
  { type: 'mailing_list', comment: 'x' },
];

function anyReport(): fc.Arbitrary<SeedReport> {
  return fc.record({
    domain: fc.constantFrom('example.com', 'example.net', 'example.org'),
    reporter: fc.constantFrom('One', 'Two', 'Three'),
    dialect: fc.constantFrom('rfc7489', 'rfc9990'),
    policy: fc.record({ pct: fc.constantFrom('100', '30', '07', '0', '00', 'all') }),
    day: fc
      .nat({ max: 85 })
      .map((n) => new Date(Date.UTC(2026, 8, 1 + n)).toISOString().slice(0, 10)),
    records: fc.array(
      fc.record({
        count: fc.constantFrom(0, 1, 7, 1_000_000),
        ip: fc.constantFrom('192.0.2.1', '192.0.2.200', '198.51.100.7', '2001:db8::1', null),
        outcome: fc.constantFrom('passed', 'delivered', 'quarantined', 'rejected', 'overridden'),
        disposition: fc.constantFrom('none', 'pass', 'quarantine', 'reject', 'other'),
        requested: fc.constantFrom('none', 'quarantine', 'reject'),
        headerFrom: fc.constantFrom('example.com', 'shop.example.com', 'made-up.example.com', ''),
        inconsistent: fc.boolean(),
        dkimAligned: fc.boolean(),
        spfAligned: fc.boolean(),
        reasons: fc.option(fc.subarray(REASONS), { nil: null }),
      }),
      { maxLength: 5 },
    ),
  });
}

async function seedMany(seed: number) {
  for (const report of fc.sample(anyReport(), { seed, numRuns: 40 })) await seedReport(report);
}

test('before the job, after it, after more mail, and after the job again', async () => {
  for (const seed of [1, 2, 3]) {
    await seedMany(seed);
    await expectAsRecordsSay();
    await judgeAll();
    expect(await undivided()).toBe(0);
    await expectAsRecordsSay();
  }
});

test('what was divided is what is told, and nothing else', async () => {
  await seedMany(4);
  await judgeAll();
  for (const table of ['daily_conduct', 'daily_excuse', 'daily_name']) {
    const before = await told();
    await pool().query(`UPDATE ${table} SET messages = messages + 1`);
    expect(await told(), table).not.toEqual(before);
    await pool().query(`UPDATE ${table} SET messages = messages - 1`);
    expect(await told()).toEqual(before);
  }
});

test('the figures are those of plain SQL over the records', async () => {
  await seedMany(5);
  await judgeAll();
  const filter = parseFilter({ from: '2026-09-10', to: '2026-11-20' });
  const { rows } = await pool().query(`
    SELECT header_from AS name, sum(count)::float8 AS messages FROM record JOIN domain AS d
      ON d.id = domain_id WHERE day BETWEEN '2026-09-10' AND '2026-11-20' GROUP BY 1, d.name`);
  const list = await subdomainList(SYSTEM_VIEWER, filter, { limit: 100, now: NOW });
  const pairs = (some: { name: string; messages: number }[]) =>
    some.map(({ name, messages }) => `${name} ${messages}`).toSorted();
  expect(pairs(list.rows)).toEqual(pairs(rows));
  const plain = await pool().query(`
    SELECT coalesce(sum(count), 0)::float8 AS messages FROM record
    WHERE day BETWEEN '2026-09-10' AND '2026-11-20' AND outcome <> 'passed' AND reasons <> '[]'
      AND (requested = 'reject' AND disposition <> 'reject'
        OR requested = 'quarantine' AND disposition NOT IN ('quarantine', 'reject'))`);
  expect((await overrides(SYSTEM_VIEWER, filter, NOW)).messages).toBe(plain.rows[0]?.messages);
});

test('a viewer of some domains', async () => {
  await seedMany(6);
  const { domainId } = await seedReport({ domain: 'example.net', day: '2026-11-01', records: [] });
  await judgeAll();
  const one = { userId: 'v', name: 'V', role: 'viewer', domains: [domainId] } as const;
  await expectAsRecordsSay(mintViewer(one));
});

test('months that were added up before days were divided are divided without adding up', async () => {
  await seedMany(7);
  await judgeAll();
  const before = await told();
  const sums = await pool().query(
    'SELECT domain_id, month, summed_at FROM summed_month ORDER BY 1, 2',
  );
  await pool().query('UPDATE summed_month SET divided = false');
  await pool().query('TRUNCATE daily_conduct, daily_excuse, daily_name');
  await Promise.all([judgeAll(), judgeAll()]);
  expect(await undivided()).toBe(0);
  expect(await told()).toEqual(before);
  const after = await pool().query(
    'SELECT domain_id, month, summed_at FROM summed_month ORDER BY 1, 2',
  );
  expect(after.rows).toEqual(sums.rows);
});

test('after retention has taken a month away, nothing of its sources is left', async () => {
  await seedMany(8);
  await judgeAll();
  await setRetention(SYSTEM_VIEWER, retentionSettings.parse({ recordDays: 60 }));
  await applyRetention(NOW, new AbortController().signal);
  expect((await pool().query('SELECT FROM dropped_month')).rowCount).toBeGreaterThan(0);
  for (const table of ['daily_conduct', 'daily_excuse', 'daily_name']) {
    const { rowCount } = await pool().query(`SELECT FROM ${table} WHERE day < '2026-10-01'`);
    expect(rowCount, table).toBe(0);
  }
  await expectAsRecordsSay();
  await judgeAll();
  await expectAsRecordsSay();
});

test('verify names what is divided wrongly, and mends it', async () => {
  await seedMany(9);
  await judgeAll();
  for (const table of ['daily_conduct', 'daily_excuse', 'daily_name']) {
    await pool().query(
      `UPDATE ${table} SET messages = messages + 1 WHERE ctid = (SELECT min(ctid) FROM ${table})`,
    );
    const found = [];
    for await (const { differences, repaired } of verifyRollup({ repair: true })) {
      found.push(...differences.map((difference) => [difference.table, difference.rows, repaired]));
    }
    expect(found).toEqual([[table, 1, 1]]);
  }
});
