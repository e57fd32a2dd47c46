import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { invite } from '#lib/auth/account-link';
import { findViewer } from '#lib/auth/find-viewer';
import { nextPath } from '#lib/auth/next-path';
import { beginSso, finishSso } from '#lib/auth/sso';
import { db } from '#lib/db/client';
import { SYSTEM_VIEWER } from '#lib/filter/viewer';
import { requireSecondStep } from '#lib/store/second-step-rule';
import { enterBySso } from '#lib/store/sso-account';
import { cookieOf, makeAccount } from '#test/support/account';
import type { Saying } from '#test/support/oidc-server';

const failed = { code: 'auth/unauthenticated', reason: { why: 'ssoFailed' } };

// The environment is read as soon as anything is imported, and the provider's port is known only now.
const provider = await vi.hoisted(async () => {
  const { CLIENT, startOidcServer } = await import('#test/support/oidc-server');
  const started = await startOidcServer();
  process.env['PUBLIC_URL'] = 'http://ruascope.example';
  process.env['OIDC_ISSUER'] = started.issuer;
  process.env['OIDC_CLIENT_ID'] = CLIENT.id;
  process.env['OIDC_CLIENT_SECRET'] = CLIENT.secret;
  return started;
});

beforeAll(() => makeAccount('ada@example.com', { role: 'analyst' }));
afterAll(() => provider.stop());

/** Goes to the provider and back, as a browser does; answers with the query of the way back. */
async function visit(url: URL) {
  const answer = await fetch(url, { redirect: 'manual' });
  const back = new URL(answer.headers.get('location') ?? '');
  expect(back.origin + back.pathname).toBe('http://ruascope.example/login/sso/callback');
  return back.search;
}

async function comeIn(saying: Saying, next = '/') {
  provider.say(saying);
  const { ticket, url } = await beginSso(next, new Headers());
  return await finishSso(ticket, await visit(url), new Headers());
}

const ada = { sub: 'a-1', email: 'Ada@example.com', email_verified: true, name: 'Ada Lind' };
const viewerOf = (headers: Headers) => findViewer(new Headers({ cookie: cookieOf(headers) }));

test('opens the account of a verified address, and that one again when the address has changed', async () => {
  const { headers, next } = await comeIn(ada, '/reports?range=7d');
  expect(next).toBe('/reports?range=7d');
  const viewer = await viewerOf(headers);
  expect(viewer).toMatchObject({ name: 'ada@example.com', role: 'analyst' });
  const again = await comeIn({ ...ada, email: 'lind@example.com' });
  expect((await viewerOf(again.headers))?.userId).toBe(viewer?.userId);
  expect(await db().user.count()).toBe(1);
});

test('a session by the provider owes no second step', async () => {
  await requireSecondStep(SYSTEM_VIEWER, true);
  expect(await viewerOf((await comeIn(ada)).headers)).not.toBeNull();
  await requireSecondStep(SYSTEM_VIEWER, false);
});

test('an address that only the userinfo endpoint tells is good as well', async () => {
  expect(await comeIn({ ...ada, quiet: true })).toBeTruthy();
});

const now = () => Math.floor(Date.now() / 1000);

test.each<[string, () => Partial<Saying>]>([
  ['another nonce', () => ({ instead: { nonce: 'another' } })],
  ['no nonce', () => ({ instead: { nonce: undefined } })],
  ['another audience', () => ({ instead: { aud: 'somebody-else' } })],
  ['an end that has passed', () => ({ instead: { iat: now() - 7200, exp: now() - 3600 } })],
  ['another issuer', () => ({ instead: { iss: 'https://evil.example' } })],
  ['the signature of a key that is not published', () => ({ foreignKey: true })],
])('refuses an ID token with %s', async (_, wrong) => {
  await expect(comeIn({ ...ada, ...wrong() })).rejects.toMatchObject(failed);
});

test.each([
  ['not verified', { email_verified: false }],
  ['of which nothing is said', { email_verified: undefined }],
  ['missing', { email: undefined }],
])('refuses an address that is %s', async (_, wrong) => {
  const saying = Object.fromEntries(
    Object.entries({ ...ada, sub: 'b-1', ...wrong }).filter(([, value]) => value !== undefined),
  );
  await expect(comeIn({ sub: 'b-1', ...saying })).rejects.toMatchObject({
    reason: { why: 'ssoUnverified' },
  });
});

