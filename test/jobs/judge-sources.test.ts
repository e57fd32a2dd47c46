import { afterAll, beforeEach, expect, test } from 'vitest';
import { disconnect } from '#lib/db/client';
import { closePool, pool } from '#lib/db/pool';
import { parseFilter } from '#lib/filter/filter';
import { mintViewer, SYSTEM_VIEWER } from '#lib/filter/viewer';
import { sumSources } from '#lib/jobs/sum-sources';
import { classifiedSources } from '#lib/queries/classified-sources';
import { sourceClasses } from '#lib/queries/source-classes';
import { removeDemo } from '#lib/store/demo';
import { setParked } from '#lib/store/parked-domain';
import { saveSourceFacts } from '#lib/store/source';
import { labelSources, undoLabel } from '#lib/store/source-label';
import { listUnjudgedMonths, saveVerdicts } from '#lib/store/source-verdict';
import { judgeAll } from '#test/support/judge';
import { type SeedRecord, seedReport } from '#test/support/seed';

const NOW = new Date('2026-11-30T12:00:00Z');
const NEVER = new AbortController().signal;
const anna = mintViewer({ userId: 'u1', name: 'Anna', role: 'analyst', domains: 'all' });
const passing: SeedRecord = { ip: '192.0.2.1', count: 100 };
const failing: SeedRecord = {
  ...{ ip: '192.0.2.1', count: 100, dkimAligned: false, spfAligned: false },
  outcome: 'delivered',
};

beforeEach(async () => {
  await pool().query(`TRUNCATE report, record, daily, daily_report, source, source_label, source_sum,
    source_trait, source_verdict, summed_month, judged_month, changed_month, domain CASCADE`);
});

afterAll(async () => {
  await disconnect();
  await closePool();
});

async function classOf(ip: string | null, from: string, to = '2026-11-30') {
  const { sources } = await classifiedSources(SYSTEM_VIEWER, parseFilter({ from, to }), NOW);
  const verdict = sources.find((source) => source.ip === ip)?.verdict;
  return verdict && [verdict.class, verdict.rule, verdict.because[0]?.code];
}

test('a new source is there at once, and unknown until it was judged', async () => {
  await seedReport({ day: '2026-11-05', records: [passing] });
  expect(await classOf('192.0.2.1', '2026-11-01')).toEqual(['unknown', 9, 'notJudged']);
  await judgeAll();
  expect(await classOf('192.0.2.1', '2026-11-01')).toEqual(['approved', 2, 'inSpf']);
});

test('it is judged by all its mail, whichever days somebody looks at', async () => {
  await seedReport({ day: '2026-11-05', records: [{ ...passing, count: 5000 }] });
  await seedReport({ day: '2026-11-20', records: [failing] });
  await judgeAll();
  expect(await classOf('192.0.2.1', '2026-11-20')).toEqual(['approved', 2, 'inSpf']);
  expect(await classOf('192.0.2.1', '2026-11-01')).toEqual(['approved', 2, 'inSpf']);
});

test('what it did two months ago counts no more once it has sent again', async () => {
  await seedReport({ day: '2026-08-05', records: [{ ...passing, count: 5000 }] });
  await judgeAll();
  expect(await classOf('192.0.2.1', '2026-08-01')).toEqual(['approved', 2, 'inSpf']);
  await seedReport({ day: '2026-11-20', records: [failing] });
  await judgeAll();
  expect(await classOf('192.0.2.1', '2026-08-01')).toEqual(['unknown', 9, 'noRule']);
});

test('an older month that changes tells nothing of a source that has sent since', async () => {
  await seedReport({ day: '2026-11-20', records: [failing] });
  await judgeAll();
  await seedReport({
    day: '2026-08-05',
    records: [passing, { ...passing, ip: '192.0.2.2' }],
  });
  await judgeAll();
  expect(await classOf('192.0.2.1', '2026-08-01')).toEqual(['unknown', 9, 'noRule']);
  expect(await classOf('192.0.2.2', '2026-08-01')).toEqual(['approved', 2, 'inSpf']);
});

test('a person’s word holds at once, and so does taking it back', async () => {
  await seedReport({ day: '2026-11-05', records: [failing] });
  await judgeAll();
  const batch = await labelSources(anna, {
    ...{ domain: 'example.com', everywhere: false, subjects: [{ ip: '192.0.2.1' }] },
    ...{ label: 'not-mine', note: null, owner: null },
  });
  expect(await classOf('192.0.2.1', '2026-11-01')).toEqual(['not-mine', 1, 'saidNotMine']);
  await judgeAll();
  expect(await classOf('192.0.2.1', '2026-11-01')).toEqual(['not-mine', 1, 'saidNotMine']);
  await undoLabel(anna, batch);
  expect(await classOf('192.0.2.1', '2026-11-01')).toEqual(['unknown', 9, 'noRule']);
});

