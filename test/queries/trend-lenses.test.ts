import { afterAll, beforeAll, expect, test } from 'vitest';
import { disconnect } from '#lib/db/client';
import { closePool, pool } from '#lib/db/pool';
import { parseFilter } from '#lib/filter/filter';
import { mintViewer, SYSTEM_VIEWER } from '#lib/filter/viewer';
import { classSums } from '#lib/queries/class-sums';
import { classifiedSources } from '#lib/queries/classified-sources';
import { volumeByCamp } from '#lib/queries/volume-by-camp';
import { volumeByDay } from '#lib/queries/volume-by-day';
import { volumeByDomain } from '#lib/queries/volume-by-domain';
import { labelSources } from '#lib/store/source-label';
import { seedReport } from '#test/support/seed';

const now = new Date('2026-11-24T12:00:00Z');
const days = { from: '2026-11-20', to: '2026-11-22' };
const failed = { dkimAligned: false, spfAligned: false, outcome: 'rejected' } as const;

let limited = SYSTEM_VIEWER;

beforeAll(async () => {
  await seedReport({
    domain: 'one.example',
    day: '2026-11-20',
    records: [
      { count: 50, ip: '192.0.2.1' },
      { count: 7, ip: '198.51.100.9', ...failed },
      { count: 2, ip: null, sourceRaw: 'nowhere', ...failed },
    ],
  });
  await seedReport({
    domain: 'one.example',
    day: '2026-11-22',
    records: [{ count: 40, ip: '192.0.2.1' }],
  });
  const { domainId } = await seedReport({
    domain: 'two.example',
    day: '2026-11-21',
    records: [{ count: 9, ip: '192.0.2.1', ...failed }],
  });
  limited = mintViewer({ userId: 'x', name: 'x', role: 'viewer', domains: [domainId] });
  const said = { everywhere: false, note: null, owner: null };
  for (const [ip, domain, label] of [
    ['192.0.2.1', 'one.example', 'yours'],
    ['198.51.100.9', 'one.example', 'not-mine'],
    ['192.0.2.1', 'two.example', 'forwarder'],
  ] as const) {
    await labelSources(SYSTEM_VIEWER, { ...said, domain, subjects: [{ ip }], label });
  }
});

afterAll(async () => {
  await disconnect();
  await closePool();
});

test('each day is told by whose its mail was, for each domain by itself, and adds up to M1', async () => {
  const none = { yours: 0, forwarder: 0, misconfigured: 0, unknown: 0, spoof: 0 };
  const told = await volumeByCamp(SYSTEM_VIEWER, parseFilter(days), now);
  expect(told).toEqual([
    { day: '2026-11-20', total: 59, counts: { ...none, yours: 50, spoof: 7, unknown: 2 } },
    { day: '2026-11-21', total: 9, counts: { ...none, forwarder: 9 } },
    { day: '2026-11-22', total: 40, counts: { ...none, yours: 40 } },
  ]);
  const volume = await volumeByDay(SYSTEM_VIEWER, parseFilter(days), now);
  expect(told.map(({ total }) => total)).toEqual(volume.map(({ total }) => total));
});

test('a filter chooses what is told, and whose it is hangs on all mail', async () => {
  const [first] = await volumeByCamp(
    SYSTEM_VIEWER,
    parseFilter({ ...days, res: 'rejected', d: 'one.example' }),
    now,
  );
  expect(first?.counts).toMatchObject({ yours: 0, spoof: 7, unknown: 2 });
});

test('the domains with most mail are told day by day, with how much there is in all', async () => {
  const { rows, domains, messages } = await volumeByDomain(SYSTEM_VIEWER, parseFilter(days), {
    limit: 1,
    now,
  });
  expect({ domains, messages }).toEqual({ domains: 2, messages: 108 });
  expect(rows).toEqual([
    {
      ...{ name: 'one.example', unicode: 'one.example', messages: 99, passed: 90 },
      days: [
        { day: '2026-11-20', messages: 59, passed: 50 },
        { day: '2026-11-21', messages: 0, passed: 0 },
        { day: '2026-11-22', messages: 40, passed: 40 },
      ],
    },
  ]);
});

test('who is limited to a domain is told of no other', async () => {
  const camps = await volumeByCamp(limited, parseFilter(days), now);
  expect(camps.map(({ total }) => total)).toEqual([0, 9, 0]);
  const { rows, domains } = await volumeByDomain(limited, parseFilter(days), { now });
  expect({ domains, names: rows.map(({ name }) => name) }).toEqual({
    ...{ domains: 1, names: ['two.example'] },
  });
});

test('however many sources there are, whose the mail was is told of all of them', async () => {
  const { domainId, id } = await seedReport({
    domain: 'many.example',
    day: '2026-11-21',
    records: [{ count: 5, ip: '203.0.113.1' }],
  });
  await pool().query(
    `INSERT INTO record (report_id, day, record_no, domain_id, reporter_id, auth_set_id, source_ip,
       count, outcome, disposition, dkim_aligned, spf_aligned, requested, inconsistent, header_from)
     SELECT report_id, day, n + 1, domain_id, reporter_id, auth_set_id, '10.0.0.0'::inet + n, 6,
       outcome, disposition, dkim_aligned, spf_aligned, requested, inconsistent, header_from
     FROM record CROSS JOIN generate_series(1, 10000) AS n WHERE report_id = $1`,
    [id],
  );
  const label = { everywhere: false, note: null, owner: null, label: 'yours' } as const;
  const subjects = [{ ip: '203.0.113.1' }];
  await labelSources(SYSTEM_VIEWER, { ...label, subjects, domain: 'many.example' });
  const viewer = mintViewer({ userId: 'm', name: 'm', role: 'viewer', domains: [domainId] });
  const filter = parseFilter(days);
  expect((await classifiedSources(viewer, filter, now)).beyond).toBe(1);
  const [, day] = await volumeByCamp(viewer, filter, now);
  expect(day?.counts).toMatchObject({ yours: 5, unknown: 60_000 });
  const { authorised, domains } = await classSums(viewer, filter, now);
  expect(authorised.messages).toBe(5);
  expect(domains).toEqual([{ domain: 'many.example', messages: 5, passed: 5 }]);
});
