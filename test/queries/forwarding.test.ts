import { afterAll, beforeAll, expect, test } from 'vitest';
import { disconnect } from '#lib/db/client';
import { closePool, pool } from '#lib/db/pool';
import { parseFilter } from '#lib/filter/filter';
import { mintViewer, SYSTEM_VIEWER } from '#lib/filter/viewer';
import { forwarding } from '#lib/queries/forwarding';
import { judgeAll } from '#test/support/judge';
import { seedReport } from '#test/support/seed';

const november = { from: '2026-11-01', to: '2026-11-30' };
const signed = { domain: 'example.com', selector: 's1', result: 'pass' };
const broken = { ...signed, result: 'fail' };
const listed = { domain: 'lists.club.example', selector: 'l', result: 'pass' };

beforeAll(async () => {
  for (const [reporter, day] of [
    ['one.example', '2026-11-05'],
    ['two.example', '2026-11-07'],
  ] as const) {
    await seedReport({
      ...{ domain: 'example.com', reporter, day },
      records: [
        {
          ...{ count: 1000, ip: '192.0.2.1', dkim: [signed] },
          spf: [{ domain: 'example.com', scope: 'mfrom', result: 'pass' }],
        },
        // One network, two addresses: all of it signed still.
        { count: 40, ip: '192.0.2.2', spfAligned: false, dkim: [signed] },
        { count: 2, ip: '192.0.2.3', spfAligned: false, dkim: [signed] },
        // A list that changes the text. One receiver trusts it, the other does not.
        {
          ...{ count: 20, ip: '192.0.2.4', dkimAligned: false, spfAligned: false },
          ...{ dkim: [broken, listed], requested: 'reject' },
          ...(reporter === 'one.example'
            ? {
                outcome: 'overridden',
                reasons: [
                  { type: 'local_policy', comment: 'arc=pass as.1.example=pass' },
                  { type: 'mailing_list', comment: null },
                ],
              }
            : { outcome: 'rejected', disposition: 'reject' }),
        },
      ],
    });
  }
  await pool().query(
    `UPDATE source SET ptr = 'out' || host(ip) || '.hostel.example', ptr_confirmed = true,
       lookup = 'found' WHERE ip IN ('192.0.2.2', '192.0.2.3')`,
  );
  await judgeAll();
});

afterAll(async () => {
  await disconnect();
  await closePool();
});

const ask = (search: Record<string, string> = {}, viewer = SYSTEM_VIEWER) =>
  forwarding(viewer, parseFilter({ ...november, ...search }));

test('tells what became of forwarded mail, and of no other', async () => {
  const { total, arc } = await ask();
  expect(total).toMatchObject({
    ...{ messages: 124, dkimAligned: 84, failed: 40 },
    byOutcome: { passed: 84, overridden: 20, rejected: 20, quarantined: 0, delivered: 0 },
  });
  // A message that is excused for two reasons is one message.
  expect(arc).toBe(20);
});

test('puts the addresses of one network together, most messages first', async () => {
  const { forwarders } = await ask();
  expect(forwarders.map(({ name, ips, messages }) => [name, ips.length, messages])).toEqual([
    ['hostel.example', 2, 84],
    ['192.0.2.4', 1, 40],
  ]);
  expect(forwarders[1]?.excuses).toEqual({ arc: 20, reporters: ['one.example'] });
  expect(forwarders[0]?.because.map(({ values }) => values['selector'])).toContain('s1');
});

test('the days add up to the total, and silent days are there', async () => {
  const { total, days } = await ask();
  expect(days).toHaveLength(30);
  expect(days.reduce((sum, day) => sum + day.total, 0)).toBe(total.messages);
  expect(days.filter((day) => day.total > 0).map(({ day, rejected }) => [day, rejected])).toEqual([
    ['2026-11-05', 0],
    ['2026-11-07', 20],
  ]);
});

test('a filter narrows all of it alike', async () => {
  const { total, forwarders, days } = await ask({ res: 'rejected' });
  expect(total.messages).toBe(20);
  expect(forwarders).toHaveLength(1);
  expect(days.reduce((sum, day) => sum + day.total, 0)).toBe(20);
});

test('who may see nothing is told nothing, and a silent period is empty', async () => {
  const viewer = mintViewer({ userId: 'u', name: 'U', role: 'viewer', domains: [] });
  expect((await ask({}, viewer)).total.messages).toBe(0);
  const empty = await ask({ from: '2020-01-01', to: '2020-01-31' });
  expect(empty).toMatchObject({ forwarders: [], arc: 0, total: { messages: 0, compliance: null } });
});
