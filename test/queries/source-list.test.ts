import { afterAll, beforeAll, expect, test } from 'vitest';
import { disconnect } from '#lib/db/client';
import { closePool } from '#lib/db/pool';
import { parseFilter } from '#lib/filter/filter';
import { SYSTEM_VIEWER } from '#lib/filter/viewer';
import { sourceGroupPage } from '#lib/queries/source-group-page';
import { type ListView, listSparks, sourceList } from '#lib/queries/source-list';
import { judgeAll } from '#test/support/judge';
import { seedReport } from '#test/support/seed';

const filter = parseFilter({ from: '2026-11-01', to: '2026-11-07' });
const now = new Date('2026-11-08T12:00:00Z');
const ALL: ListView = { by: 'service', tab: 'all', of: null, page: 1 };

beforeAll(async () => {
  const bounce = { domain: 'bounce.sendgrid.net', scope: 'mfrom', result: 'pass' };
  const failing = { dkimAligned: false, spfAligned: false, outcome: 'delivered' } as const;
  const nameless = Array.from({ length: 150 }, (_, at) => `198.51.100.${at + 1}`);
  await seedReport({
    day: '2026-11-02',
    records: [
      { ip: '192.0.2.1', count: 5, ...failing, spf: [bounce] },
      { ip: '192.0.2.2', count: 9, ...failing, spf: [bounce] },
      ...nameless.map((ip) => ({ ip, count: 2, ...failing })),
    ],
  });
  await judgeAll();
});

afterAll(async () => {
  await disconnect();
  await closePool();
});

async function list(view: Partial<ListView> = {}) {
  return await sourceList(SYSTEM_VIEWER, filter, { ...ALL, ...view }, now);
}

test('a page has its groups, those with most messages first, and says what all of them add up to', async () => {
  const { rows, groups, total } = await list();
  expect(rows.map(({ name, messages, addresses }) => [name, messages, addresses])).toEqual([
    [null, 300, 150],
    ['Twilio SendGrid', 14, 2],
  ]);
  expect([groups, total]).toEqual([2, { addresses: 152, messages: 314, passed: 0 }]);
});

test('of a group with very many sources a page holds as many as can be answered for by hand', async () => {
  const [nameless] = (await list()).rows;
  expect(nameless?.sources).toHaveLength(100);
  expect(nameless?.classes).toBe(1);
});

test('addresses are turned over page by page, and a group is opened', async () => {
  const first = await list({ by: 'ip' });
  const last = await list({ by: 'ip', page: 4 });
  expect([first.groups, first.rows.length, last.rows.length]).toEqual([152, 50, 2]);
  const opened = await list({ by: 'ip', of: 'service:Twilio SendGrid' });
  expect(opened.rows.map(({ name }) => name)).toEqual(['192.0.2.2', '192.0.2.1']);
  expect(opened.total.messages).toBe(14);
});

test('the parts of the list have as many groups as a program is told', async () => {
  const { groups } = await sourceGroupPage(
    SYSTEM_VIEWER,
    filter,
    { by: 'service', tab: 'all', limit: 50 },
    now,
  );
  expect((await list()).tabs).toEqual(groups);
  expect(groups.all).toBe(2);
});

test('a group’s line is the mail of all its sources, also of those that the page has not', async () => {
  const lines = new Map(await listSparks(SYSTEM_VIEWER, filter, ALL, now));
  expect(lines.get('')).toEqual([0, 300, 0, 0, 0, 0, 0]);
  expect(lines.get('Twilio SendGrid')).toEqual([0, 14, 0, 0, 0, 0, 0]);
});
