import { expect, test } from 'vitest';
import { createToken } from '#lib/auth/token';
import { db } from '#lib/db/client';
import { SYSTEM_VIEWER } from '#lib/filter/viewer';
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
