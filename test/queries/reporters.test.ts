import { afterAll, beforeAll, expect, test } from 'vitest';
import { disconnect } from '#lib/db/client';
import { closePool } from '#lib/db/pool';
import { addDays, listDays } from '#lib/filter/day';
import { parseFilter } from '#lib/filter/filter';
import { SYSTEM_VIEWER } from '#lib/filter/viewer';
import { exportDataset } from '#lib/queries/datasets';
import { overrides } from '#lib/queries/override-sums';
import { reporterTable } from '#lib/queries/reporter-table';
import { isOverridden } from '#lib/report/override';
import { DISPOSITIONS, POLICIES } from '#lib/report/vocabulary';
import { seedReport } from '#test/support/seed';

const now = new Date('2026-11-24T12:00:00Z');
const week = parseFilter({ range: '7d', d: 'example.com' });
const REASON = [{ type: 'local_policy', comment: null }];
const failed = { dkimAligned: false, spfAligned: false, requested: 'reject' } as const;

beforeAll(async () => {
  for (const day of listDays('2026-10-10', '2026-11-22')) {
    await seedReport({ day, reporter: 'Prompt', records: [{ count: 8 }] });
    // Slow reports three days late; Gone stopped before the week began.
    const receivedAt = `${addDays(day, 3)}T00:00:00Z`;
    if (day < '2026-11-19')
      await seedReport({ day, reporter: 'Slow', receivedAt, records: [{ count: 2 }] });
    if (day < '2026-11-10') await seedReport({ day, reporter: 'Gone' });
  }
  await seedReport({
    day: '2026-11-20',
    reporter: 'Slow',
    records: [
      { ...failed, count: 5, outcome: 'overridden', disposition: 'none', reasons: REASON },
      { ...failed, count: 3, outcome: 'quarantined', reasons: REASON, inconsistent: true },
      { ...failed, count: 2, outcome: 'rejected', reasons: REASON },
    ],
  });
});

afterAll(async () => {
  await disconnect();
  await closePool();
});

test('says which days a reporter covered, how late, and what it overrode', async () => {
  const { rows } = await reporterTable(SYSTEM_VIEWER, week, now);
  expect(rows.map(({ name, messages }) => [name, messages])).toEqual([
    ['Prompt', 40],
    ['Slow', 12],
  ]);
  const [prompt, slow] = rows;
  expect(prompt?.coverage.map(({ state }) => state)).toEqual([
    ...Array.from({ length: 5 }, () => 'received'),
    ...['none', 'none'],
  ]);
  expect(slow?.coverage.map(({ state }) => state)).toEqual([
    'late',
    'missing',
    'received',
    ...['none', 'none', 'none', 'none'],
  ]);
  expect(slow).toMatchObject({
    daysReported: 2,
    daysExpected: 3,
    overrides: 8,
    inconsistent: 3,
    dialects: ['rfc7489'],
    missingDays: 4,
  });
  expect(slow?.share).toBeCloseTo(12 / 52);
});

test('names who is missing, even if nothing of them is in the period', async () => {
  const { missing } = await reporterTable(SYSTEM_VIEWER, week, now);
  expect(missing).toEqual([
    { name: 'Gone', days: 15 },
    { name: 'Slow', days: 4 },
  ]);
});

test('a past period says nothing of who is silent now', async () => {
  const past = parseFilter({ from: '2026-11-01', to: '2026-11-15', d: 'example.com' });
  expect((await reporterTable(SYSTEM_VIEWER, past, now)).missing).toEqual([]);
});

test('the file has a line for each row of the page', async () => {
  const lines: string[] = [];
  for await (const text of exportDataset(SYSTEM_VIEWER, week, 'reporters', {
    format: 'jsonl',
    now,
  }))
    lines.push(...text.trimEnd().split('\n'));
  expect(lines.map((line) => JSON.parse(line))).toMatchObject([
    { reporter_org: 'Prompt', days_expected: 5, missing_days: null, overridden: 0 },
    { reporter_org: 'Slow', days_expected: 3, missing_days: 4, overridden: 8, inconsistent: 3 },
  ]);
});

test('M10: SQL and the reader agree on every combination, and on whose doing it was', async () => {
  let expected = 0;
  const records = DISPOSITIONS.flatMap((disposition) =>
    POLICIES.flatMap((requested) =>
      [[], REASON, [{ type: 'sampled_out', comment: null }]].flatMap((reasons) =>
        [true, false].map((pass) => {
          if (isOverridden({ pass, disposition, requested, reasons })) expected += 1;
          return { disposition, requested, reasons, dkimAligned: pass, spfAligned: false };
        }),
      ),
    ),
  );
  await seedReport({ domain: 'all.example', day: '2026-11-05', records });
  const arc = [
    { type: 'sampled_out', comment: null },
    { type: 'local_policy', comment: 'arc=pass' },
  ];
  await seedReport({
    domain: 'all.example',
    day: '2026-11-06',
    records: [{ ...failed, count: 100, disposition: 'none', reasons: arc }],
  });
  const asked = parseFilter({ from: '2026-11-01', to: '2026-11-30', d: 'all.example' });
  const found = await overrides(SYSTEM_VIEWER, asked, now);
  expect(expected).toBeGreaterThan(10);
  expect(found.messages).toBe(expected + 100);
  expect(found.byOrigin).toEqual({ 'own-record': expected / 2, receiver: expected / 2, arc: 100 });
  // Failed, with quarantine or reject asked for: 5 dispositions, 2 policies, 3 kinds of reason.
  expect(found.asked).toBe(30 + 100);
});
