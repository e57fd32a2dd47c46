import fc from 'fast-check';
import { afterAll, afterEach, beforeEach, expect, test } from 'vitest';
import { disconnect } from '#lib/db/client';
import { closePool, pool } from '#lib/db/pool';
import { parseFilter } from '#lib/filter/filter';
import { mintViewer, SYSTEM_VIEWER, type Viewer } from '#lib/filter/viewer';
import { ingestBatch } from '#lib/ingest/ingest-batch';
import { createReader } from '#lib/ingest/reader-thread';
import { applyRetention } from '#lib/jobs/retention';
import { verifyRollup } from '#lib/jobs/verify-rollup';
import { domainOverview } from '#lib/queries/domain-list';
import { policyChanges } from '#lib/queries/policy-changes';
import { totals } from '#lib/queries/totals';
import { volumeByDay } from '#lib/queries/volume-by-day';
import { volumeByDomain } from '#lib/queries/volume-by-domain';
import { removeDemo } from '#lib/store/demo';
import { forgetDictionary } from '#lib/store/dictionary';
import { retentionSettings, setRetention } from '#lib/store/retention-settings';
import { judgeAll } from '#test/support/judge';
import { expectRollupsAgree } from '#test/support/rollups';
import { type Sample, sampleMail } from '#test/support/sample-report';
import { type SeedReport, seedReport } from '#test/support/seed';

// Sums of months, and of all domains, are made now and then; what is told is at every moment what the
// roll-ups of days say.

const NOW = new Date('2026-11-30T12:00:00Z');
const context = { origin: 'import', mailboxId: null, uidValidity: null, runId: null } as const;
const reader = createReader();

beforeEach(async () => {
  await pool().query(`TRUNCATE record, daily, daily_report, report, message, domain, reporter, setting,
    dropped_month, source_sum, source_trait, summed_month, changed_month, monthly, monthly_policy,
    daily_of_all, daily_report_of_all, daily_class, monthly_class, daily_failure, classed_month, source_verdict, judged_month CASCADE`);
  forgetDictionary();
});

afterEach(expectRollupsAgree);

afterAll(async () => {
  await reader.close();
  await closePool();
  await disconnect();
});

const FILTERS = [
  { from: '2026-09-01', to: '2026-11-30' },
  { from: '2026-09-10', to: '2026-11-12' },
  { from: '2026-10-05', to: '2026-10-20' },
  { from: '2026-09-10', to: '2026-11-30', d: 'example.com,example.net' },
  { from: '2026-09-03', to: '2026-11-30', res: '!passed' },
  { from: '2026-09-01', to: '2026-11-29', disp: 'reject,quarantine' },
  { from: '2026-09-01', to: '2026-11-30', ip: '192.0.2.0/24' },
] as const;

type Search = { from: string; to: string; d?: string; res?: string; disp?: string; ip?: string };

/** Holds what is told of every filter against plain SQL over what the days hold. */
async function expectTold(viewer: Viewer = SYSTEM_VIEWER, domains: string[] | null = null) {
  for (const search of FILTERS) {
    const filter = parseFilter({ ...search, compare: 'none' });
    const days = await volumeByDay(viewer, filter, NOW);
    const told = days.map(({ day, total, passed }) => [day, total, passed]);
    const plain = await plainDays(search, domains);
    expect(
      told.filter(([, total]) => total),
      JSON.stringify(search),
    ).toEqual(plain.days);
    const all = await totals(viewer, filter, NOW);
    expect([all.messages, all.passed, all.domains]).toEqual(plain.totals);
    await expectDomains(viewer, search, domains);
    if ('res' in search || 'disp' in search || 'ip' in search) continue;
    expect([all.reports, all.reporters]).toEqual(await plainReports(search, domains));
  }
}

async function expectDomains(viewer: Viewer, search: Search, domains: string[] | null) {
  const filter = parseFilter(search);
  const plain = await plainDomains(search, domains);
  const rows = await domainOverview(viewer, filter, NOW);
  const told = rows.map(({ name, messages, passed }) => [name, messages, passed]);
  expect(
    told.filter(([, messages]) => messages),
    JSON.stringify(search),
  ).toEqual(plain);
  const volumes = await volumeByDomain(viewer, filter, { limit: 2, now: NOW });
  expect(
    volumes.rows.map(({ name, messages, passed }) => [name, messages, passed]).toSorted(),
  ).toEqual(plain.slice(0, 2).toSorted());
  expect(volumes.domains).toBe(plain.length);
  expect(volumes.messages).toBe(plain.reduce((sum, row) => sum + Number(row[1]), 0));
  if ('ip' in search) return;
  const changes = await policyChanges(viewer, filter, NOW);
  expect(changes).toEqual(await withoutSums(() => policyChanges(viewer, filter, NOW)));
}

