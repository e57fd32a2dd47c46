import { beforeAll, beforeEach, expect, test } from 'vitest';
import { findViewer } from '#lib/auth/find-viewer';
import {
  addSecondStep,
  finishSignIn,
  isWaiting,
  proposeSecondStep,
  removeSecondStep,
  renewRecoveryCodes,
} from '#lib/auth/second-step';
import { signIn } from '#lib/auth/sign-in';
import { timeStep, totpCode } from '#lib/auth/totp';
import { db } from '#lib/db/client';
import { mintViewer, SYSTEM_VIEWER, type Viewer } from '#lib/filter/viewer';
import { rotateSecrets } from '#lib/store/rotate-secrets';
import { totpSecret } from '#lib/store/sealed-columns';
import { requireSecondStep } from '#lib/store/second-step-rule';
import { decrypt } from '#lib/store/secret';
import { removeTotp } from '#lib/store/totp';
import { cookieFor, cookieOf, makeAccount, PASSWORD } from '#test/support/account';

const wrongCode = { code: 'auth/unauthenticated', reason: { why: 'wrongCode' } };
const startAgain = { code: 'auth/unauthenticated', reason: { why: 'startAgain' } };
let email = '';
let viewer: Viewer;
let accounts = 0;

beforeAll(async () => {
  await makeAccount('olga@example.com', { role: 'owner' });
});

beforeEach(async () => {
  accounts += 1;
  email = `ada${accounts}@example.com`;
  const userId = await makeAccount(email);
  viewer = mintViewer({ userId, name: email, role: 'viewer', domains: 'all' });
});

/** Turns the second step on as the page does; answers with the app's secret and what was shown. */
async function turnOn() {
  const cookie = await cookieFor(email);
  const { sealed } = await proposeSecondStep(viewer);
  const userId = viewer.userId ?? '';
  const secret = Buffer.from(decrypt(sealed, totpSecret(userId)), 'base64');
  // A step ago, so that the code of the present one is still to be used.
  const code = totpCode(secret, timeStep(new Date()) - 1);
  const proof = { sealed, code, password: PASSWORD };
  const codes = await addSecondStep(viewer, proof, new Headers({ cookie }));
  return { cookie, secret, codes };
}

async function ticketOf() {
  const signedIn = await signIn({ email, password: PASSWORD }, new Headers());
  return 'ticket' in signedIn ? signedIn.ticket : '';
}

const codeOf = (secret: Buffer, shift = 0) => totpCode(secret, timeStep(new Date()) + shift);
const isOpen = async (cookie: string) => (await findViewer(new Headers({ cookie }))) !== null;

test('the password opens nothing, and the code after it a session', async () => {
  const { secret } = await turnOn();
  const ticket = await ticketOf();
  expect(await isWaiting(ticket)).toBe(true);
  await expect(finishSignIn(ticket, '000000', new Headers())).rejects.toMatchObject(wrongCode);
  const answer = await finishSignIn(ticket, codeOf(secret), new Headers());
  expect(await isOpen(cookieOf(answer))).toBe(true);
  expect(await isWaiting(ticket)).toBe(false);
});

test('a code is good once, also in another sign-in and for two at once', async () => {
  const { secret } = await turnOn();
  const tickets = await Promise.all([ticketOf(), ticketOf(), ticketOf()]);
  const code = codeOf(secret);
  const outcomes = await Promise.allSettled(
    tickets.map((ticket) => finishSignIn(ticket, code, new Headers())),
  );
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  await expect(finishSignIn(await ticketOf(), code, new Headers())).rejects.toMatchObject(
    wrongCode,
  );
  // The one before it neither, though its time has not run out.
  const before = codeOf(secret, -1);
  await expect(finishSignIn(await ticketOf(), before, new Headers())).rejects.toMatchObject(
    wrongCode,
  );
});

test('a recovery code is good once, however it is typed', async () => {
  const { codes } = await turnOn();
  expect(codes).toHaveLength(10);
  const [code = ''] = codes;
  const typed = ` ${code.toLowerCase().replaceAll('-', ' ')}`;
  const answer = await finishSignIn(await ticketOf(), typed, new Headers());
  expect(await isOpen(cookieOf(answer))).toBe(true);
  await expect(finishSignIn(await ticketOf(), code, new Headers())).rejects.toMatchObject(
    wrongCode,
  );
  expect(await db().recoveryCode.count({ where: { userId: viewer.userId ?? '' } })).toBe(9);
});

test('neither the secret nor a recovery code stands in the database', async () => {
  const { secret, codes } = await turnOn();
  const [row] = await db().$queryRaw<{ text: string }[]>`
    SELECT (SELECT string_agg(t::text, '') FROM totp t)
      || (SELECT string_agg(r::text, '') FROM recovery_code r)
      || (SELECT string_agg(a::text, '') FROM audit_log a) AS text`;
  for (const code of codes) expect(row?.text).not.toContain(code.replaceAll('-', ''));
  expect(row?.text).not.toContain(secret.toString('base64'));
  expect(row?.text).not.toContain(secret.toString('hex'));
});

