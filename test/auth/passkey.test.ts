import { beforeAll, expect, test } from 'vitest';
import { findViewer } from '#lib/auth/find-viewer';
import { askForPasskey, dropPasskey, keepPasskey, namePasskey } from '#lib/auth/passkey';
import { askForSignIn, signInByPasskey } from '#lib/auth/passkey-sign-in';
import { passkeySite } from '#lib/auth/passkey-site';
import { db } from '#lib/db/client';
import { mintViewer, SYSTEM_VIEWER, type Viewer } from '#lib/filter/viewer';
import { passkeyList } from '#lib/queries/passkey-list';
import { removePasskeys } from '#lib/store/passkey';
import { requireSecondStep } from '#lib/store/second-step-rule';
import { cookieOf, makeAccount, PASSWORD } from '#test/support/account';
import { Authenticator, type Slip } from '#test/support/authenticator';

const HOME = { site: 'ruascope.example', origin: 'http://ruascope.example' };
const request = new Headers({ host: HOME.site, origin: HOME.origin });
const refused = { code: 'auth/unauthenticated', reason: { why: 'passkeyRefused' } };
const loadAgain = { code: 'auth/unauthenticated', reason: { why: 'loadAgain' } };
const phone = new Authenticator(HOME);
let ada: Viewer;

beforeAll(async () => {
  const userId = await makeAccount('ada@example.com', { role: 'analyst' });
  ada = mintViewer({ userId, name: 'ada', role: 'analyst', domains: 'all' });
});

async function add(device: Authenticator, slip: Slip = {}, password: string | null = PASSWORD) {
  const { options, sealed } = await askForPasskey(ada, HOME.site);
  const response = device.create(options, slip);
  await keepPasskey(ada, { name: 'phone', password, sealed, response }, request);
}

async function signIn(device: Authenticator, slip: Slip = {}) {
  const question = await askForSignIn(request);
  const sealed = question?.sealed ?? '';
  const response = device.get(question?.options ?? '{}', slip);
  return { sealed, response, headers: await signInByPasskey({ sealed, response }, request) };
}

test('nobody is offered to sign in by a passkey before there is one', async () => {
  expect(await askForSignIn(request)).toBeNull();
});

test('a passkey is kept for who knows the password, and made for this site by a person', async () => {
  await expect(add(phone, {}, 'wrong')).rejects.toMatchObject({ code: 'auth/forbidden' });
  await expect(add(phone, { origin: 'http://evil.example' })).rejects.toMatchObject(refused);
  await expect(add(phone, { site: 'evil.example' })).rejects.toMatchObject(refused);
  await expect(add(phone, { unverified: true })).rejects.toMatchObject(refused);
  expect(await db().passkey.count()).toBe(0);
  await add(phone);
  expect(await passkeyList(ada, ada.userId ?? '')).toMatchObject([
    { name: 'phone', lastUsedAt: null },
  ]);
  await expect(add(phone)).rejects.toMatchObject({ code: 'request/conflict' });
});

test('it opens a session, which owes no second step', async () => {
  const { headers } = await signIn(phone);
  const open = () => findViewer(new Headers({ cookie: cookieOf(headers) }));
  expect(await open()).toMatchObject({ userId: ada.userId, role: 'analyst' });
  await requireSecondStep(SYSTEM_VIEWER, true);
  expect(await open()).not.toBeNull();
  await requireSecondStep(SYSTEM_VIEWER, false);
  const [row] = await passkeyList(ada, ada.userId ?? '');
  expect(row?.lastUsedAt).not.toBeNull();
});

test.each<[string, Slip]>([
  ['of another page', { origin: 'http://evil.example' }],
  ['of another site', { site: 'evil.example' }],
  ['without a person', { unverified: true }],
  ['with a forged signature', { forged: true }],
  ['of a copy, whose count lags behind', { counter: 1 }],
])('refuses an answer %s', async (_, slip) => {
  await signIn(phone);
  await expect(signIn(phone, slip)).rejects.toMatchObject(refused);
});

test('refuses a device that nobody has registered, and what is no answer', async () => {
  await expect(signIn(new Authenticator(HOME))).rejects.toMatchObject(refused);
  const question = await askForSignIn(request);
  const given = { sealed: question?.sealed ?? '', response: 'hello' };
  await expect(signInByPasskey(given, request)).rejects.toMatchObject(refused);
});

test('an answer is good once, and for the page that asked', async () => {
  const { sealed, response } = await signIn(phone);
  await expect(signInByPasskey({ sealed, response }, request)).rejects.toMatchObject(loadAgain);

  const [mine, other] = [await askForSignIn(request), await askForSignIn(request)];
  const answer = phone.get(other?.options ?? '{}');
  const mixed = { sealed: mine?.sealed ?? '', response: answer };
  await expect(signInByPasskey(mixed, request)).rejects.toMatchObject(refused);

  const adding = await askForPasskey(ada, HOME.site);
  const crossed = { sealed: adding.sealed, response: phone.get(adding.options) };
  await expect(signInByPasskey(crossed, request)).rejects.toMatchObject(loadAgain);
});

test('an address that is no name has no passkeys', async () => {
  const at = (host: string) => passkeySite(new Headers({ host }));
  expect([at('127.0.0.1:3000'), at('[::1]:3000'), at('')]).toEqual([null, null, null]);
  expect([at('localhost:3000'), at('dmarc.example.org')]).toEqual([
    'localhost',
    'dmarc.example.org',
  ]);
});

test('a passkey can be called something else, by whom it belongs to', async () => {
  const [row] = await passkeyList(ada, ada.userId ?? '');
  const id = row?.id ?? '';
  const eve = await makeAccount('mallory@example.com');
  const other = mintViewer({ userId: eve, name: 'mallory', role: 'viewer', domains: 'all' });
  const unknown = { code: 'request/not-found' };
  await expect(namePasskey(other, { id, name: 'mine' })).rejects.toMatchObject(unknown);
  await namePasskey(ada, { id, name: 'old phone' });
  expect(await passkeyList(ada, ada.userId ?? '')).toMatchObject([{ id, name: 'old phone' }]);
  expect(await db().auditLog.findFirst({ where: { action: 'user.rename-passkey' } })).toMatchObject(
    {
      actor: 'ada',
      before: { name: 'phone' },
      after: { name: 'old phone' },
    },
  );
});

test('a passkey that is taken away opens nothing, and others’ stay', async () => {
  const [row] = await passkeyList(ada, ada.userId ?? '');
  const userId = await makeAccount('eve@example.com');
  const eve = mintViewer({ userId, name: 'eve', role: 'viewer', domains: 'all' });
  await expect(dropPasskey(eve, row?.id ?? '')).rejects.toMatchObject({
    code: 'request/not-found',
  });
  expect(await passkeyList(eve, ada.userId ?? '')).toEqual([]);
  const question = await askForSignIn(request);
  await dropPasskey(ada, row?.id ?? '');
  const response = phone.get(question?.options ?? '{}');
  const given = { sealed: question?.sealed ?? '', response };
  await expect(signInByPasskey(given, request)).rejects.toMatchObject(refused);
});

test('an admin takes the passkeys from who lost the device', async () => {
  await add(phone);
  const admin = mintViewer({ userId: 'a', name: 'a', role: 'admin', domains: 'all' });
  await expect(removePasskeys(ada, 'ada@example.com')).rejects.toMatchObject({
    code: 'auth/forbidden',
  });
  await removePasskeys(admin, 'ada@example.com');
  expect(await passkeyList(ada, ada.userId ?? '')).toEqual([]);
});
