import { afterAll, beforeAll, expect, test } from 'vitest';
import { disconnect } from '#lib/db/client';
import { closePool } from '#lib/db/pool';
import { parseFilter } from '#lib/filter/filter';
import { mintViewer, SYSTEM_VIEWER } from '#lib/filter/viewer';
import { exportDataset } from '#lib/queries/datasets';
import { diagnosedList } from '#lib/queries/diagnosed-records';
import { diagnoses } from '#lib/queries/diagnoses';
import { reportRecords } from '#lib/queries/report-records';
import { seedDomain, seedReport } from '#test/support/seed';

const november = { from: '2026-11-01', to: '2026-11-30', d: 'example.com' };
const failed = { dkimAligned: false, spfAligned: false };
const signed = (selector: string, result: string, domain = 'example.com') => ({
  dkim: [{ domain, selector, result }],
});
let uid: string;

beforeAll(async () => {
  ({ uid } = await seedReport({
    day: '2026-11-05',
    reporter: 'google.com',
    records: [
      { count: 100, ...signed('s1', 'pass') },
      // The signature broke: s1 passes above, s2 only in October, s3 never.
      { count: 5, ip: '198.51.100.1', ...failed, ...signed('s1', 'fail') },
      { count: 4, ip: '198.51.100.2', ...failed, ...signed('s2', 'fail') },
      { count: 3, ip: '198.51.100.3', ...failed, ...signed('s3', 'fail') },
      {
        count: 20,
        ip: '203.0.113.9',
        ...failed,
        requested: 'reject',
        outcome: 'overridden',
        disposition: 'none',
        reasons: [{ type: 'local_policy', comment: 'arc=pass' }],
        dkim: [
          { domain: 'esp.example', selector: 'k1', result: 'pass' },
          { domain: 'list.example', selector: 'k2', result: 'pass' },
        ],
        spf: [{ domain: 'bounce.esp.example', scope: 'mfrom', result: 'pass' }],
      },
    ],
  }));
  await seedReport({
    day: '2026-11-06',
    reporter: 'Other',
    records: [
      { count: 2, ip: '198.51.100.4', ...failed, ...signed('s3', 'fail') },
      { count: 0, ip: '198.51.100.4', ...failed, ...signed('s3', 'pass') },
    ],
  });
  await seedReport({ day: '2026-10-05', records: [{ count: 9, ...signed('s2', 'pass') }] });
  await seedReport({
    domain: 'other.example',
    day: '2026-11-05',
    records: [{ headerFrom: 'other.example', ...signed('s3', 'pass') }],
  });
});

afterAll(async () => {
  await disconnect();
  await closePool();
});

test('says why mail fails, worst first, and counts each message once in a code', async () => {
  const { cards, messages, looked } = await diagnoses(SYSTEM_VIEWER, parseFilter(november), {
    which: 'failed',
  });
  expect(cards.map(({ code, messages: count }) => [code, count])).toEqual([
    ['DKIM_BROKEN_ALL', 9],
    ['DKIM_UNALIGNED', 20],
    ['SPF_UNALIGNED', 20],
    ['OVERRIDDEN', 20],
    ['DKIM_BROKEN_HERE', 5],
  ]);
  expect({ messages, looked }).toEqual({ messages: 34, looked: 34 });
  expect(cards[0]?.share).toBeCloseTo(9 / 34);
});

test('puts the reports of several receivers together, and names them', async () => {
  const asked = parseFilter({ ...november, ip: '198.51.100.0/24' });
  const { cards } = await diagnoses(SYSTEM_VIEWER, asked, { which: 'failed' });
  const all = cards.find(({ code }) => code === 'DKIM_BROKEN_ALL');
  expect(all?.values).toMatchObject({
    domain: 'example.com',
    selector: 's3',
    many: 'no',
    names: 2,
  });
  expect(all?.values).toMatchObject({
    first: 'google.com',
    second: expect.stringContaining('Other'),
  });
});

test('with all mail, what passes is told of, too', async () => {
  const asked = parseFilter({ ...november, ip: '192.0.2.1' });
  const { cards, messages } = await diagnoses(SYSTEM_VIEWER, asked);
  expect(cards.map(({ code, share }) => [code, share])).toEqual([['OK_BOTH', 1]]);
  expect(messages).toBe(100);
});

test('a selector that passed before the period passes nowhere in it', async () => {
  const both = { ...november, from: '2026-10-01' };
  const codes = async (search: Record<string, string>) => {
    const asked = parseFilter({ ...search, ip: '198.51.100.2' });
    return (await diagnoses(SYSTEM_VIEWER, asked)).cards.map(({ code }) => code);
  };
  expect(await codes(november)).toEqual(['DKIM_BROKEN_ALL']);
  expect(await codes(both)).toEqual(['DKIM_BROKEN_HERE']);
});

test('the page, the file and the API say the same codes of the same messages', async () => {
  const asked = parseFilter(november);
  const sums = new Map<string, number>();
  const lines = [];
  for await (const text of exportDataset(SYSTEM_VIEWER, asked, 'records', { format: 'jsonl' })) {
    lines.push(...text.trimEnd().split('\n'));
  }
  for (const line of lines) {
    const { diagnosis_codes: codes, message_count: count } = JSON.parse(line);
    for (const code of codes.split('|').filter(Boolean))
      sums.set(code, (sums.get(code) ?? 0) + count);
  }
  const { cards } = await diagnoses(SYSTEM_VIEWER, asked);
  expect(Object.fromEntries(sums)).toEqual(
    Object.fromEntries(cards.map(({ code, messages }) => [code, messages])),
  );
  const { rows } = await diagnosedList(SYSTEM_VIEWER, asked);
  expect(rows.map(({ diagnosis }) => diagnosis.join('|'))).toEqual(
    lines.map((line) => JSON.parse(line).diagnosis_codes),
  );
});

test('a report tells of each of its records', async () => {
  const records = await reportRecords(SYSTEM_VIEWER, uid);
  expect(records?.map(({ diagnosis }) => diagnosis.map(({ code }) => code))).toEqual([
    ['OK_BOTH'],
    ['DKIM_BROKEN_HERE'],
    ['DKIM_BROKEN_ALL'],
    ['DKIM_BROKEN_ALL'],
    ['DKIM_UNALIGNED', 'SPF_UNALIGNED', 'OVERRIDDEN'],
  ]);
});

test('nobody is told of a domain that is not theirs', async () => {
  const limited = mintViewer({
    userId: 'u',
    name: 'U',
    role: 'viewer',
    domains: [await seedDomain('other.example')],
  });
  const found = await diagnoses(limited, parseFilter(november));
  expect(found).toMatchObject({ cards: [], messages: 0, looked: 0 });
});
