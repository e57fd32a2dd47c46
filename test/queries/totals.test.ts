import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { disconnect } from '#lib/db/client';
import { closePool } from '#lib/db/pool';
import { parseFilter } from '#lib/filter/filter';
import { trendOf } from '#lib/filter/trend';
import { mintViewer, SYSTEM_VIEWER } from '#lib/filter/viewer';
import { sourceCount } from '#lib/queries/source-count';
import { totals } from '#lib/queries/totals';
import { volumeByDay } from '#lib/queries/volume-by-day';
import { seedDomain, seedReport } from '#test/support/seed';

const november = { from: '2026-11-01', to: '2026-11-30' };
let secret: number;

beforeAll(async () => {
  await seedReport({
    day: '2026-11-05',
    records: [
      { count: 60, ip: '192.0.2.1' },
      { count: 20, ip: '192.0.2.2', spfAligned: false },
      { count: 10, ip: '2001:db8::7', dkimAligned: false },
      // Passed and rejected all the same (M8): stays passed.
      { count: 3, ip: '192.0.2.1', outcome: 'passed', disposition: 'reject' },
      // Two signatures, one record: counted once.
      {
        count: 7,
        ip: '192.0.2.3',
        dkim: [
          { domain: 'example.com', selector: 's1', result: 'pass' },
          { domain: 'esp.example', selector: 'k1', result: 'pass' },
        ],
      },
      { count: 5, ip: '198.51.100.1', dkimAligned: false, spfAligned: false, outcome: 'rejected' },
      // A source that is no address still sent messages.
      { count: 2, ip: null, sourceRaw: 'mail.example', dkimAligned: false, spfAligned: false },
      { count: 0, ip: '192.0.2.9' },
    ],
  });
  await seedReport({ day: '2026-11-01', records: [{ count: 100 }] });
  await seedReport({ day: '2026-11-30', reporter: 'Other', records: [{ count: 1000 }] });
  await seedReport({ day: '2026-10-31', records: [{ count: 10_000 }] });
  await seedReport({ day: '2026-12-01', records: [{ count: 100_000 }] });
  // The same identity with another content is kept, and not counted.
  await seedReport({ day: '2026-11-05', counted: false, records: [{ count: 7777 }] });
  // A week in one report, half of it in October.
  await seedReport({
    begin: '2026-10-30T00:00:00Z',
    end: '2026-11-03T00:00:00Z',
    spread: true,
    records: [
      { day: '2026-10-30', count: 1 },
      { day: '2026-10-31', count: 1 },
      { day: '2026-11-01', count: 2 },
      { day: '2026-11-02', count: 2, dkimAligned: false, spfAligned: false },
    ],
  });
  secret = (
    await seedReport({ domain: 'secret.example', day: '2026-11-10', records: [{ count: 500 }] })
  ).domainId;
  await seedReport({ domain: 'demo.example', isDemo: true, records: [{ count: 55_555 }] });
});

afterAll(async () => {
  await disconnect();
  await closePool();
});

test('counts messages once, in the period only, and no conflict or demo', async () => {
  const found = await totals(SYSTEM_VIEWER, parseFilter({ ...november, d: 'example.com' }));
  expect(found).toMatchObject({
    messages: 107 + 100 + 1000 + 4,
    passed: 100 + 100 + 1000 + 2,
    failed: 9,
    both: 70 + 100 + 1000 + 2,
    dkimOnly: 20,
    spfOnly: 10,
    neither: 9,
    byOutcome: { passed: 1202, overridden: 0, quarantined: 0, rejected: 5, delivered: 4 },
    passedButBlocked: 3,
    domains: 1,
    reports: 4,
    reporters: 2,
    from: '2026-11-01',
    to: '2026-11-30',
  });
  expect(found.compliance).toBeCloseTo(1202 / 1211);
});

test('compares with the same weekdays before', async () => {
  const later = new Date('2026-12-10T12:00:00Z');
  const asked = parseFilter({ ...november, d: 'example.com' });
  const { previous } = await totals(SYSTEM_VIEWER, asked, later);
  // 30 days shifted by 35: 27 September to 26 October; nothing was reported then.
  expect(previous).toMatchObject({ messages: 0, from: '2026-09-27', to: '2026-10-26' });
  const week = parseFilter({ from: '2026-11-05', to: '2026-11-11', d: 'example.com' });
  expect((await totals(SYSTEM_VIEWER, week, later)).previous?.messages).toBe(10_000 + 100 + 6);
  expect((await totals(SYSTEM_VIEWER, { ...week, compare: 'none' })).previous).toBeNull();
});

