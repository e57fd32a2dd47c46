import fc from 'fast-check';
import { afterAll, afterEach, beforeEach, expect, test } from 'vitest';
import { disconnect } from '#lib/db/client';
import { closePool, pool } from '#lib/db/pool';
import { parseFilter } from '#lib/filter/filter';
import { mintViewer, SYSTEM_VIEWER, type Viewer } from '#lib/filter/viewer';
import { classMonth } from '#lib/jobs/judge-sources';
import { applyRetention } from '#lib/jobs/retention';
import { verifyRollup } from '#lib/jobs/verify-rollup';
import { classSums } from '#lib/queries/class-sums';
import { classifiedSources } from '#lib/queries/classified-sources';
import { diagnoses } from '#lib/queries/diagnoses';
import { forwarding } from '#lib/queries/forwarding';
import { addUp } from '#lib/queries/metrics';
import { volumeByCamp } from '#lib/queries/volume-by-camp';
import { retentionSettings, setRetention } from '#lib/store/retention-settings';
import { labelSources, undoLabel } from '#lib/store/source-label';
import { judgeAll } from '#test/support/judge';
import { type SeedReport, seedReport } from '#test/support/seed';

// Whose the mail was, and what of it failed, is added up now and then; what is told is at every moment
// what the records and what is thought of their sources say.

const NOW = new Date('2026-11-30T12:00:00Z');
const said = { everywhere: false, note: null, owner: null } as const;

const FILTERS = [
  { from: '2026-09-01', to: '2026-11-30' },
  { from: '2026-09-10', to: '2026-11-12' },
  { from: '2026-10-05', to: '2026-10-20', d: 'example.com' },
  { from: '2026-09-10', to: '2026-11-30', d: 'example.com,example.net', res: '!passed' },
  { from: '2026-09-01', to: '2026-11-30', disp: 'reject,quarantine' },
  { from: '2026-09-01', to: '2026-11-30', ip: '192.0.2.0/24' },
];

beforeEach(async () => {
  await pool().query(`TRUNCATE record, daily, daily_report, report, domain, reporter, setting, source,
    dropped_month, source_sum, source_trait, summed_month, changed_month, source_verdict, judged_month,
    source_label, daily_class, monthly_class, daily_failure, first_seen, classed_month CASCADE`);
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
    answers.push(await classSums(viewer, filter, NOW), await volumeByCamp(viewer, filter, NOW));
    answers.push(await diagnoses(viewer, filter, { which: 'failed', now: NOW }));
    answers.push(await forwarding(viewer, filter, NOW));
  }
  return answers;
}

/** What is told now, and what would be told if nothing had been added up. */
async function expectAsRecordsSay(viewer?: Viewer) {
  const now = await told(viewer);
  const held = await pool().query('DELETE FROM classed_month RETURNING *');
  expect(now).toEqual(await told(viewer));
  for (const { domain_id, month, summed_at } of held.rows) {
    await pool().query('INSERT INTO classed_month VALUES ($1, $2, $3)', [
      ...[domain_id, month, summed_at],
    ]);
  }
}

/** Months whose mail is not added up by class. */
async function openMonths() {
  const { rows } = await pool().query(`SELECT count(*)::int AS months FROM summed_month AS s
    WHERE domain_id <> 0 AND NOT EXISTS (SELECT FROM classed_month AS c WHERE c.month = s.month
      AND c.domain_id = s.domain_id AND c.summed_at = s.summed_at)`);
  return rows[0]?.months;
}

const SIGNED = ['example.com', 'esp.example', 'lists.example'].map((domain) => ({
  ...{ domain, selector: 's1', result: 'pass' },
}));

