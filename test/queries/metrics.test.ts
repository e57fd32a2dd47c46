import { afterAll, beforeAll, expect, test } from 'vitest';
import { disconnect } from '#lib/db/client';
import { closePool } from '#lib/db/pool';
import { parseFilter } from '#lib/filter/filter';
import { SYSTEM_VIEWER } from '#lib/filter/viewer';
import { ingestBatch } from '#lib/ingest/ingest-batch';
import { createReader } from '#lib/ingest/reader-thread';
import { classSums } from '#lib/queries/class-sums';
import { exportDataset } from '#lib/queries/datasets';
import { METRIC_IDS, METRICS, type MetricId } from '#lib/queries/metric-table';
import { newSources } from '#lib/queries/new-sources';
import { overrideReasons } from '#lib/queries/override-reasons';
import { labelSources, undoLabel } from '#lib/store/source-label';
import { judgeAll } from '#test/support/judge';
import { METRIC_NOW, metricMails } from '#test/support/metric-data';

// Every metric of PRODUCT 3.1 on reports that were read as mails, with numbers counted by hand. From
// 1 to 24 November `Daily` says 23 times 100 and `Silent` 10 times 10: 2,400 messages of our own.
const november = parseFilter({ from: '2026-11-01', to: '2026-11-24' });
const context = { origin: 'import', mailboxId: null, uidValidity: null, runId: null } as const;

beforeAll(async () => {
  const reader = createReader({ dnsServers: ['127.0.0.1:9'] });
  await ingestBatch(reader, metricMails(), context);
  await reader.close();
  await judgeAll();
});

afterAll(async () => {
  await disconnect();
  await closePool();
});

const EXPECTED: Readonly<Record<MetricId, unknown>> = {
  M1: 2400 + 146 + 10 + 11,
  M2: 2400 + 5 + 20 + 4,
  M3: 2400 + 5 + 40,
  M4: 2469 / 2567,
  M5: { both: 2405, dkimOnly: 24, spfOnly: 40, neither: 98 },
  M6: { delivered: 2488, quarantine: 44, reject: 33, other: 2 },
  M7: { passed: 2469, rejected: 33, quarantined: 39, overridden: 18, delivered: 8 },
  M8: 5,
  // Half of the ten that were sampled, seven of a subdomain (sp), eleven in test mode (t=y).
  M9: { none: 5, quarantine: 7 + 5 + 11, reject: 2400 + 139 },
  // Of what failed: 70 at p=reject, 7 at sp=quarantine, 5 that pct meant, 11 in test mode.
  M10: { messages: 27, asked: 93, byOrigin: { 'own-record': 10, arc: 8, receiver: 9 } },
  M11: 2449 / 2452,
  M12: { spoofBlocked: 30 + 12 + 7 + 9 + 11, collateral: 3 + 5 },
  M13: 2409 / 2449,
  // The last day of which both Daily and Silent have reported.
  M14: '2026-11-10',
  M15: [{ name: 'Silent', days: 14 }],
  M16: [
    { name: 'Daily', p50: 3600, p95: 3600 },
    { name: 'Third', p50: 3600, p95: 3600 },
    { name: 'Silent', p50: 7200, p95: 7200 },
    { name: 'Tester', p50: 3600, p95: 3600 },
    { name: 'Sampler', p50: 3600, p95: 3600 },
  ],
  M17: {
    domains: 1,
    sources: 2,
    messages: 95 + 20,
    rows: [
      newSource('198.51.100.9', '2026-11-05', '2026-11-07', 95, 0),
      newSource('192.0.2.2', '2026-11-05', '2026-11-05', 20, 20),
    ],
  },
  // 1 to 10 November, against 18 to 27 October with its 1,100.
  M20: { volume: 1267 / 1100 - 1, points: 1169 / 1267 - 1 },
};

test.each(METRIC_IDS)('%s is what a hand counts', async (id) => {
  expect(await METRICS[id].answer(SYSTEM_VIEWER, november, METRIC_NOW)).toEqual(EXPECTED[id]);
});

