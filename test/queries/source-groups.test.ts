import { afterAll, beforeAll, expect, test } from 'vitest';
import { disconnect } from '#lib/db/client';
import { closePool, pool } from '#lib/db/pool';
import { parseFilter } from '#lib/filter/filter';
import { SYSTEM_VIEWER } from '#lib/filter/viewer';
import { classifiedSources } from '#lib/queries/classified-sources';
import { serviceDetail, serviceVolume } from '#lib/queries/service-detail';
import { sortGroups } from '#lib/queries/sort-groups';
import { groupSources, type SourceGroup } from '#lib/queries/source-groups';
import { sourceSparks } from '#lib/queries/source-sparks';
import { volumeByDay } from '#lib/queries/volume-by-day';
import { judgeAll } from '#test/support/judge';
import { seedReport } from '#test/support/seed';

const filter = parseFilter({ from: '2026-11-01', to: '2026-11-07' });

beforeAll(async () => {
  const bounce = { domain: 'bounce.sendgrid.net', scope: 'mfrom', result: 'pass' };
  const failing = { dkimAligned: false, spfAligned: false, outcome: 'delivered' } as const;
  for (const [day, count] of [
    ['2026-11-02', 3],
    ['2026-11-05', 40],
  ] as const) {
    await seedReport({
      ...{ day, reporter: day },
      records: [
        { ip: '192.0.2.1', count, ...failing, spf: [bounce] },
        { ip: '192.0.2.2', count: 2 * count, ...failing, spf: [bounce] },
        { ip: '192.0.2.3', count: 20 },
        { ip: null, sourceRaw: 'x', count: 1, ...failing },
      ],
    });
  }
  await pool().query("UPDATE source SET asn = 64500, as_name = 'Net' WHERE ip = '192.0.2.3'");
  await judgeAll();
});

afterAll(async () => {
  await disconnect();
  await closePool();
});

async function groups(by: 'service' | 'network' = 'service') {
  const { sources } = await classifiedSources(SYSTEM_VIEWER, filter);
  return groupSources(sources, by);
}

const names = (rows: readonly SourceGroup[]) => rows.map(({ name }) => name);

test('a service’s line over time is all its addresses’; what has no address has one, too', async () => {
  const rows = await groups();
  const members = rows.map(({ sources }) => sources);
  const lines = await sourceSparks(SYSTEM_VIEWER, filter, members);
  expect(names(rows)).toEqual(['Twilio SendGrid', null]);
  expect(lines).toEqual([
    [0, 9, 0, 0, 120, 0, 0],
    [0, 21, 0, 0, 21, 0, 0],
  ]);
});

test('the lines of all groups add up to the mail of the period', async () => {
  const rows = await groups();
  const lines = await sourceSparks(
    SYSTEM_VIEWER,
    filter,
    rows.map(({ sources }) => sources),
  );
  const days = await volumeByDay(SYSTEM_VIEWER, filter);
  const sums = days.map((_, at) => lines.reduce((sum, line) => sum + (line[at] ?? 0), 0));
  expect(sums).toEqual(days.map(({ total }) => total));
});

test('a service’s page adds up to its line in the list', async () => {
  const [service] = await groups();
  const pairs = service?.sources ?? [];
  const { matrix, reporters } = await serviceDetail(SYSTEM_VIEWER, filter, pairs);
  const days = await serviceVolume(SYSTEM_VIEWER, filter, pairs);
  const sum = (rows: readonly { messages: number }[]) =>
    rows.reduce((total, { messages }) => total + messages, 0);
  expect(service?.messages).toBe(129);
  expect(sum(matrix)).toBe(129);
  expect(sum(reporters)).toBe(129);
  expect(days.reduce((total, day) => total + day.total, 0)).toBe(129);
});

test('networks are a grouping; an address whose network nobody knows is in none', async () => {
  expect(names(await groups('network'))).toEqual([null, 'AS64500']);
});

test('a list is sorted as the URL asks, and by messages where that means nothing', async () => {
  const rows = await groups();
  const of = (sort: string | null) => names(sortGroups(rows, sort));
  expect(of('-compliance')).toEqual([null, 'Twilio SendGrid']);
  expect(of('compliance')).toEqual(['Twilio SendGrid', null]);
  expect(of('name')).toEqual([null, 'Twilio SendGrid']);
  expect(of('messages')).toEqual([null, 'Twilio SendGrid']);
  expect(of('nonsense')).toEqual(['Twilio SendGrid', null]);
  expect(of(null)).toEqual(['Twilio SendGrid', null]);
});
