import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { disconnect } from '#lib/db/client';
import { closePool } from '#lib/db/pool';
import { addDays } from '#lib/filter/day';
import { parseFilter } from '#lib/filter/filter';
import { mintViewer, SYSTEM_VIEWER } from '#lib/filter/viewer';
import { completeThrough } from '#lib/queries/complete-through';
import { domainOverview } from '#lib/queries/domain-list';
import { domainNames } from '#lib/queries/domain-names';
import { domainSparks } from '#lib/queries/domain-sparks';
import { lastReports } from '#lib/queries/last-reports';
import { policyChanges } from '#lib/queries/policy-changes';
import { seedDomain, seedReport } from '#test/support/seed';

const now = new Date('2026-11-24T12:00:00Z');
const NAMES = ['busy.example', 'nobody-knows.example'];
const month = (d: string) => parseFilter({ range: '30d', d });

beforeAll(async () => {
  // Two reporters every day; the second is late with the last three days.
  for (let day = '2026-10-20'; day <= '2026-11-22'; day = addDays(day, 1)) {
    const policy = { p: day < '2026-11-10' ? 'none' : 'quarantine', sp: null };
    await seedReport({
      domain: 'busy.example',
      day,
      reporter: 'Prompt',
      policy,
      records: [{ count: 9 }],
    });
    if (day > '2026-11-19') continue;
    // The second learns of a new policy a day later, and states sp although it is the default.
    const late = { p: day < '2026-11-11' ? 'none' : 'quarantine' };
    await seedReport({
      domain: 'busy.example',
      day,
      reporter: 'Late',
      policy: { ...late, sp: late.p },
      records: [{ count: 1, dkimAligned: false, spfAligned: false }],
    });
  }
  // One report that saw something else is no change of policy.
  await seedReport({
    domain: 'busy.example',
    day: '2026-11-15',
    reporter: 'Odd',
    policy: { p: 'reject' },
    records: [],
  });
  await seedReport({
    domain: 'failing.example',
    day: '2026-11-20',
    policy: { p: 'reject', sp: 'none', testing: 'y' },
    records: [{ count: 10 }, { count: 30, dkimAligned: false, spfAligned: false }],
  });
  await seedReport({ domain: 'xn--bcher-kva.example', day: '2026-11-01', policy: { p: 'reject' } });
  await seedDomain('waiting.example');
  await seedDomain('demo.example', true);
});

afterAll(async () => {
  await disconnect();
  await closePool();
});

describe('the overview', () => {
  test('says of each domain how it fares, and which needs a look', async () => {
    const rows = await domainOverview(SYSTEM_VIEWER, parseFilter({ range: '30d' }), now);
    expect(rows.map(({ name, messages, attention }) => [name, messages, attention])).toEqual([
      ['busy.example', 28 * 9 + 25, 'failing'],
      ['failing.example', 40, 'failing'],
      ['xn--bcher-kva.example', 1, 'silent'],
      ['waiting.example', 0, null],
    ]);
    expect(rows[1]).toMatchObject({
      policy: { p: 'reject', sp: 'none', testing: true },
      passed: 10,
      failed: 30,
      compliance: 0.25,
      isDemo: false,
    });
    expect(rows[2]?.unicode).toBe('bücher.example');
    expect(rows[3]).toMatchObject({ policy: null, compliance: null, lastReportAt: null });
  });

  test('draws a line of each domain that it is asked to', async () => {
    const lines = await domainSparks(SYSTEM_VIEWER, parseFilter({ range: '30d' }), NAMES, now);
    expect([...lines.keys()]).toEqual(['busy.example']);
    const line = lines.get('busy.example') ?? [];
    expect(line).toHaveLength(30);
    expect(line.reduce((sum, messages) => sum + messages, 0)).toBe(28 * 9 + 25);
  });

  test('has every domain once, whatever the number', async () => {
    const many = await Promise.all(
      Array.from({ length: 300 }, (_, n) => seedDomain(`d${n}.many.example`)),
    );
    const viewer = mintViewer({ userId: 'm', name: 'M', role: 'viewer', domains: many });
    const rows = await domainOverview(viewer, parseFilter({}), now);
    expect(new Set(rows.map(({ name }) => name)).size).toBe(300);
  });
});

describe('policy changes', () => {
  test('are the day most reports tell another policy, and no single stray', async () => {
    expect(await policyChanges(SYSTEM_VIEWER, month('busy.example'), now)).toEqual([
      { day: '2026-11-11', domain: 'busy.example', before: 'p=none', after: 'p=quarantine' },
    ]);
  });

  test('outside the period are not in it', async () => {
    const late = parseFilter({ from: '2026-11-12', to: '2026-11-24', d: 'busy.example' });
    expect(await policyChanges(SYSTEM_VIEWER, late, now)).toEqual([]);
  });
});

describe('complete through', () => {
  test('is the last day that nearly all expected reporters have reported', async () => {
    expect(await completeThrough(SYSTEM_VIEWER, month('busy.example'), now)).toBe('2026-11-19');
  });

  test('is not known where nobody reports regularly', async () => {
    expect(await completeThrough(SYSTEM_VIEWER, month('failing.example'), now)).toBeNull();
  });
});

test('names to choose from are the viewer’s, real ones first', async () => {
  const viewer = mintViewer({
    userId: 'u',
    name: 'U',
    role: 'viewer',
    domains: [await seedDomain('demo.example', true), await seedDomain('xn--bcher-kva.example')],
  });
  expect(await domainNames(viewer)).toEqual([
    { name: 'xn--bcher-kva.example', unicode: 'bücher.example', isDemo: false },
    { name: 'demo.example', unicode: 'demo.example', isDemo: true },
  ]);
});

test('the domain that waits longest for a report is first', async () => {
  const rows = await lastReports(SYSTEM_VIEWER, parseFilter({ d: 'busy.example,waiting.example' }));
  expect(rows).toEqual([
    { domain: 'waiting.example', lastReportAt: null },
    { domain: 'busy.example', lastReportAt: new Date('2026-11-23T00:59:59Z') },
  ]);
});
