import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { createToken } from '#lib/auth/token';
import { db } from '#lib/db/client';
import { pool } from '#lib/db/pool';
import { SYSTEM_VIEWER } from '#lib/filter/viewer';
import { forgetWorker, noteWorker } from '#lib/store/worker';
import { makeAccount } from '#test/support/account';
import { call, json } from '#test/support/api';

const mailbox = {
  name: 'dmarc',
  host: 'imap.example.com',
  port: 993,
  tls: 'implicit',
  username: 'dmarc',
  secret: 'sealed',
} as const;
const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000);

test('all is well, and it names nobody', async () => {
  const answer = await call('/api/health');
  expect(answer.status).toBe(200);
  expect(answer.headers.get('cache-control')).toContain('no-store');
  expect(await json(answer)).toMatchObject({
    status: 'ok',
    reasons: [],
    database: 'ok',
    reports: 0,
  });
});

test('a mailbox that nobody polls any more is a reason', async () => {
  await db().mailbox.create({ data: { ...mailbox, lastPollAt: minutesAgo(10) } });
  expect((await call('/api/health')).status).toBe(200);
  await db().mailbox.updateMany({ data: { lastPollAt: minutesAgo(90) } });
  const answer = await call('/api/health');
  expect(answer.status).toBe(503);
  expect(await json(answer)).toMatchObject({
    status: 'failing',
    reasons: [{ code: 'worker/late', text: 'No mailbox was polled for 90 minutes.' }],
  });
});

test('a mailbox that fails degrades it, and a restart would not help', async () => {
  await db().mailbox.updateMany({
    data: { lastPollAt: minutesAgo(1), lastError: 'No space left on device' },
  });
  const answer = await call('/api/health');
  expect(answer.status).toBe(200);
  const text = 'A mailbox fails: Ingest says why.';
  expect(await json(answer)).toMatchObject({
    ...{ status: 'degraded', mailboxes_failing: 1, reasons: [{ code: 'mailbox/failing', text }] },
  });
  await db().mailbox.updateMany({ data: { lastError: null } });
});

test("a paused mailbox is nobody's fault", async () => {
  await db().mailbox.updateMany({ data: { lastPollAt: minutesAgo(90), paused: true } });
  expect((await call('/api/health')).status).toBe(200);
});

test('metrics answer to this machine and to a token that may read', async () => {
  const status = async (headers: Record<string, string>) =>
    (await call('/metrics', { headers })).status;
  expect(await status({ 'x-forwarded-for': '127.0.0.1' })).toBe(200);
  expect(await status({ 'x-forwarded-for': '::ffff:127.0.0.1' })).toBe(200);
  expect(await status({ 'x-forwarded-for': '192.0.2.1' })).toBe(401);
  expect(await status({ 'x-forwarded-for': '127.0.0.1, 192.0.2.1' })).toBe(401);
  expect(await status({})).toBe(401);
  await makeAccount('ada@example.com', { role: 'owner' });
  const wanted = { name: 'prometheus', domains: [], expiresInDays: 1 } as const;
  const token = await createToken(SYSTEM_VIEWER, { ...wanted, scope: 'read' });
  const other = await createToken(SYSTEM_VIEWER, { ...wanted, scope: 'import' });
  const answer = await call('/metrics', { token, headers: { 'x-forwarded-for': '192.0.2.1' } });
  expect(await answer.text()).toMatch(
    /^# HELP ruascope_reports .*\n# TYPE .* gauge\nruascope_reports 0\n/,
  );
  expect((await call('/metrics', { token: other })).status).toBe(403);
});

test('metrics count what was taken in, and tell what the workers do', async () => {
  await pool().query(`DELETE FROM run`);
  await pool().query(
    `INSERT INTO run (origin, label, done, stored, records, bytes) VALUES
       ('mailbox', 'reports', 12, 10, 100, 2048), ('mailbox', 'reports', 3, 2, 20, 512),
       ('upload', 'a file', 1, 0, 0, 10)`,
  );
  const figures = {
    ...{ rssBytes: 1e8, cpuSeconds: 2.5, loopDelayMs: 21 },
    pool: { total: 2, idle: 1, waiting: 0 },
    stageSeconds: { read: 1.25 },
  };
  const note = { id: randomUUID(), host: 'mill "1"', pid: 7, startedAt: new Date(), figures };
  await noteWorker(note, new Date());
  const scrape = async () =>
    await (await call('/metrics', { headers: { 'x-forwarded-for': '127.0.0.1' } })).text();
  const lines = (await scrape()).split('\n');
  expect(lines).toContain('ruascope_mails_total{origin="mailbox"} 15');
  expect(lines).toContain('ruascope_bytes_total{origin="upload"} 10');
  expect(lines).toContain('ruascope_workers 1');
  expect(lines).toContain(
    String.raw`ruascope_stage_seconds_total{worker="mill \"1\":7",stage="read"} 1.25`,
  );
  // Each line is a comment or one sample, as the format wants it.
  const sample = /^[a-z_]+(\{[a-z]+="([^"\\]|\\.)*"(,[a-z]+="([^"\\]|\\.)*")*\})? -?[\d.e+-]+$/;
  for (const line of lines.slice(0, -1))
    expect(line).toMatch(line.startsWith('#') ? /^# / : sample);
  await forgetWorker(note.id);
  expect(await scrape()).toContain('\nruascope_workers 0\n');
});
