import fc from 'fast-check';
import { afterAll, afterEach, beforeEach, expect, test } from 'vitest';
import { disconnect } from '#lib/db/client';
import { closePool, pool } from '#lib/db/pool';
import { parseFilter } from '#lib/filter/filter';
import { mintViewer, SYSTEM_VIEWER, type Viewer } from '#lib/filter/viewer';
import { ingestBatch } from '#lib/ingest/ingest-batch';
import { createReader } from '#lib/ingest/reader-thread';
import { recount } from '#lib/ingest/recount';
import { reparseReports } from '#lib/ingest/reparse';
import { applyRetention } from '#lib/jobs/retention';
import { sumSources } from '#lib/jobs/sum-sources';
import { verifyRollup } from '#lib/jobs/verify-rollup';
import { newSources } from '#lib/queries/new-sources';
import { sourceCount } from '#lib/queries/source-count';
import { sourceDetail } from '#lib/queries/source-detail';
import { topSources } from '#lib/queries/top-sources';
import { setCountedVerdicts } from '#lib/store/counted-verdicts';
import { removeDemo } from '#lib/store/demo';
import { forgetDictionary } from '#lib/store/dictionary';
import { retentionSettings, setRetention } from '#lib/store/retention-settings';
import { sumUpMonth } from '#lib/store/source-sum';
import { clearAudit } from '#test/support/clear-audit';
import { expectRollupsAgree } from '#test/support/rollups';
import { type Sample, sampleMail } from '#test/support/sample-report';
import { type SeedReport, seedReport } from '#test/support/seed';

// Sums of sources are made now and then; what is told is at every moment what the records say.

const SEED = 20_261_124;
const NEVER = new AbortController().signal;
const context = { origin: 'import', mailboxId: null, uidValidity: null, runId: null } as const;
const reader = createReader();

beforeEach(async () => {
  await pool().query(`TRUNCATE record, daily, daily_report, report, message, domain, reporter, setting,
    dropped_month, source_sum, source_trait, first_seen, summed_month, changed_month CASCADE`);
  await clearAudit();
  forgetDictionary();
});

afterEach(expectRollupsAgree);

afterAll(async () => {
  await reader.close();
  await closePool();
  await disconnect();
});

const SIGNED = ['example.com', 'esp.example', 'lists.example'].map((domain) => ({
  ...{ domain, selector: 's1', result: 'pass' },
}));

const FILTERS = [
  { from: '2026-09-01', to: '2026-11-30' },
  { from: '2026-09-10', to: '2026-11-12' },
  { from: '2026-10-01', to: '2026-10-31' },
  { from: '2026-10-05', to: '2026-10-20' },
  { from: '2026-10-20', to: '2026-11-30' },
  { from: '2026-09-01', to: '2026-11-30', d: 'example.com' },
  { from: '2026-09-10', to: '2026-10-31', d: 'example.com,example.net' },
  { from: '2026-09-01', to: '2026-11-30', ip: '192.0.2.0/24' },
  { from: '2026-09-10', to: '2026-11-30', ip: '192.0.2.1' },
  { from: '2026-09-01', to: '2026-11-12', d: 'example.com', ip: '0.0.0.0/0' },
  { from: '2026-09-01', to: '2026-11-30', res: 'passed' },
];

/** Asks every filter, in every order, and holds the answers against plain SQL over `record`. */
async function expectTold(viewer: Viewer = SYSTEM_VIEWER, domains: string[] | null = null) {
  for (const search of FILTERS) {
    const told: Record<string, unknown[]> = {};
    for (const sort of ['-messages', 'compliance', '-failed', 'last', 'first', 'ip']) {
      const { rows, total } = await topSources(viewer, parseFilter({ ...search, sort }));
      told[sort] = rows.map(({ ip, messages, passed, firstDay, lastDay }) => [
        ...[ip, messages, passed, firstDay, lastDay],
      ]);
      expect(rows.filter(({ ip }) => ip !== null)).toHaveLength(total.sources);
    }
    const plain = await plainSources(search, domains);
    expect(
      new Set(Object.values(told).map((rows) => JSON.stringify(rows.toSorted(byText)))).size,
    ).toBe(1);
    expect(told['ip']?.toSorted(byText), JSON.stringify(search)).toEqual(plain.toSorted(byText));
    expect(told['-messages']?.map((row) => [row].flat()[1])).toEqual(
      plain.map((row) => Number(row[1])).toSorted((a, b) => b - a),
    );
    for (const [ip, ...figures] of plain.filter(([address]) => address !== null)) {
      const one = await sourceDetail(viewer, parseFilter(search), `${ip}`);
      expect([one.messages, one.passed, one.firstDay, one.lastDay]).toEqual(figures);
    }
    expect(await sourceCount(viewer, parseFilter(search))).toBe(
      plain.filter(([ip]) => ip !== null).length,
    );
    const { rows } = await newSources(viewer, parseFilter(search), { limit: 100 });
    const fresh = rows.map(({ domain, ip, messages, passed, firstDay, lastDay }) => [
      ...[domain, ip, messages, passed, firstDay, lastDay],
    ]);
    expect(fresh.toSorted(byText), JSON.stringify(search)).toEqual(
      (await plainNewSources(search, domains)).toSorted(byText),
    );
  }
}