/** What is told while no month counts as added up. */
async function withoutSums<T>(ask: () => Promise<T>): Promise<T> {
  const { rows } = await pool().query<{ id: string }>(
    `INSERT INTO changed_month (domain_id, month) SELECT domain_id, month FROM summed_month RETURNING id`,
  );
  const told = await ask();
  await pool().query('DELETE FROM changed_month WHERE id = ANY($1::bigint[])', [
    rows.map(({ id }) => id),
  ]);
  return told;
}

const IN_SCOPE = `domain_id IN (SELECT id FROM domain WHERE NOT is_demo
  AND ($1::text IS NULL OR name = ANY(string_to_array($1, ',')))
  AND ($2::text[] IS NULL OR name = ANY($2))) AND day BETWEEN $3 AND $4`;

const KINDS = `AND ($5::boolean IS FALSE OR outcome <> 'passed')
  AND ($6::text IS NULL OR disposition::text = ANY(string_to_array($6, ',')))`;

async function plainDays({ from, to, d, res, disp, ip }: Search, domains: string[] | null) {
  // Of what retention took only the days are left, and no address is told of it.
  const source = ip ? 'record' : 'daily';
  const count = ip ? 'count' : 'messages';
  const where = `${IN_SCOPE} ${KINDS} ${ip ? `AND source_ip <<= '${ip}'` : ''}`;
  const values = [d ?? null, domains, from, to, res !== undefined, disp ?? null];
  const sums = `sum(${count})::float8,
    coalesce(sum(${count}) FILTER (WHERE outcome = 'passed'), 0)::float8`;
  const { rows: days } = await pool().query<unknown[]>({
    rowMode: 'array',
    text: `SELECT day::text, ${sums} FROM ${source} WHERE ${where} GROUP BY 1
      HAVING sum(${count}) > 0 ORDER BY 1`,
    values,
  });
  const { rows } = await pool().query<unknown[]>({
    rowMode: 'array',
    text: `SELECT coalesce(sum(${count}), 0)::float8,
      coalesce(sum(${count}) FILTER (WHERE outcome = 'passed'), 0)::float8,
      count(DISTINCT domain_id)::int FROM ${source} WHERE ${where}`,
    values,
  });
  return { days, totals: rows[0] };
}

async function plainDomains(search: Search, domains: string[] | null) {
  const { from, to, d, res, disp, ip } = search;
  const [source, count] = ip ? ['record', 'count'] : ['daily', 'messages'];
  const { rows } = await pool().query<unknown[]>({
    rowMode: 'array',
    text: `SELECT name, sum(${count})::float8,
        coalesce(sum(${count}) FILTER (WHERE outcome = 'passed'), 0)::float8
      FROM ${source} JOIN domain ON domain.id = domain_id
      WHERE ${IN_SCOPE} ${KINDS} ${ip ? `AND source_ip <<= '${ip}'` : ''}
      GROUP BY 1 HAVING sum(${count}) > 0 ORDER BY 2 DESC, 1`,
    values: [d ?? null, domains, from, to, res !== undefined, disp ?? null],
  });
  return rows;
}

async function plainReports({ from, to, d }: Search, domains: string[] | null) {
  const { rows } = await pool().query<unknown[]>({
    rowMode: 'array',
    text: `SELECT coalesce(sum(reports), 0)::int, count(DISTINCT reporter_id)::int
      FROM daily_report WHERE ${IN_SCOPE}`,
    values: [d ?? null, domains, from, to],
  });
  return rows[0];
}

function anyReport(): fc.Arbitrary<SeedReport> {
  return fc.record({
    domain: fc.constantFrom('example.com', 'example.net', 'example.org'),
    reporter: fc.constantFrom('One', 'Two', 'Three'),
    day: fc
      .nat({ max: 90 })
      .map((n) => new Date(Date.UTC(2026, 8, 1 + n)).toISOString().slice(0, 10)),
    policy: fc.record({ p: fc.constantFrom('none', 'reject') }),
    records: fc.array(
      fc.record({
        count: fc.constantFrom(0, 1, 7, 1_000_000),
        ip: fc.constantFrom('192.0.2.1', '192.0.2.200', '198.51.100.7', '2001:db8::1', null),
        outcome: fc.constantFrom('passed', 'delivered', 'quarantined', 'rejected', 'overridden'),
        disposition: fc.constantFrom('none', 'quarantine', 'reject'),
        dkimAligned: fc.boolean(),
        spfAligned: fc.boolean(),
      }),
      { maxLength: 5 },
    ),
  });
}

async function seedMany(seed: number) {
  for (const report of fc.sample(anyReport(), { seed, numRuns: 40 })) await seedReport(report);
}

