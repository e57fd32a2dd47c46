import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { db, disconnect } from '#lib/db/client';
import { closePool } from '#lib/db/pool';
import { SYSTEM_VIEWER } from '#lib/filter/viewer';
import {
  addMailbox,
  putMailbox,
  removeMailbox,
  saveCheckpoint,
  setMailboxPaused,
  updateMailbox,
} from '#lib/store/mailbox';
import { lockMailbox } from '#lib/store/mailbox-lock';
import { newMailbox } from '#lib/store/mailbox-schema';
import { openMailbox, replaceRefreshToken } from '#lib/store/mailbox-secrets';
import { listenForPolls, type PollTarget, requestPoll } from '#lib/store/poll-signal';
import { mailboxSecret } from '#lib/store/sealed-columns';
import { decrypt } from '#lib/store/secret';
import { clearAudit } from '#test/support/clear-audit';

const reports = newMailbox.parse({
  name: 'reports',
  host: 'imap.example.com',
  username: 'dmarc@example.com',
  password: 'correct horse',
});

beforeEach(async () => {
  await db().mailbox.deleteMany();
  await clearAudit();
});

afterAll(async () => {
  await Promise.all([disconnect(), closePool()]);
});

test('a mailbox is stored with its password sealed, and nobody can read it in the audit log', async () => {
  await addMailbox(SYSTEM_VIEWER, reports);
  const row = await db().mailbox.findUniqueOrThrow({ where: { name: 'reports' } });
  expect(row).toMatchObject({ port: 993, tls: 'implicit', folder: 'INBOX', afterSuccess: 'leave' });
  expect(decrypt(row.secret, mailboxSecret('reports'))).toBe('correct horse');
  const audit = await db().auditLog.findMany();
  expect(audit).toMatchObject([{ action: 'mailbox.add', subject: 'reports', actor: 'system' }]);
  expect(
    JSON.stringify(audit, (_, value) => (typeof value === 'bigint' ? `${value}` : value)),
  ).not.toContain('horse');
});

test('a name is given once', async () => {
  await addMailbox(SYSTEM_VIEWER, reports);
  await expect(addMailbox(SYSTEM_VIEWER, reports)).rejects.toMatchObject({
    code: 'request/conflict',
  });
});

test('what is not there cannot be changed, paused or removed', async () => {
  const missing = { code: 'request/not-found' };
  await expect(updateMailbox(SYSTEM_VIEWER, reports)).rejects.toMatchObject(missing);
  await expect(setMailboxPaused(SYSTEM_VIEWER, 'nothing', true)).rejects.toMatchObject(missing);
  await expect(removeMailbox(SYSTEM_VIEWER, 'nothing')).rejects.toMatchObject(missing);
});

describe('a mailbox that is changed', () => {
  test('starts over in another folder, whose UIDs mean other mails', async () => {
    const id = await addMailbox(SYSTEM_VIEWER, reports);
    await saveCheckpoint(id, { uidValidity: 7n, lastUid: 40n });
    await db().message.create({
      data: {
        ...{ origin: 'mailbox', mailboxId: id, uidValidity: 7n, uid: 40n, size: 1, state: 'done' },
        receivedAt: new Date(),
      },
    });
    await updateMailbox(SYSTEM_VIEWER, { ...reports, folder: 'Reports' });
    expect(await db().mailbox.findUnique({ where: { id } })).toMatchObject({
      uidValidity: null,
      lastUid: 0n,
    });
    expect(await db().message.findMany()).toMatchObject([{ mailboxId: id, uid: null }]);
  });

  test('goes on where it was when only its password is new', async () => {
    const id = await addMailbox(SYSTEM_VIEWER, reports);
    await saveCheckpoint(id, { uidValidity: 7n, lastUid: 40n });
    await putMailbox(SYSTEM_VIEWER, { ...reports, password: 'battery staple' });
    const row = await db().mailbox.findUniqueOrThrow({ where: { id } });
    expect(row).toMatchObject({ uidValidity: 7n, lastUid: 40n });
    expect(decrypt(row.secret, mailboxSecret('reports'))).toBe('battery staple');
    const entry = await db().auditLog.findFirstOrThrow({ where: { action: 'mailbox.update' } });
    expect(entry.after).toMatchObject({ newSecrets: ['password'] });
    expect(JSON.stringify([entry.before, entry.after])).not.toMatch(/horse|staple/);
  });

  test('leaves no trace where nothing differs', async () => {
    await putMailbox(SYSTEM_VIEWER, reports);
    await putMailbox(SYSTEM_VIEWER, reports);
    expect(await db().auditLog.count()).toBe(1);
  });
});