function byText(a: unknown, b: unknown) {
  return JSON.stringify(a) < JSON.stringify(b) ? -1 : 1;
}

type Search = { from: string; to: string; d?: string; ip?: string; res?: string };

async function plainSources({ from, to, d, ip, res }: Search, domains: string[] | null) {
  const { rows } = await pool().query<unknown[]>({
    rowMode: 'array',
    text: `SELECT host(source_ip), sum(count)::float8,
        coalesce(sum(count) FILTER (WHERE outcome = 'passed'), 0)::float8,
        min(day)::text, max(day)::text
      FROM record JOIN domain ON domain.id = domain_id
      WHERE NOT is_demo AND day BETWEEN $1 AND $2 AND ($3::text IS NULL OR name = ANY(string_to_array($3, ',')))
        AND ($4::inet IS NULL OR source_ip <<= $4) AND ($5::text IS NULL OR outcome::text = $5)
        AND ($6::text[] IS NULL OR name = ANY($6))
      GROUP BY source_ip`,
    values: [from, to, d ?? null, ip ?? null, res ?? null, domains],
  });
  return rows;
}

/** Of domains that had sent for two weeks, who had sent nothing before. */
async function plainNewSources({ from, to, d, ip, res }: Search, domains: string[] | null) {
  const { rows } = await pool().query<unknown[]>({
    rowMode: 'array',
    text: `SELECT name, host(source_ip), sum(count)::float8,
        coalesce(sum(count) FILTER (WHERE outcome = 'passed'), 0)::float8,
        min(day)::text, max(day)::text
      FROM record AS r JOIN domain ON domain.id = r.domain_id
      WHERE NOT is_demo AND day BETWEEN $1 AND $2 AND count > 0 AND source_ip IS NOT NULL
        AND ($3::text IS NULL OR name = ANY(string_to_array($3, ',')))
        AND ($4::inet IS NULL OR source_ip <<= $4) AND ($5::text IS NULL OR outcome::text = $5)
        AND ($6::text[] IS NULL OR name = ANY($6))
        AND (SELECT min(day) FROM daily WHERE daily.domain_id = r.domain_id) <= $1::date - 14
        AND NOT EXISTS (SELECT FROM record AS e WHERE e.domain_id = r.domain_id
          AND e.source_ip = r.source_ip AND e.day < $1 AND e.count > 0)
      GROUP BY 1, 2`,
    values: [from, to, d ?? null, ip ?? null, res ?? null, domains],
  });
  return rows;
}

async function seedMany(seed = SEED) {
  for (const report of fc.sample(anyReport(), { seed, numRuns: 40 })) await seedReport(report);
}

function anyReport(): fc.Arbitrary<SeedReport> {
  return fc.record({
    domain: fc.constantFrom('example.com', 'example.net', 'example.org'),
    day: fc
      .nat({ max: 85 })
      .map((n) => new Date(Date.UTC(2026, 8, 1 + n)).toISOString().slice(0, 10)),
    records: fc.array(
      fc.record({
        count: fc.constantFrom(0, 1, 7, 1_000_000_000),
        ip: fc.constantFrom('192.0.2.1', '192.0.2.200', '198.51.100.7', '2001:db8::1', null),
        dkimAligned: fc.boolean(),
        spfAligned: fc.boolean(),
        dkim: fc.subarray(SIGNED),
      }),
      { maxLength: 5 },
    ),
  });
}

async function deliver(...samples: Sample[]) {
  await ingestBatch(
    reader,
    samples.map((sample) => sampleMail(sample)),
    context,
  );
}

async function summedMonths() {
  const { rows } = await pool().query<{ n: number }>('SELECT count(*)::int AS n FROM summed_month');
  return rows[0]?.n;
}

/** Makes every sum wrong, so that whatever reads them is seen to. */
async function spoilSums() {
  await pool().query('UPDATE source_sum SET messages = messages + 1000');
}

