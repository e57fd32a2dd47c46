import { beforeAll, expect, test } from 'vitest';
import { resetPassword } from '#lib/auth/account';
import { auth } from '#lib/auth/auth';
import { findViewer } from '#lib/auth/find-viewer';
import { NOBODYS_HASH, verifyPassword } from '#lib/auth/password';
import { ownerOfPassword, signIn, signOut } from '#lib/auth/sign-in';
import { db } from '#lib/db/client';
import { SYSTEM_VIEWER } from '#lib/filter/viewer';
import { removeUser } from '#lib/store/user';
import { limitAccount } from '#lib/store/user-limits';
import { cookieFor, cookieOf, headersOf, makeAccount, PASSWORD } from '#test/support/account';

const TRIES = 100;
const DAY = 24 * 3600 * 1000;
const email = 'ada@example.com';
const from = (address: string) => new Headers({ 'x-forwarded-for': address });
const viewerWith = (cookie: string) => findViewer(new Headers({ cookie }));

beforeAll(async () => {
  await makeAccount(email, { role: 'analyst' });
});

test('a session knows its user, role and limits', async () => {
  const cookie = await cookieFor('Ada@Example.com ');
  expect(await viewerWith(cookie)).toMatchObject({ name: email, role: 'analyst', domains: 'all' });
  await limitAccount(SYSTEM_VIEWER, email, { domains: ['example.com'] });
  const limited = await viewerWith(cookie);
  expect(limited?.domains).toHaveLength(1);
  await limitAccount(SYSTEM_VIEWER, email, { domains: [] });
});

test('an account whose last domain is removed sees nothing, not everything', async () => {
  const cookie = await cookieFor(email);
  await limitAccount(SYSTEM_VIEWER, email, { domains: ['gone.example'] });
  await db().domain.delete({ where: { name: 'gone.example' } });
  expect((await viewerWith(cookie))?.domains).toEqual([]);
  await limitAccount(SYSTEM_VIEWER, email, { domains: [] });
});

test('the cookie is out of reach for scripts and other sites', async () => {
  const answer = await signIn({ email, password: PASSWORD }, new Headers());
  const [cookie] = headersOf(answer).getSetCookie();
  expect(cookie).toMatch(/^ruascope=[^;]+; Max-Age=2592000; Path=\/; HttpOnly; SameSite=Lax$/);
});

test('a wrong password and an unknown address get the same answer', async () => {
  const refusals = await Promise.allSettled([
    signIn({ email, password: 'not the password' }, new Headers()),
    signIn({ email: 'nobody@example.com', password: 'not the password' }, new Headers()),
    signIn({ email: 'no address', password: '' }, new Headers()),
    signIn({ email, password: 'x'.repeat(10_000) }, new Headers()),
  ]);
  const messages = refusals.map(
    (refusal) => refusal.status === 'rejected' && refusal.reason.message,
  );
  expect(new Set(messages)).toEqual(
    new Set(['Please sign in. The email address or the password is wrong.']),
  );
});

test('an unknown address costs one hash, as a wrong password does, and a hash as dear', async () => {
  const held: (string | null)[] = [];
  const verify = (hash: string | null, password: string) => {
    held.push(hash);
    return verifyPassword(hash, password);
  };
  const wrong = { password: 'not the password' };
  expect(await ownerOfPassword({ email, ...wrong }, verify)).toBeNull();
  expect(await ownerOfPassword({ email: 'nobody@example.com', ...wrong }, verify)).toBeNull();
  expect(held).toEqual([expect.stringMatching(/^\$argon2id\$/), null]);
  const cost = (hash: string | null) => hash?.split('$').slice(0, 4);
  expect(cost(NOBODYS_HASH)).toEqual(cost(held[0] ?? null));
});

test('how long a known and an unknown address take is told, and not judged', async () => {
  const took = async (address: string) => {
    const start = performance.now();
    await ownerOfPassword({ email: address, password: 'not the password' });
    return performance.now() - start;
  };
  let [known, unknown] = [0, 0];
  for (let n = 0; n < TRIES; n += 1) {
    known += await took(email);
    unknown += await took(`stranger${n}@example.com`);
  }
  const [a, b] = [known / TRIES, unknown / TRIES].map((mean) => mean.toFixed(2));
  process.stdout.write(`mean of ${TRIES} tries each: known ${a} ms, unknown ${b} ms\n`);
  // Without a hash it would be a hundredth; what a busy machine does to a mean stays far below.
  expect(unknown).toBeGreaterThan(known / 5);
});