function anyReport(): fc.Arbitrary<SeedReport> {
  return fc.record({
    domain: fc.constantFrom('example.com', 'example.net', 'example.org'),
    reporter: fc.constantFrom('Google', 'Yahoo', 'Mail.Ru'),
    policy: fc.record({ adkim: fc.constantFrom('r', 's'), aspf: fc.constantFrom('r', 's') }),
    day: fc
      .nat({ max: 85 })
      .map((n) => new Date(Date.UTC(2026, 8, 1 + n)).toISOString().slice(0, 10)),
    records: fc.array(
      fc.record({
        count: fc.constantFrom(0, 1, 7, 1_000_000),
        ip: fc.constantFrom('192.0.2.1', '192.0.2.200', '198.51.100.7', '2001:db8::1', null),
        outcome: fc.constantFrom('passed', 'delivered', 'quarantined', 'rejected', 'overridden'),
        disposition: fc.constantFrom('none', 'quarantine', 'reject'),
        dkimAligned: fc.boolean(),
        spfAligned: fc.boolean(),
        requested: fc.constantFrom('none', 'reject'),
        headerFrom: fc.constantFrom('example.com', 'mail.example.com'),
        reasons: fc.constantFrom(null, [], [{ type: 'forwarded', comment: null }]),
        dkim: fc.subarray(SIGNED),
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
    expect(await openMonths()).toBe(0);
    await expectAsRecordsSay();
  }
});

test('what was added up is what is told, and nothing else', async () => {
  await seedMany(4);
  await judgeAll();
  const before = await told();
  await pool().query('UPDATE daily_class SET messages = messages + 1');
  expect(await told()).not.toEqual(before);
  await pool().query('UPDATE daily_class SET messages = messages - 1');
  await pool().query('UPDATE monthly_class SET messages = messages + 1');
  expect(await told()).not.toEqual(before);
  await pool().query('UPDATE monthly_class SET messages = messages - 1');
});

test('so is what failed', async () => {
  await seedMany(10);
  await judgeAll();
  const before = await told();
  await pool().query(`UPDATE daily_failure SET header_from = 'forged.example'`);
  expect(await told()).not.toEqual(before);
  await pool().query('DELETE FROM classed_month');
  await judgeAll();
  expect(await told()).toEqual(before);
});

test('a viewer of some domains', async () => {
  await seedMany(5);
  const { domainId } = await seedReport({ domain: 'example.net', day: '2026-11-01', records: [] });
  await judgeAll();
  const one = { userId: 'v', name: 'V', role: 'viewer', domains: [domainId] } as const;
  await expectAsRecordsSay(mintViewer(one));
});

test('what a person says of a source holds at once, and so does taking it back', async () => {
  await seedMany(6);
  await judgeAll();
  const before = await told();
  const batch = await labelSources(SYSTEM_VIEWER, {
    ...{ ...said, everywhere: true, domain: 'example.com', label: 'not-mine' },
    subjects: [{ ip: '192.0.2.1' }],
  });
  expect(await told()).not.toEqual(before);
  await expectAsRecordsSay();
  await judgeAll();
  expect(await openMonths()).toBe(0);
  await expectAsRecordsSay();
  await undoLabel(SYSTEM_VIEWER, batch);
  expect(await told()).toEqual(before);
});

test('forwarded mail is that of all who forward, by the rules or by a person', async () => {
  await seedMany(10);
  for (const ip of ['192.0.2.1', '2001:db8::1']) {
    await labelSources(SYSTEM_VIEWER, {
      ...{ ...said, everywhere: true, domain: 'example.com', label: 'forwarder' },
      subjects: [{ ip }],
    });
  }
  for (const isAddedUp of [false, true]) {
    if (isAddedUp) await judgeAll();
    const filter = parseFilter({ from: '2026-09-10', to: '2026-11-12' });
    const { sources } = await classifiedSources(SYSTEM_VIEWER, filter, NOW);
    const those = sources.filter(({ verdict, ip }) => verdict.class === 'forwarder' && ip !== null);
    expect(those.length).toBeGreaterThan(2);
    const { total, days } = await forwarding(SYSTEM_VIEWER, filter, NOW);
    expect(total).toEqual(addUp(those));
    expect(days.reduce((sum, day) => sum + day.total, 0)).toBe(total.messages);
  }
  await expectAsRecordsSay();
});

test('a source that is taken for another now is so in the months before, too', async () => {
  const failing = { dkimAligned: false, spfAligned: false, outcome: 'delivered' } as const;
  await seedReport({ day: '2026-09-05', records: [{ count: 10, ip: '192.0.2.1', ...failing }] });
  await seedReport({ day: '2026-09-06', records: [{ count: 10, ip: '192.0.2.9' }] });
  await judgeAll();
  const september = parseFilter({ from: '2026-09-01', to: '2026-09-30' });
  expect((await classSums(SYSTEM_VIEWER, september, NOW)).authorised.messages).toBe(10);
  await seedReport({ day: '2026-11-05', records: [{ count: 90, ip: '192.0.2.1' }] });
  await judgeAll();
  expect((await classSums(SYSTEM_VIEWER, september, NOW)).authorised.messages).toBe(20);
  await expectAsRecordsSay();
});

test('while people say what they think and jobs run', async () => {
  await seedMany(7);
  await judgeAll();
  const labels = ['yours', 'forwarder', 'not-mine', 'yours', 'later'] as const;
  const people = labels.map(async (label) => {
    await labelSources(SYSTEM_VIEWER, {
      ...{ ...said, everywhere: true, domain: 'example.com', label },
      subjects: [{ ip: '192.0.2.200' }],
    });
  });
  await Promise.all([...people, judgeAll(), judgeAll()]);
  await expectAsRecordsSay();
  await judgeAll();
  await expectAsRecordsSay();
});

test('after retention has taken a month away', async () => {
  await seedMany(8);
  await judgeAll();
  await setRetention(SYSTEM_VIEWER, retentionSettings.parse({ recordDays: 60 }));
  await applyRetention(NOW, new AbortController().signal);
  expect((await pool().query('SELECT FROM dropped_month')).rowCount).toBeGreaterThan(0);
  await expectAsRecordsSay();
  await judgeAll();
  await expectAsRecordsSay();
});

test('no address outlives the records that it stood in', async () => {
  await seedMany(11);
  await judgeAll();
  const { rows } = await pool().query<{ domainId: number }>(
    'SELECT DISTINCT domain_id AS "domainId" FROM daily_failure WHERE day < $1',
    ['2026-10-01'],
  );
  expect(rows.length).toBeGreaterThan(0);
  await setRetention(SYSTEM_VIEWER, retentionSettings.parse({ recordDays: 60 }));
  await applyRetention(NOW, new AbortController().signal);
  const held = async () =>
    (await pool().query(`SELECT FROM daily_failure WHERE day < '2026-10-01'`)).rowCount;
  expect(await held()).toBe(0);
  // A job that had listed the month before it went.
  for (const { domainId } of rows) await classMonth({ domainId, month: '2026-09' });
  expect(await held()).toBe(0);
});

test('verify names a sum by class that is wrong, and mends it', async () => {
  await seedMany(9);
  await judgeAll();
  await pool().query(
    `UPDATE daily_class SET messages = messages + 1 WHERE ctid = (SELECT min(ctid) FROM daily_class)`,
  );
  const found = [];
  for await (const { differences, repaired } of verifyRollup({ repair: true })) {
    found.push(...differences.map(({ table, rows }) => [table, rows, repaired]));
  }
  // What was made of it differs from it, too.
  expect(found).toEqual([
    ['daily_class', 1, 2],
    ['monthly_class', 1, 2],
  ]);
});

test.each([
  ['messages', 'messages + 1', 1],
  ['last_ip', "'203.0.113.99'", 2],
  ['no', 'no + 1000', 0],
])('verify names what failed where its %s is wrong, and mends it', async (column, value, rows) => {
  await seedMany(12);
  await judgeAll();
  await pool().query(`UPDATE daily_failure SET ${column} = ${value}
    WHERE ctid = (SELECT min(ctid) FROM daily_failure)`);
  const found = [];
  for await (const { differences, repaired } of verifyRollup({ repair: true })) {
    found.push(...differences.map((difference) => [difference.table, difference.rows, repaired]));
  }
  expect(found).toEqual(rows === 0 ? [] : [['daily_failure', rows, 1]]);
});