test('the secret is one of those that follow another key', async () => {
  await turnOn();
  const { kept } = await rotateSecrets(SYSTEM_VIEWER);
  expect(kept).toBe(await db().totp.count());
});

test('ten wrong codes close the second step, and the right password does not open it', async () => {
  const { secret } = await turnOn();
  for (let n = 0; n < 10; n += 1) {
    await expect(finishSignIn(await ticketOf(), '12', new Headers())).rejects.toMatchObject(
      wrongCode,
    );
  }
  const right = finishSignIn(await ticketOf(), codeOf(secret), new Headers());
  await expect(right).rejects.toMatchObject({ code: 'auth/throttled' });
});

test('a ticket is good for ten minutes, and for nothing else', async () => {
  const { secret } = await turnOn();
  const ticket = await ticketOf();
  await db().verification.updateMany({ data: { expiresAt: new Date(Date.now() - 1) } });
  const late = finishSignIn(ticket, codeOf(secret), new Headers());
  await expect(late).rejects.toMatchObject(startAgain);
  await expect(finishSignIn('', codeOf(secret), new Headers())).rejects.toMatchObject(startAgain);
});

test('it is turned on by who knows the password and the code, and others’ secrets do not open', async () => {
  const request = new Headers({ cookie: await cookieFor(email) });
  const { sealed } = await proposeSecondStep(viewer);
  const secret = Buffer.from(decrypt(sealed, totpSecret(viewer.userId ?? '')), 'base64');
  const proof = { sealed, code: codeOf(secret), password: PASSWORD };
  const refused = (given: Partial<typeof proof>) =>
    addSecondStep(viewer, { ...proof, ...given }, request);
  await expect(refused({ password: 'wrong' })).rejects.toMatchObject({ code: 'auth/forbidden' });
  await expect(refused({ code: '000000' })).rejects.toMatchObject(wrongCode);
  const other = mintViewer({
    userId: await makeAccount(`x${email}`),
    name: 'x',
    role: 'viewer',
    domains: 'all',
  });
  const foreign = (await proposeSecondStep(other)).sealed;
  await expect(refused({ sealed: foreign })).rejects.toMatchObject({
    reason: { why: 'loadAgain' },
  });
  expect(await db().totp.count({ where: { userId: viewer.userId ?? '' } })).toBe(0);
});

test('turning it on ends the sessions elsewhere', async () => {
  const elsewhere = await cookieFor(email);
  const { cookie } = await turnOn();
  expect([await isOpen(cookie), await isOpen(elsewhere)]).toEqual([true, false]);
});

test('other recovery codes, and no second step any more, want the password', async () => {
  const { cookie, codes } = await turnOn();
  const request = new Headers({ cookie });
  await expect(renewRecoveryCodes(viewer, 'wrong', request)).rejects.toMatchObject({
    code: 'auth/forbidden',
  });
  const renewed = await renewRecoveryCodes(viewer, PASSWORD, request);
  const old = finishSignIn(await ticketOf(), codes[0] ?? '', new Headers());
  await expect(old).rejects.toMatchObject(wrongCode);
  await finishSignIn(await ticketOf(), renewed[0] ?? '', new Headers());
  await expect(removeSecondStep(viewer, 'wrong', request)).rejects.toMatchObject({
    code: 'auth/forbidden',
  });
  await removeSecondStep(viewer, PASSWORD, request);
  expect(await cookieFor(email)).toContain('ruascope=');
});

test('an admin takes it from who lost their device, but not from an owner', async () => {
  await turnOn();
  const admin = mintViewer({ userId: 'a', name: 'a', role: 'admin', domains: 'all' });
  await removeTotp(admin, email);
  expect(await cookieFor(email)).toContain('ruascope=');
  await expect(removeTotp(viewer, 'olga@example.com')).rejects.toMatchObject({
    code: 'auth/forbidden',
  });
  await expect(removeTotp(admin, 'olga@example.com')).rejects.toMatchObject({
    code: 'auth/forbidden',
  });
  const entry = await db().auditLog.findFirst({
    where: { action: 'user.remove-second-step', subject: email },
  });
  expect(entry).toMatchObject({ actor: 'a' });
});

test('where it is demanded, a session by password alone opens only the way to set it up', async () => {
  const admin = mintViewer({ userId: 'a', name: 'a', role: 'admin', domains: 'all' });
  await expect(requireSecondStep(admin, true)).rejects.toMatchObject({ code: 'auth/forbidden' });
  const owner = mintViewer({ userId: null, name: 'o', role: 'owner', domains: 'all' });
  const cookie = await cookieFor(email);
  await requireSecondStep(owner, true);
  expect(await isOpen(cookie)).toBe(false);
  expect(await findViewer(new Headers({ cookie }), { enrolling: true })).toMatchObject({
    userId: viewer.userId,
  });
  const { cookie: proven, secret } = await turnOn();
  expect(await isOpen(proven)).toBe(true);
  const answer = await finishSignIn(await ticketOf(), codeOf(secret), new Headers());
  expect(await isOpen(cookieOf(answer))).toBe(true);
  await removeTotp(owner, email);
  expect(await isOpen(proven)).toBe(false);
  await requireSecondStep(owner, false);
  expect(await isOpen(proven)).toBe(true);
});
