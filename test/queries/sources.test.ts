import { afterAll, beforeAll, expect, test } from 'vitest';
import { disconnect } from '#lib/db/client';
import { closePool, pool } from '#lib/db/pool';
import { parseFilter } from '#lib/filter/filter';
import { mintViewer, SYSTEM_VIEWER } from '#lib/filter/viewer';
import { sourceDetail } from '#lib/queries/source-detail';
import { topSources } from '#lib/queries/top-sources';
import { seedReport } from '#test/support/seed';

const november = { from: '2026-11-01', to: '2026-11-30' };
let own: number;

beforeAll(async () => {
  const espDkim = { domain: 'esp.example', selector: 'k1', result: 'pass' };
  const espSpf = { domain: 'bounce.esp.example', scope: 'mfrom', result: 'pass' };
  own = (
    await seedReport({
      day: '2026-11-05',
      records: [
        {
          count: 100,
          ip: '192.0.2.1',
          dkim: [{ domain: 'example.com', selector: 's1', result: 'pass' }, espDkim],
          spf: [{ domain: 'example.com', scope: 'mfrom', result: 'pass' }],
        },
        {
          count: 10,
          ip: '192.0.2.2',
          headerFrom: 'news.example.com',
          dkimAligned: false,
          spfAligned: false,
          outcome: 'quarantined',
          dkim: [espDkim],
          spf: [espSpf],
        },
        { count: 5, ip: '2001:db8::2', spfAligned: false },
        { count: 4, ip: null, sourceRaw: 'localhost', dkimAligned: false, spfAligned: false },
      ],
    })
  ).domainId;
  await seedReport({
    day: '2026-11-07',
    reporter: 'Other',
    policy: { p: 'none', adkim: 's' },
    records: [
      { count: 1, ip: '192.0.2.2', headerFrom: 'news.example.com', dkim: [espDkim], spf: [espSpf] },
      {
        count: 2,
        ip: '192.0.2.2',
        headerFrom: 'news.example.com',
        spfAligned: false,
        dkim: [{ domain: 'example.com', selector: 's1', result: 'pass' }],
      },
    ],
  });
  await seedReport({
    domain: 'other.example',
    day: '2026-11-07',
    records: [{ count: 50, ip: '192.0.2.1', dkimAligned: false, spfAligned: false }],
  });
  await pool().query("UPDATE source SET ptr = 'mail.example.net' WHERE ip = '192.0.2.1'");
});

afterAll(async () => {
  await disconnect();
  await closePool();
});

test('lists sources with their figures and names, those with most messages first', async () => {
  const { rows, next, total } = await topSources(SYSTEM_VIEWER, parseFilter(november));
  expect(rows.map(({ ip, messages }) => [ip, messages])).toEqual([
    ['192.0.2.1', 150],
    ['192.0.2.2', 13],
    ['2001:db8::2', 5],
    [null, 4],
  ]);
  expect(rows[0]).toMatchObject({
    ptr: 'mail.example.net',
    passed: 100,
    both: 100,
    neither: 50,
    domains: ['example.com', 'other.example'],
    identities: { dkim: ['esp.example', 'example.com'], spf: ['example.com'] },
    reporters: 1,
    firstDay: '2026-11-05',
    lastDay: '2026-11-07',
  });
  expect(rows[0]?.spark).toHaveLength(30);
  expect(rows[0]?.spark.slice(4, 7)).toEqual([100, 0, 50]);
  expect(rows[1]).toMatchObject({ reporters: 2, byOutcome: { quarantined: 10, passed: 3 } });
  expect(rows[3]).toMatchObject({ domains: ['example.com'], reporters: 1 });
  expect(total).toMatchObject({ sources: 3, messages: 172, passed: 108 });
  expect(next).toBeNull();
});