test('an answer is taken once, in the browser that asked, to the question that was asked', async () => {
  provider.say(ada);
  const { ticket, url } = await beginSso('/', new Headers());
  const search = await visit(url);
  await finishSso(ticket, search, new Headers());
  await expect(finishSso(ticket, search, new Headers())).rejects.toMatchObject(failed);

  const [mine, theirs] = [await beginSso('/', new Headers()), await beginSso('/', new Headers())];
  const stolen = await visit(theirs.url);
  await expect(finishSso(mine.ticket, stolen, new Headers())).rejects.toMatchObject(failed);
  await expect(finishSso('', stolen, new Headers())).rejects.toMatchObject(failed);
  const other = await beginSso('/', new Headers());
  const forged = (await visit(other.url)).replace(/state=[^&]+/, 'state=forged');
  await expect(finishSso(other.ticket, forged, new Headers())).rejects.toMatchObject(failed);
});

test('what was asked is forgotten after ten minutes', async () => {
  provider.say(ada);
  const { ticket, url } = await beginSso('/', new Headers());
  const search = await visit(url);
  await db().verification.updateMany({ data: { expiresAt: new Date(Date.now() - 1) } });
  await expect(finishSso(ticket, search, new Headers())).rejects.toMatchObject(failed);
});

test('a refusal of the provider is told, not thrown', async () => {
  const { ticket } = await beginSso('/', new Headers());
  const search = '?error=access_denied&error_description=%3Cscript%3E';
  await expect(finishSso(ticket, search, new Headers())).rejects.toMatchObject(failed);
});

test.each([
  'https://evil.example/',
  '//evil.example',
  '/\\evil.example',
  'javascript:alert(1)',
  '/\t/evil.example',
])('the way back never leads to %j', async (next) => {
  expect((await comeIn(ada, nextPath(next))).next).toBe('/');
});

test('a stranger is refused, until somebody invites them or everybody may come', async () => {
  const cy = { sub: 'c-1', email: 'cy@example.com', email_verified: true, name: 'Cy Moss' };
  await expect(comeIn(cy)).rejects.toMatchObject({ reason: { why: 'ssoNotInvited' } });
  expect(await db().user.count({ where: { email: cy.email } })).toBe(0);

  await invite(SYSTEM_VIEWER, { email: cy.email, role: 'auditor', domains: ['example.com'] });
  const viewer = await viewerOf((await comeIn(cy)).headers);
  expect(viewer).toMatchObject({ name: 'Cy Moss', role: 'auditor' });
  expect(viewer?.domains).toHaveLength(1);
  expect(await db().accountLink.count({ where: { email: cy.email } })).toBe(0);

  const di = { issuer: provider.issuer, subject: 'd-1', email: 'di@example.com', name: '' };
  const userId = await enterBySso(di, 'viewer');
  expect(await enterBySso(di, 'viewer')).toBe(userId);
  expect(await db().user.findUnique({ where: { id: userId } })).toMatchObject({
    email: 'di@example.com',
    role: 'viewer',
  });
});

test('a network that only asks, and never comes back, is let wait', async () => {
  const from = new Headers({ 'x-forwarded-for': '192.0.2.200' });
  for (let n = 0; n < 100; n += 1) await beginSso('/', from);
  await expect(beginSso('/', from)).rejects.toMatchObject(failed);
  expect(await beginSso('/', new Headers({ 'x-forwarded-for': '192.0.2.201' }))).toBeTruthy();
});

test('who came and who was refused is written down', async () => {
  const rows = await db().auditLog.findMany({ orderBy: { id: 'asc' } });
  const opened = rows.find(({ action }) => action === 'session.open');
  expect(opened).toMatchObject({ subject: 'ada@example.com', after: { method: 'sso' } });
  const refused = rows.filter(({ action }) => action === 'session.refuse');
  expect(refused.length).toBeGreaterThan(10);
});