describe('what a mailbox may be', () => {
  test.each([
    ['tls', { tls: 'none' }, /this machine only/],
    ['afterSuccess', { afterSuccess: 'burn' }, /leave, seen, delete or move/],
    ['afterSuccess', { folder: 'Reports', afterSuccess: 'move:reports' }, /folder that is read/],
    ['afterFailure', { afterFailure: 'move:' }, /leave, seen, delete or move/],
    ['name', { name: 'all' }, /must not be/],
    ['host', { host: 'imap.example.com/x' }, /host name/],
    ['username', { username: 'a\r\nb' }, /control/],
    ['port', { port: 70_000 }, /65535|less/],
  ])('refuses a wrong %s in words', (field, change, words) => {
    const parsed = newMailbox.safeParse({ ...reports, ...change });
    expect(parsed.error?.issues).toMatchObject([
      { path: [field], message: expect.stringMatching(words) },
    ]);
  });

  test.each(['localhost', '127.0.0.1', '127.9.9.9', '::1'])('lets %s do without TLS', (host) => {
    expect(newMailbox.safeParse({ ...reports, host, tls: 'none' }).success).toBe(true);
  });
});

test('the lock of a mailbox is held once, and freed with the session that holds it', async () => {
  const first = await lockMailbox(11);
  expect(await lockMailbox(11)).toBeNull();
  const other = await lockMailbox(12);
  expect(other).not.toBeNull();
  await Promise.all([first?.release(), other?.release()]);
  const again = await lockMailbox(11);
  expect(again).not.toBeNull();
  expect(again?.lost.aborted).toBe(false);
  await db()
    .$executeRaw`SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND objid = 11`;
  await expect.poll(() => again?.lost.aborted).toBe(true);
  expect(await lockMailbox(11)).not.toBeNull();
});

test('who listens hears which mailbox to check now, and nothing else', async () => {
  const heard: PollTarget[] = [];
  const listener = await listenForPolls((target) => heard.push(target));
  await requestPoll(5);
  await db().$executeRaw`SELECT pg_notify('ruascope_poll', 'drop table')`;
  await requestPoll('all');
  await expect.poll(() => heard).toEqual([5, 'all']);
  await listener.close();
});

test('one that shall reach further back is looked through from the start, its ledger kept', async () => {
  const since = (readSince: Date | null) => ({ ...reports, readSince });
  await addMailbox(SYSTEM_VIEWER, since(new Date('2026-06-01')));
  const { id } = await db().mailbox.findUniqueOrThrow({ where: { name: 'reports' } });
  await saveCheckpoint(id, { uidValidity: 7n, lastUid: 42n });
  const lastUid = async () => (await db().mailbox.findUniqueOrThrow({ where: { id } })).lastUid;
  await updateMailbox(SYSTEM_VIEWER, since(new Date('2026-07-01')));
  expect(await lastUid()).toBe(42n);
  await updateMailbox(SYSTEM_VIEWER, since(null));
  expect(await lastUid()).toBe(0n);
});

test('its refresh token is sealed, and replaced only where it is still the one that was used', async () => {
  const tokenEndpoint = 'https://login.example.com/token';
  const oauth = { auth: 'refresh_token', tokenEndpoint, clientId: 'us', refreshToken: 'first' };
  await addMailbox(SYSTEM_VIEWER, newMailbox.parse({ ...reports, ...oauth }));
  const row = () => db().mailbox.findUniqueOrThrow({ where: { name: 'reports' } });
  expect((await row()).refreshToken).toMatch(/^v2:/);
  expect(openMailbox(await row())).toEqual({ password: 'correct horse', refreshToken: 'first' });
  await replaceRefreshToken('reports', 'other', 'lost');
  expect(openMailbox(await row()).refreshToken).toBe('first');
  await replaceRefreshToken('reports', 'first', 'second');
  expect(openMailbox(await row()).refreshToken).toBe('second');
  expect(JSON.stringify((await db().auditLog.findMany()).map(({ after }) => after))).not.toContain(
    'first',
  );
});