test('sums that must add up to all messages do', () => {
  const splits = [EXPECTED.M5, EXPECTED.M6, EXPECTED.M7, EXPECTED.M9];
  for (const split of splits) {
    const parts: number[] = Object.values(split ?? {});
    expect(parts.reduce((sum, part) => sum + part, 0)).toBe(EXPECTED.M1);
  }
});

test.each(METRIC_IDS)('%s says what it is', (id) => {
  const { name, unit, definition } = METRICS[id];
  expect(name.length * unit.length).toBeGreaterThan(0);
  expect(definition).toMatch(/[.]$/);
});

test('a label moves mail between the classes', async () => {
  const before = await classSums(SYSTEM_VIEWER, november, METRIC_NOW);
  expect(before).toMatchObject({ authorised: { messages: 2452, candidates: 2452 } });
  const said = {
    subjects: [{ ip: '198.51.100.9' }],
    label: 'yours',
    note: null,
    owner: null,
  } as const;
  const where = { domain: 'example.com', everywhere: true };
  const batch = await labelSources(SYSTEM_VIEWER, { ...said, ...where });
  const after = await classSums(SYSTEM_VIEWER, november, METRIC_NOW);
  expect(after).toMatchObject({
    authorised: { messages: 2452 + 95, passed: 2449, candidates: 2452 },
    spoofBlocked: 0,
    collateral: 8 + 69,
  });
  await undoLabel(SYSTEM_VIEWER, batch);
  expect(await classSums(SYSTEM_VIEWER, november, METRIC_NOW)).toEqual(before);
  await judgeAll();
  expect(await classSums(SYSTEM_VIEWER, november, METRIC_NOW)).toEqual(before);
});

test('the daily file has M11 for each day', async () => {
  const shares = new Map<string, unknown>();
  for await (const text of exportDataset(SYSTEM_VIEWER, november, 'daily', { format: 'jsonl' })) {
    for (const line of text.trimEnd().split('\n')) {
      const { date_utc: day, authorised_compliance_pct: share } = JSON.parse(line);
      shares.set(day, share);
    }
  }
  expect(shares.size).toBe(24);
  expect(shares.get('2026-11-04')).toBe(100);
  expect(shares.get('2026-11-05')).toBe(Math.round((159 / 162) * 1_000_000) / 10_000);
  expect(shares.get('2026-11-24')).toBeNull();
});

test('a filter narrows what was sent, and leaves classes and newness alone', async () => {
  const rejected = parseFilter({ from: '2026-11-01', to: '2026-11-24', disp: 'reject' });
  const sums = await classSums(SYSTEM_VIEWER, rejected, METRIC_NOW);
  expect(sums).toMatchObject({ spoofBlocked: 30, collateral: 3, authorised: { messages: 3 } });
  const fresh = await newSources(SYSTEM_VIEWER, rejected, { now: METRIC_NOW });
  expect(fresh.rows.map(({ ip, messages }) => [ip, messages])).toEqual([['198.51.100.9', 30]]);
});

test('nothing is new while a domain is', async () => {
  const early = parseFilter({ from: '2026-10-05', to: '2026-11-24' });
  expect(await newSources(SYSTEM_VIEWER, early, { now: METRIC_NOW })).toEqual({
    domains: 0,
    sources: 0,
    messages: 0,
    rows: [],
  });
});

test('reasons stand with who gave them and whom they were given for', async () => {
  expect(await overrideReasons(SYSTEM_VIEWER, november, METRIC_NOW)).toEqual([
    { reason: 'sampled_out', messages: 10, topReporter: 'Sampler', topSource: '198.51.100.9' },
    { reason: 'mailing_list', messages: 9, topReporter: 'Third', topSource: '198.51.100.9' },
    { reason: 'arc', messages: 8, topReporter: 'Third', topSource: '198.51.100.9' },
  ]);
});

function newSource(
  ip: string,
  firstDay: string,
  lastDay: string,
  messages: number,
  passed: number,
) {
  const compliance = passed / messages;
  return { domain: 'example.com', ip, ptr: null, firstDay, lastDay, messages, passed, compliance };
}