test('ten wrong tries close an account for a while, for the right password too', async () => {
  await makeAccount('eve@example.com');
  const tries = Array.from({ length: 12 }, (_, n) =>
    signIn({ email: 'eve@example.com', password: 'wrong' }, from(`198.51.100.${n}`)),
  );
  const codes = (await Promise.allSettled(tries)).map(
    (outcome) => outcome.status === 'rejected' && outcome.reason.code,
  );
  expect(codes.filter((code) => code === 'auth/throttled')).toHaveLength(2);
  await expect(cookieFor('eve@example.com')).rejects.toMatchObject({ code: 'auth/throttled' });
});

test('fifty wrong tries of one /64 close it, and nobody else', async () => {
  const tries = Array.from({ length: 60 }, (_, n) =>
    signIn({ email: `guess${n}`, password: 'wrong' }, from(`2001:db8::${n}`)),
  );
  const outcomes = await Promise.allSettled(tries);
  const throttled = outcomes.filter(
    (outcome) => outcome.status === 'rejected' && outcome.reason.code === 'auth/throttled',
  );
  expect(throttled).toHaveLength(10);
  expect(await signIn({ email, password: PASSWORD }, from('2001:db8:0:1::1'))).toBeTruthy();
});

test('signing out ends the session itself, not only its cookie', async () => {
  const cookie = await cookieFor(email);
  const answer = await signOut(new Headers({ cookie }));
  expect(cookieOf(answer)).toContain('ruascope=;');
  expect(await viewerWith(cookie)).toBeNull();
});

test('a new password ends every session and replaces the old one', async () => {
  await makeAccount('bob@example.com');
  const cookie = await cookieFor('bob@example.com');
  await resetPassword(SYSTEM_VIEWER, 'bob@example.com', 'another long walk');
  expect(await viewerWith(cookie)).toBeNull();
  await expect(cookieFor('bob@example.com')).rejects.toMatchObject({
    code: 'auth/unauthenticated',
  });
  expect(await cookieFor('bob@example.com', 'another long walk')).toContain('ruascope=');
});

test('removing an account ends its sessions', async () => {
  await makeAccount('carl@example.com');
  const cookie = await cookieFor('carl@example.com');
  await removeUser(SYSTEM_VIEWER, 'carl@example.com');
  expect(await viewerWith(cookie)).toBeNull();
});

test.each([
  ['a month after it was opened', { createdAt: new Date(Date.now() - 31 * DAY) }],
  ['when its end has passed', { expiresAt: new Date(Date.now() - 1000) }],
])('a session ends %s', async (_, change) => {
  const cookie = await cookieFor(email);
  await db().session.updateMany({ data: change });
  expect(await viewerWith(cookie)).toBeNull();
});

test('a session that nobody used for a week has ended', async () => {
  const cookie = await cookieFor(email);
  const aWeekAgo = new Date(Date.now() - 8 * DAY);
  await db().$executeRaw`UPDATE session SET updated_at = ${aWeekAgo}`;
  expect(await viewerWith(cookie)).toBeNull();
});

test('a forged cookie is nobody', async () => {
  const cookie = await cookieFor(email);
  const [, token = ''] = cookie.match(/=(\w+)\./) ?? [];
  const { token: other } = await db().session.findFirstOrThrow({ where: { NOT: { token } } });
  expect(await viewerWith(cookie.replace(token, other))).toBeNull();
  expect(await viewerWith(`ruascope=${token}`)).toBeNull();
});

test('nobody signs up by themselves', async () => {
  const body = { email: 'mallory@example.com', password: PASSWORD, name: 'Mallory' };
  await expect(auth().api.signUpEmail({ body })).rejects.toThrow(/not enabled/);
  const request = new Request('http://localhost/api/auth/sign-up/email', {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: 'http://localhost' },
    body: JSON.stringify(body),
  });
  expect((await auth().handler(request)).ok).toBe(false);
  expect(await db().user.count({ where: { email: body.email } })).toBe(0);
});