async function deliver(...samples: Sample[]) {
  await ingestBatch(
    reader,
    samples.map((sample) => sampleMail(sample)),
    context,
  );
}

test('before the job, after it, after more mail, and after the job again', async () => {
  for (const seed of [1, 2, 3]) {
    await seedMany(seed);
    await expectTold();
    await judgeAll();
    await expectTold();
  }
});

test.each(['daily_of_all', 'daily_report_of_all'])(
  'what was added up in %s is what is told of all domains, until one of them changes',
  async (table) => {
    await seedMany(4);
    await judgeAll();
    const ask = async (d = '') => {
      const filter = parseFilter({ from: '2026-09-10', to: '2026-11-12', compare: 'none', d });
      const { messages, reports } = await totals(SYSTEM_VIEWER, filter, NOW);
      return { messages, reports };
    };
    const [all, one] = [await ask(), await ask('example.com,example.net')];
    await pool().query(`DELETE FROM ${table}`);
    expect(await ask()).not.toEqual(all);
    expect(await ask('example.com,example.net')).toEqual(one);
    await pool().query(`INSERT INTO changed_month (domain_id, month)
      SELECT min(domain_id), month FROM summed_month WHERE domain_id > 0 GROUP BY month`);
    expect(await ask()).toEqual(all);
    await judgeAll();
    expect(await ask()).toEqual(all);
  },
);

test('a viewer of some domains, and one of each that there is', async () => {
  await seedMany(5);
  await judgeAll();
  const { rows } = await pool().query<{ id: number; name: string }>('SELECT id, name FROM domain');
  const some = rows.filter(({ name }) => name !== 'example.org');
  for (const seen of [some, rows]) {
    const domains = seen.map(({ id }) => id);
    const viewer = mintViewer({ userId: 'v', name: 'V', role: 'viewer', domains });
    await expectTold(
      viewer,
      seen.map(({ name }) => name),
    );
  }
});

test('the demo is in no sum of all, and goes without a trace', async () => {
  await seedMany(6);
  await seedReport({
    domain: 'demo.example',
    isDemo: true,
    day: '2026-10-05',
    records: [{ count: 9 }],
  });
  await judgeAll();
  await expectTold();
  await removeDemo(SYSTEM_VIEWER);
  await expectTold();
  const { rows } = await pool().query('SELECT DISTINCT domain_id FROM monthly');
  expect(rows).toHaveLength(3);
});

async function reportsTold() {
  const filter = parseFilter({ from: '2026-09-01', to: '2026-11-30', compare: 'none' });
  return (await totals(SYSTEM_VIEWER, filter, NOW)).reports;
}

test('a report without a record is counted at once', async () => {
  await seedMany(7);
  await judgeAll();
  const told = await reportsTold();
  await deliver({
    reportId: 'empty',
    begin: '2026-10-07T00:00Z',
    end: '2026-10-07T23:59:59Z',
    records: [],
  });
  expect(await reportsTold()).toBe(told + 1);
  await expectTold();
  await judgeAll();
  await expectTold();
});

test.each([
  ['all of it', { recordDays: 40 }],
  ['one domain’s part', { domainDays: { 'example.com': 40 } }],
])('after retention has taken a month away: %s', async (_, settings) => {
  await seedMany(8);
  await judgeAll();
  await setRetention(SYSTEM_VIEWER, retentionSettings.parse(settings));
  await applyRetention(NOW, new AbortController().signal);
  await expectTold();
  await deliver({ reportId: 'late', begin: '2026-09-07T00:00Z', end: '2026-09-07T23:59:59Z' });
  await expectTold();
  await judgeAll();
  await expectTold();
});

test('two jobs at once, while mail comes in', async () => {
  await seedMany(9);
  const mail = async (from: number) => {
    for (let n = from; n < from + 10; n += 1) await deliver({ reportId: `n${n}` });
  };
  await Promise.all([mail(0), mail(10), judgeAll(), judgeAll()]);
  await expectTold();
  await judgeAll();
  await expectTold();
});

test.each([
  ['monthly', 'records'],
  ['monthly_class', 'messages'],
  ['monthly_policy', 'messages'],
  ['daily_of_all', 'messages'],
  ['daily_report_of_all', 'reports'],
])('verify names a sum of %s that is wrong, and mends it', async (table, column) => {
  await seedMany(10);
  await judgeAll();
  await pool().query(
    `UPDATE ${table} SET ${column} = ${column} + 1 WHERE ctid = (SELECT min(ctid) FROM ${table})`,
  );
  const found = [];
  for await (const { differences, repaired } of verifyRollup({ repair: true })) {
    found.push(...differences.map((difference) => [difference.table, difference.rows, repaired]));
  }
  expect(found).toEqual([[table, 1, 1]]);
});