test.each([
  '-messages',
  'messages',
  '-failed',
  'compliance',
  '-last',
  'first',
  'ip',
  '-ip',
  'bogus',
])('the pages sorted by %s hold every source once', async (sort) => {
  const whole = await topSources(SYSTEM_VIEWER, parseFilter({ ...november, sort }));
  const paged = [];
  for (let cur: string | null = ''; cur !== null; ) {
    const filter = parseFilter({ ...november, sort, cur });
    const page = await topSources(SYSTEM_VIEWER, filter, { limit: 1 });
    expect(page.total).toEqual(whole.total);
    paged.push(...page.rows);
    cur = page.next;
  }
  expect(paged).toEqual(whole.rows);
  expect(paged).toHaveLength(4);
});

test('a block of addresses means those in it', async () => {
  const { rows } = await topSources(
    SYSTEM_VIEWER,
    parseFilter({ ...november, ip: '192.0.2.2/31' }),
  );
  expect(rows.map(({ ip }) => ip)).toEqual(['192.0.2.2']);
});

test('a search finds a source by its name', async () => {
  const { rows } = await topSources(SYSTEM_VIEWER, parseFilter({ ...november, q: 'Mail.Example' }));
  expect(rows.map(({ ip }) => ip)).toEqual(['192.0.2.1']);
});

test('a search does not read its wildcards', async () => {
  const { rows } = await topSources(
    SYSTEM_VIEWER,
    parseFilter({ ...november, q: 'mail_example%' }),
  );
  expect(rows).toEqual([]);
});

test('whoever is limited to a domain learns nothing of what a source does for others', async () => {
  const viewer = mintViewer({ userId: 'u', name: 'U', role: 'viewer', domains: [own] });
  const { rows } = await topSources(viewer, parseFilter(november));
  expect(rows[0]).toMatchObject({ ip: '192.0.2.1', messages: 100, domains: ['example.com'] });
  const detail = await sourceDetail(viewer, parseFilter(november), '192.0.2.1');
  expect(detail.matrix.map(({ domain }) => domain)).toEqual(['example.com']);
});

test('tells for one source which domain used which identity, and what became of it', async () => {
  const detail = await sourceDetail(SYSTEM_VIEWER, parseFilter(november), '192.0.2.2');
  expect(detail).toMatchObject({
    ip: '192.0.2.2',
    messages: 13,
    ptr: null,
    firstDay: '2026-11-05',
  });
  expect(detail.matrix).toHaveLength(2);
  const [unaligned, strict] = detail.matrix;
  expect(unaligned).toMatchObject({
    headerFrom: 'news.example.com',
    domain: 'example.com',
    messages: 11,
    passed: 1,
    dkim: [{ domain: 'esp.example', selector: 'k1', result: 'pass', aligned: false }],
    spf: [{ domain: 'bounce.esp.example', scope: 'mfrom', result: 'pass', aligned: false }],
    byOutcome: { quarantined: 10, passed: 1 },
    byDisposition: { quarantine: 10, none: 1 },
  });
  // adkim=s: the organisation is the same, the name is not.
  expect(strict).toMatchObject({ messages: 2, dkim: [{ domain: 'example.com', aligned: false }] });
  expect(detail.reporters).toEqual([
    { name: 'Reporter', messages: 10, passed: 0, compliance: 0, lastDay: '2026-11-05' },
    { name: 'Other', messages: 3, passed: 3, compliance: 1, lastDay: '2026-11-07' },
  ]);
});

test('an SPF check without a scope is one of the envelope, as one that says so', async () => {
  const spf = (scope: string | null) => [{ domain: 'bounce.example', scope, result: 'pass' }];
  await seedReport({
    day: '2026-11-09',
    records: [null, 'mfrom', 'helo'].map((scope) => ({ ip: '192.0.2.77', spf: spf(scope) })),
  });
  const { matrix } = await sourceDetail(SYSTEM_VIEWER, parseFilter(november), '192.0.2.77');
  expect(matrix.map(({ messages }) => messages)).toEqual([2, 1]);
});

test('a source without mail is all zeros', async () => {
  const detail = await sourceDetail(SYSTEM_VIEWER, parseFilter(november), '203.0.113.9');
  expect(detail).toMatchObject({ messages: 0, compliance: null, matrix: [], reporters: [] });
  expect(detail.firstDay).toBeNull();
});
