import { afterAll, beforeEach, expect, test } from 'vitest';
import { disconnect } from '#lib/db/client';
import { closePool, pool } from '#lib/db/pool';
import { within } from '#lib/db/wall';
import { mintViewer, SYSTEM_VIEWER, type Viewer } from '#lib/filter/viewer';
import { countUnread, unreadAmong } from '#lib/queries/unread-reports';
import { markAllRead, markRead } from '#lib/store/read-reports';
import { makeAccount } from '#test/support/account';
import { type Seeded, seedReport } from '#test/support/seed';

let ada: Viewer;
let reports: Seeded[];

beforeEach(async () => {
  await pool().query(`TRUNCATE report, record, daily, daily_report, domain, "user" CASCADE`);
  await seedReport({ reportId: 'before' });
  ada = await reader('ada@example.net');
  reports = [];
  for (const [at, domain] of ['example.com', 'example.com', 'example.org'].entries()) {
    reports.push(await seedReport({ domain, reportId: `r${at}`, identity: `i${at}` }));
  }
});

afterAll(async () => {
  await disconnect();
  await closePool();
});

async function reader(email: string, domains: Viewer['domains'] = 'all') {
  await makeAccount(email);
  const { rows } = await pool().query('SELECT id FROM "user" WHERE email = $1', [email]);
  return mintViewer({ userId: rows[0].id, name: email, role: 'viewer', domains });
}

async function unreadOf(viewer: Viewer) {
  const unread = await unreadAmong(
    viewer,
    reports.map(({ uid }) => uid),
  );
  return reports.flatMap(({ uid }, at) => (unread.has(uid) ? [at] : []));
}

test('reports that came before the account are no news, later ones are', async () => {
  expect(await countUnread(ada)).toEqual({ count: 3, more: false });
  expect(await unreadOf(ada)).toEqual([0, 1, 2]);
});

test('what one person opens is read by them alone, once and for all', async () => {
  const bob = await reader('bob@example.net');
  await seedReport({ reportId: 'late', identity: 'late' });
  await markRead(ada, reports[1]?.id ?? '');
  await markRead(ada, reports[1]?.id ?? '');
  expect(await unreadOf(ada)).toEqual([0, 2]);
  expect(await countUnread(ada)).toEqual({ count: 3, more: false });
  expect(await countUnread(bob)).toEqual({ count: 1, more: false });
});

test('all are read that were there when the list was made, and their marks are one', async () => {
  await markRead(ada, reports[0]?.id ?? '');
  const { rows } = await pool().query('SELECT max(created_at) AS seen FROM report');
  await new Promise((resolve) => setTimeout(resolve, 5));
  await seedReport({ reportId: 'late', identity: 'late' });
  await markAllRead(ada, rows[0].seen);
  expect(await unreadOf(ada)).toEqual([]);
  expect(await countUnread(ada)).toEqual({ count: 1, more: false });
  expect((await pool().query('SELECT FROM read_report')).rowCount).toBe(0);
  await markAllRead(ada, new Date(0));
  expect(await countUnread(ada)).toEqual({ count: 1, more: false });
  await markRead(ada, reports[0]?.id ?? '');
  expect((await pool().query('SELECT FROM read_report')).rowCount).toBe(0);
});

test('beyond a hundred nobody counts', async () => {
  for (let at = 0; at < 100; at += 1) await seedReport({ reportId: `m${at}`, identity: `m${at}` });
  expect(await countUnread(ada)).toEqual({ count: 99, more: true });
});

test('a limited reader is told of their domains alone, behind the wall as well', async () => {
  const domains = [reports[2]?.domainId ?? 0];
  const limited = mintViewer({ ...ada, domains });
  const told = await within(domains, async () => ({
    count: (await countUnread(limited)).count,
    unread: await unreadOf(limited),
  }));
  expect(told).toEqual({ count: 1, unread: [2] });
  expect(await unreadOf(limited)).toEqual([2]);
});

test('the product itself reads nothing', async () => {
  await markRead(SYSTEM_VIEWER, reports[0]?.id ?? '');
  await markAllRead(SYSTEM_VIEWER, new Date());
  expect(await countUnread(SYSTEM_VIEWER)).toEqual({ count: 0, more: false });
  expect((await pool().query('SELECT FROM read_report')).rowCount).toBe(0);
});
