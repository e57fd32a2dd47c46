import { beforeAll, expect, test } from 'vitest';
import { findViewer } from '#lib/auth/find-viewer';
import {
  changePassword,
  currentSession,
  endOtherSessions,
  endOwnSession,
} from '#lib/auth/own-account';
import { sessionBounds } from '#lib/auth/session-bounds';
import { signIn } from '#lib/auth/sign-in';
import { db } from '#lib/db/client';
import { mintViewer, type Viewer } from '#lib/filter/viewer';
import { sessionList } from '#lib/queries/session-list';
import { endSession, endSessions } from '#lib/store/session';
import { cookieFor, cookieOf, makeAccount, PASSWORD } from '#test/support/account';

const email = 'ada@example.com';
const FIREFOX = 'Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0';
let ada: Viewer;

beforeAll(async () => {
  const userId = await makeAccount(email);
  ada = mintViewer({ userId, name: email, role: 'viewer', domains: 'all' });
});

const request = (cookie: string) => new Headers({ cookie });
const isOpen = async (cookie: string) => (await findViewer(request(cookie))) !== null;
const list = (viewer: Viewer) => sessionList(viewer, ada.userId ?? '', sessionBounds());

test('a session tells its browser, and the address that the last proxy saw', async () => {
  const headers = { 'user-agent': FIREFOX, 'x-forwarded-for': '203.0.113.9, 198.51.100.7' };
  const cookie = cookieOf(await signIn({ email, password: PASSWORD }, new Headers(headers)));
  const [session] = await list(ada);
  expect(session).toMatchObject({ userAgent: FIREFOX, address: '198.51.100.7' });
  expect(session?.id).toBe(await currentSession(request(cookie)));
});

test('a person ends a session of theirs, and from the next moment on it is nobody', async () => {
  const [here, there] = [await cookieFor(email), await cookieFor(email)];
  const start = performance.now();
  await endOwnSession(ada, await currentSession(request(there)));
  expect(await isOpen(there)).toBe(false);
  expect(performance.now() - start).toBeLessThan(1000);
  expect(await isOpen(here)).toBe(true);
});

test('a person ends all others, and stays', async () => {
  const [here, there, elsewhere] = [
    await cookieFor(email),
    await cookieFor(email),
    await cookieFor(email),
  ];
  expect(await endOtherSessions(ada, request(here))).toBeGreaterThanOrEqual(2);
  expect([await isOpen(here), await isOpen(there), await isOpen(elsewhere)]).toEqual([
    true,
    false,
    false,
  ]);
});

test('nobody ends or sees a session of another, but who manages accounts', async () => {
  const userId = await makeAccount('eve@example.com', { role: 'analyst' });
  const eve = mintViewer({ userId, name: 'eve', role: 'analyst', domains: 'all' });
  const cookie = await cookieFor(email);
  const id = await currentSession(request(cookie));
  await expect(endOwnSession(eve, id)).rejects.toMatchObject({ code: 'request/not-found' });
  await expect(endSession(eve, email, id)).rejects.toMatchObject({ code: 'auth/forbidden' });
  await expect(endSessions(eve, email)).rejects.toMatchObject({ code: 'auth/forbidden' });
  expect(await list(eve)).toEqual([]);
  expect(await isOpen(cookie)).toBe(true);

  const admin = mintViewer({ userId: 'admin', name: 'admin', role: 'admin', domains: 'all' });
  expect((await list(admin)).map((session) => session.id)).toContain(id);
  expect(await endSessions(admin, email)).toBeGreaterThanOrEqual(1);
  expect(await isOpen(cookie)).toBe(false);
});

test('an admin ends no session of an owner', async () => {
  await makeAccount('olga@example.com', { role: 'owner' });
  const cookie = await cookieFor('olga@example.com');
  const admin = mintViewer({ userId: 'admin', name: 'admin', role: 'admin', domains: 'all' });
  await expect(endSessions(admin, 'olga@example.com')).rejects.toMatchObject({
    code: 'auth/forbidden',
  });
  expect(await isOpen(cookie)).toBe(true);
});

test('another password ends the sessions elsewhere, and not this one', async () => {
  const [here, there] = [await cookieFor(email), await cookieFor(email)];
  const wrong = { current: 'not the password', wanted: 'another long walk' };
  await expect(changePassword(ada, wrong, request(here))).rejects.toMatchObject({
    code: 'auth/forbidden',
  });
  const weak = { current: PASSWORD, wanted: 'password12' };
  await expect(changePassword(ada, weak, request(here))).rejects.toMatchObject({
    code: 'request/invalid',
  });
  expect(await isOpen(there)).toBe(true);

  await changePassword(ada, { current: PASSWORD, wanted: 'another long walk' }, request(here));
  expect([await isOpen(here), await isOpen(there)]).toEqual([true, false]);
  await expect(cookieFor(email)).rejects.toMatchObject({ code: 'auth/unauthenticated' });
  expect(await cookieFor(email, 'another long walk')).toContain('ruascope=');
});

test('ten wrong guesses at the current password are as many as at the door', async () => {
  const userId = await makeAccount('bob@example.com');
  const bob = mintViewer({ userId, name: 'bob', role: 'viewer', domains: 'all' });
  const here = request(await cookieFor('bob@example.com'));
  here.set('x-forwarded-for', '192.0.2.77');
  const guess = { current: 'not the password', wanted: 'another long walk' };
  const guesses = Array.from({ length: 11 }, () => changePassword(bob, guess, here));
  const codes = (await Promise.allSettled(guesses)).map(
    (outcome) => outcome.status === 'rejected' && outcome.reason.code,
  );
  expect(codes.filter((code) => code === 'auth/throttled')).toHaveLength(1);
  const right = { ...guess, current: PASSWORD };
  await expect(changePassword(bob, right, here)).rejects.toMatchObject({ code: 'auth/throttled' });
});

test('a session is used when it was used, to the minute, and not when a page only asks', async () => {
  const cookie = await cookieFor(email, 'another long walk');
  const id = await currentSession(request(cookie));
  const anHourAgo = new Date(Date.now() - 3600_000);
  const usedAt = async () =>
    (await db().session.findUniqueOrThrow({ where: { id } })).updatedAt.getTime();
  await db().$executeRaw`UPDATE session SET updated_at = ${anHourAgo} WHERE id = ${id}`;
  await findViewer(request(cookie), { idle: true });
  expect(await usedAt()).toBe(anHourAgo.getTime());
  await findViewer(request(cookie));
  expect(Date.now() - (await usedAt())).toBeLessThan(10_000);
});

test('who ended what is written down', async () => {
  const rows = await db().auditLog.findMany({ select: { action: true, subject: true } });
  const actions = new Set(rows.filter(({ subject }) => subject === email).map((row) => row.action));
  expect(actions).toEqual(
    new Set([
      ...['user.create', 'session.open', 'session.refuse'],
      ...['session.end', 'session.end-all', 'user.change-password'],
    ]),
  );
});