test('a person’s word about one tells of its neighbours with the next judgement', async () => {
  const signed = { domain: 'example.com', selector: 's1', result: 'pass' };
  const more = { spfAligned: false, dkim: [signed] };
  await seedReport({
    day: '2026-11-05',
    records: [
      { ip: '192.0.2.1', count: 100, dkimAligned: false, spfAligned: false, dkim: [signed] },
      { ip: '198.51.100.2', count: 20, ...more },
    ],
  });
  await judgeAll();
  const before = await classOf('198.51.100.2', '2026-11-01');
  await labelSources(anna, {
    ...{ domain: 'example.com', everywhere: false, subjects: [{ ip: '192.0.2.1' }] },
    ...{ label: 'yours', note: null, owner: null },
  });
  expect(await classOf('198.51.100.2', '2026-11-01')).toEqual(before);
  const { told } = await sumSources(NEVER);
  expect(told).toEqual({ what: 'judged', values: { months: 1 } });
  expect(await classOf('198.51.100.2', '2026-11-01')).toEqual(['forwarder', 4, expect.anything()]);
});

test('a name that is found out has its source judged again, and no other month', async () => {
  await seedReport({ day: '2026-08-05', records: [{ ...failing, ip: '192.0.2.9' }] });
  await seedReport({ day: '2026-11-05', records: [failing] });
  await judgeAll();
  const found = { ptr: 'mail.example.com', ptrConfirmed: true, lookup: 'found' } as const;
  const fact = {
    ip: '192.0.2.1',
    ...found,
    country: null,
    asn: null,
    asName: null,
    expiresAt: NOW,
  };
  await saveSourceFacts([fact], NOW);
  expect((await listUnjudgedMonths()).map(({ month }) => month)).toEqual(['2026-11']);
  await judgeAll();
  expect(await classOf('192.0.2.1', '2026-11-01')).toEqual(['misconfigured', 7, 'ownName']);
  await saveSourceFacts([fact], NOW);
  expect(await listUnjudgedMonths()).toEqual([]);
});

test('a judgement that was overtaken is written, and asked for again', async () => {
  await seedReport({ day: '2026-11-05', records: [failing] });
  await judgeAll();
  await seedReport({ day: '2026-11-06', records: [failing] });
  const [month] = await pool()
    .query('SELECT domain_id FROM summed_month WHERE domain_id > 0')
    .then(({ rows }) => rows);
  const stale = { domainId: month.domain_id, month: '2026-11', summedAt: new Date(0) };
  await pool().query('DELETE FROM judged_month');
  await saveVerdicts(stale, []);
  expect(await listUnjudgedMonths()).toHaveLength(1);
});

test('what is no address is one source of its domain', async () => {
  await seedReport({
    day: '2026-11-05',
    records: [{ ...failing, ip: null, sourceRaw: 'localhost' }, passing],
  });
  await judgeAll();
  expect(await classOf(null, '2026-11-01')).toEqual(['unknown', 9, 'noRule']);
  const whose = await sourceClasses(SYSTEM_VIEWER, [
    { domain: 'example.com', source: 'localhost' },
    { domain: 'example.com', source: '192.0.2.1' },
  ]);
  expect(whose('example.com', 'localhost')?.verdict.class).toBe('unknown');
  expect(whose('example.com', '192.0.2.1')?.verdict.class).toBe('approved');
});

test('a limited viewer is told nothing of another’s domain', async () => {
  await seedReport({ domain: 'a.example', day: '2026-11-05', records: [passing] });
  const { domainId } = await seedReport({ domain: 'b.example', day: '2026-11-05' });
  await judgeAll();
  const limited = mintViewer({ userId: 'u', name: 'U', role: 'viewer', domains: [domainId] });
  const asked = [
    { domain: 'a.example', source: '192.0.2.1' },
    { domain: 'b.example', source: '192.0.2.1' },
  ];
  const whose = await sourceClasses(limited, asked);
  expect(whose('a.example', '192.0.2.1')).toBeNull();
  expect(whose('b.example', '192.0.2.1')).not.toBeNull();
  const nobody = mintViewer({ userId: 'n', name: 'N', role: 'viewer', domains: [] });
  expect((await sourceClasses(nobody, asked))('b.example', '192.0.2.1')).toBeNull();
});

test('the demo’s verdicts go with it', async () => {
  await seedReport({ domain: 'x.example', isDemo: true, day: '2026-11-05', records: [passing] });
  await judgeAll();
  await removeDemo(SYSTEM_VIEWER);
  expect((await pool().query('SELECT FROM source_verdict')).rowCount).toBe(0);
});

test('a source without a name is suspected once somebody says that its domain is parked', async () => {
  await seedReport({ day: '2026-11-20', records: [{ ...passing, ip: '192.0.2.9' }, failing] });
  await saveNameless('192.0.2.1');
  await judgeAll();
  expect(await classOf('192.0.2.1', '2026-11-01')).toEqual(['unknown', 9, 'noRule']);
  await setParked(SYSTEM_VIEWER, ['example.com'], true);
  await judgeAll();
  expect(await classOf('192.0.2.1', '2026-11-01')).toEqual(['spoof', 8, 'nothingYours']);
  await setParked(SYSTEM_VIEWER, ['example.com'], false);
  await judgeAll();
  expect(await classOf('192.0.2.1', '2026-11-01')).toEqual(['unknown', 9, 'noRule']);
});

async function saveNameless(ip: string) {
  await pool().query(
    `INSERT INTO source (ip, lookup) VALUES ($1, 'none')
     ON CONFLICT (ip) DO UPDATE SET lookup = 'none', ptr = NULL`,
    [ip],
  );
}