test('a day that is still arriving is no loss of mail', async () => {
  for (let day = 1; day <= 31; day += 1) {
    const date = `2027-03-${String(day).padStart(2, '0')}`;
    const count = date === '2027-03-31' ? 10 : 100;
    await seedReport({ domain: 'even.example', day: date, records: [{ count }] });
    if (count === 100)
      await seedReport({
        domain: 'even.example',
        day: date,
        reporter: 'Second',
        records: [{ count: 100 }],
      });
  }
  const now = new Date('2027-03-31T12:00:00Z');
  const asked = parseFilter({ range: '7d', d: 'even.example' });
  const { messages, comparable, previous } = await totals(SYSTEM_VIEWER, asked, now);
  expect(messages).toBe(6 * 200 + 10);
  expect(comparable).toMatchObject({ messages: 1200, from: '2027-03-25', to: '2027-03-30' });
  expect(previous).toMatchObject({ messages: 1200, from: '2027-03-18', to: '2027-03-23' });
  expect(trendOf(comparable, previous)).toEqual({ volume: 0, points: 0 });
});

test('a range has both of its ends and nothing beside them', async () => {
  const day = async (from: string, to = from) =>
    (await totals(SYSTEM_VIEWER, parseFilter({ from, to, d: 'example.com' }))).messages;
  expect(await day('2026-11-30')).toBe(1000);
  expect(await day('2026-10-31', '2026-11-01')).toBe(10_000 + 1 + 100 + 2);
});

test('a day without reports is a zero in its place', async () => {
  const days = await volumeByDay(SYSTEM_VIEWER, parseFilter({ ...november, d: 'example.com' }));
  expect(days).toHaveLength(30);
  expect(days[2]).toMatchObject({ day: '2026-11-03', total: 0, passed: 0 });
  expect(days[4]).toMatchObject({ day: '2026-11-05', total: 107, passed: 100, rejected: 5 });
});

test('a filter by outcome counts the reports that hold such mail', async () => {
  const found = await totals(SYSTEM_VIEWER, parseFilter({ ...november, res: 'rejected' }));
  expect(found).toMatchObject({ messages: 5, reports: 1, reporters: 1, domains: 1 });
});

test('counts sources, and not what is no address', async () => {
  const found = await sourceCount(SYSTEM_VIEWER, parseFilter(november));
  expect(found).toBe(6);
});

test('numbers of any size add up', async () => {
  await seedReport({
    domain: 'large.example',
    records: Array.from({ length: 5 }, () => ({ count: 1_000_000_000 })),
  });
  const found = await totals(SYSTEM_VIEWER, parseFilter({ ...november, d: 'large.example' }));
  expect(found.messages).toBe(5_000_000_000);
});

describe('who asks', () => {
  const limited = async () =>
    mintViewer({
      userId: 'u',
      name: 'U',
      role: 'viewer',
      domains: [await seedDomain('example.com')],
    });

  test('sees no other domain in a total', async () => {
    const found = await totals(await limited(), parseFilter(november));
    expect(found.messages).toBe(1211);
    expect(found.domains).toBe(1);
  });

  test('sees nothing of a domain that is not theirs, even by name', async () => {
    const asked = parseFilter({ ...november, d: 'secret.example' });
    expect((await totals(await limited(), asked)).messages).toBe(0);
    expect((await totals(SYSTEM_VIEWER, asked)).messages).toBe(500);
  });

  test('sees the demo only when there is nothing real to see', async () => {
    const demo = parseFilter({ ...november, d: 'demo.example' });
    expect((await totals(SYSTEM_VIEWER, demo)).messages).toBe(55_555);
    const both = parseFilter({ ...november, d: 'demo.example,secret.example' });
    expect((await totals(SYSTEM_VIEWER, both)).messages).toBe(500);
    const nobody = mintViewer({ userId: 'n', name: 'N', role: 'viewer', domains: [secret + 999] });
    expect((await totals(nobody, parseFilter(november))).messages).toBe(0);
  });
});