test.each([
  ['of large months alone', 10_000],
  ['of all months', 1],
])(
  'before the job, after it, and after more mail of the same months: traits %s',
  async (_, traitsFrom) => {
    await seedMany();
    await expectTold();
    const before = await everyRow();
    await sumSources(NEVER, { traitsFrom });
    expect(await everyRow()).toEqual(before);
    expect(await summedMonths()).toBe(3 * 4);
    await expectTold();
    await deliver(
      { reportId: 'late', domain: 'example.com' },
      { reportId: 'new', domain: 'new.example' },
    );
    await expectTold();
    const after = await everyRow();
    await sumSources(NEVER, { traitsFrom });
    expect(await everyRow()).toEqual(after);
    await expectTold();
  },
);

/** All that is told of each source, under every filter. */
async function everyRow() {
  const told = [];
  for (const search of FILTERS) {
    told.push((await topSources(SYSTEM_VIEWER, parseFilter(search))).rows);
  }
  return told;
}

test('asks the sums where they are of now, and records where they are not', async () => {
  await seedMany();
  await sumSources(NEVER, { traitsFrom: 1 });
  const whole = parseFilter({ from: '2026-09-01', to: '2026-11-30' });
  const before = (await topSources(SYSTEM_VIEWER, whole)).rows.map(({ ip }) => ip);
  await pool().query(`DELETE FROM source_sum WHERE source_ip = '192.0.2.1' AND domain_id = 0`);
  const without = (await topSources(SYSTEM_VIEWER, whole)).rows.map(({ ip }) => ip);
  expect(without).toEqual(before.filter((ip) => ip !== '192.0.2.1'));
  await pool().query(
    `INSERT INTO changed_month (domain_id, month) SELECT min(domain_id), month FROM summed_month
     WHERE domain_id > 0 GROUP BY month`,
  );
  expect((await topSources(SYSTEM_VIEWER, whole)).rows.map(({ ip }) => ip)).toEqual(before);
  await sumSources(NEVER, { traitsFrom: 1 });
});

test('a viewer of some domains, and one who filters them', async () => {
  await seedMany();
  await sumSources(NEVER, { traitsFrom: 1 });
  const { rows } = await pool().query<{ id: number }>(
    `SELECT id FROM domain WHERE name IN ('example.com', 'example.org')`,
  );
  const domains = rows.map(({ id }) => id);
  const viewer = mintViewer({ userId: 'u', name: 'U', role: 'viewer', domains });
  await expectTold(viewer, ['example.com', 'example.org']);
});

test('the demo is in no sum of all, and goes without a trace', async () => {
  await seedMany();
  await seedReport({
    domain: 'demo.example',
    isDemo: true,
    day: '2026-10-05',
    records: [{ count: 9 }],
  });
  await sumSources(NEVER, { traitsFrom: 1 });
  await expectTold();
  await removeDemo(SYSTEM_VIEWER);
  await expectTold();
  expect(await summedMonths()).toBe(3 * 4);
});

test('after a recount, and after a new reading of what is stored', async () => {
  await deliver({ reportId: 'a' }, { reportId: 'b' }, { reportId: 'c', domain: 'example.net' });
  await sumSources(NEVER, { traitsFrom: 1 });
  await pool().query(`UPDATE record SET count = count + 1`);
  await pool().query(`UPDATE daily SET messages = messages + records`);
  await spoilSums();
  const outcomes: string[] = [];
  for await (const { outcome } of reparseReports(SYSTEM_VIEWER, reader, {
    domain: null,
    apply: true,
  })) {
    outcomes.push(outcome);
  }
  expect(outcomes).toContain('changed');
  await expectTold();
  await sumSources(NEVER, { traitsFrom: 1 });
  await expectTold();
  await setCountedVerdicts(SYSTEM_VIEWER, ['verified']);
  await recount(reader);
  await expectTold();
  await sumSources(NEVER, { traitsFrom: 1 });
  await expectTold();
});

test.each([
  ['all of it', { recordDays: 40 }],
  ['one domain’s part', { domainDays: { 'example.com': 40 } }],
])('after retention has taken a month away: %s', async (_, settings) => {
  await seedMany();
  await sumSources(NEVER, { traitsFrom: 1 });
  await setRetention(SYSTEM_VIEWER, retentionSettings.parse(settings));
  const now = new Date('2026-11-24T03:17:00Z');
  await applyRetention(now, NEVER);
  await expectTold();
  await deliver({ reportId: 'late', begin: '2026-09-07T00:00Z', end: '2026-09-07T23:59:59Z' });
  await expectTold();
  await sumSources(NEVER, { traitsFrom: 1 });
  await expectTold();
});

test('two jobs at once, while mail comes in', async () => {
  await seedMany();
  const mail = async (from: number) => {
    for (let n = from; n < from + 10; n += 1) await deliver({ reportId: `n${n}` });
  };
  const sums = async () => {
    for (let n = 0; n < 5; n += 1) await sumSources(NEVER, { traitsFrom: 1 });
  };
  await Promise.all([mail(0), mail(10), sums(), sums()]);
  await expectTold();
  await sumSources(NEVER, { traitsFrom: 1 });
  await expectTold();
  const { rows } = await pool().query('SELECT FROM changed_month');
  expect(rows).toHaveLength(0);
});

test('a job that is ended in the middle leaves all as it was', async () => {
  await seedMany();
  const stop = new AbortController();
  const locked = await pool().connect();
  await locked.query('BEGIN');
  await locked.query('LOCK TABLE summed_month IN ACCESS EXCLUSIVE MODE');
  const adding = sumUpMonth('2026-10').catch((error: unknown) => error);
  await killOne('source_sum');
  expect(await adding).toBeInstanceOf(Error);
  await locked.query('ROLLBACK');
  locked.release();
  expect(await summedMonths()).toBe(0);
  await expectTold();
  stop.abort();
  await expect(sumSources(stop.signal)).rejects.toThrow();
  await sumSources(NEVER, { traitsFrom: 1 });
  await expectTold();
});

/** Ends the session that holds a lock on a table, as soon as one does. */
async function killOne(table: string) {
  for (;;) {
    const { rows } = await pool().query(
      `SELECT pg_terminate_backend(pid) FROM pg_locks
       WHERE relation = $1::regclass AND mode = 'ShareRowExclusiveLock' AND granted`,
      [table],
    );
    if (rows.length > 0) return;
  }
}

test.each([
  ...['messages', 'passed', 'dkim_and_spf', 'dkim_only', 'spf_only'],
  ...['overridden', 'quarantined', 'rejected'],
])('verify sees that %s of one source is off by one', async (column) => {
  await seedMany();
  await sumSources(NEVER, { traitsFrom: 1 });
  await pool().query(`UPDATE source_sum SET ${column} = ${column} + 1
    WHERE ctid = (SELECT ctid FROM source_sum WHERE domain_id > 0 LIMIT 1)`);
  const found = [];
  for await (const month of verifyRollup({ repair: false })) found.push(...month.differences);
  expect(found).toMatchObject([{ table: 'source_sum', rows: 1 }]);
  for await (const _ of verifyRollup({ repair: true }));
  await sumSources(NEVER, { traitsFrom: 1 });
});

test.each([
  ['too late', 'UPDATE first_seen SET first_day = first_day + 1'],
  ['too early', 'UPDATE first_seen SET first_day = first_day - 100'],
  ['of nobody', `UPDATE first_seen SET source_ip = '203.0.113.250'`],
  ['missing', 'DELETE FROM first_seen'],
])('verify names a source whose first day is %s, and mends it', async (_, plant) => {
  await seedMany();
  await sumSources(NEVER, { traitsFrom: 1 });
  const seen = async () => (await pool().query('SELECT * FROM first_seen ORDER BY 1, 2, 3')).rows;
  const before = await seen();
  await pool().query(`${plant} WHERE ctid = (SELECT min(ctid) FROM first_seen)`);
  const found = [];
  for await (const month of verifyRollup({ repair: true })) found.push(...month.differences);
  expect(new Set(found.map(({ table }) => table))).toEqual(new Set(['first_seen']));
  await sumSources(NEVER, { traitsFrom: 1 });
  expect(await seen()).toEqual(before);
});

test('verify names sums that are wrong, and mends them', async () => {
  await seedMany();
  await sumSources(NEVER, { traitsFrom: 1 });
  await spoilSums();
  const verify = async (repair = false) => {
    const found = [];
    for await (const month of verifyRollup({ repair })) found.push(...month.differences);
    return found;
  };
  const found = await verify(true);
  // Who was first seen when follows from the sums.
  expect(new Set(found.map(({ table }) => table))).toEqual(new Set(['source_sum', 'first_seen']));
  expect(found.map(({ domain }) => domain)).toContain('all domains');
  expect(await verify()).toEqual([]);
  await pool().query(`UPDATE summed_month SET last_day = last_day - 1 WHERE domain_id = 0`);
  expect(await verify(true)).toHaveLength(3);
  await pool().query(
    'INSERT INTO changed_month (domain_id, month) SELECT domain_id, month FROM summed_month',
  );
  await sumSources(NEVER, { traitsFrom: 1 });
  expect(await verify()).toEqual([]);
  await pool().query(`UPDATE source_trait SET sets = sets || '{"77": 1}'`);
  const wrong = await verify(true);
  expect(new Set(wrong.map(({ table, domain }) => `${table} ${domain}`))).toEqual(
    new Set(
      ['example.com', 'example.net', 'example.org', 'all domains'].map((d) => `source_trait ${d}`),
    ),
  );
  expect(await verify()).toEqual([]);
  await expectTold();
});
