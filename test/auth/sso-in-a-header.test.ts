import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { beginSso, finishSso } from '#lib/auth/sso';
import { db } from '#lib/db/client';
import { makeAccount } from '#test/support/account';

// A provider that does not say how a client proves itself takes its secret in a header, not in the form.
const provider = await vi.hoisted(async () => {
  const { CLIENT, startOidcServer } = await import('#test/support/oidc-server');
  const started = await startOidcServer('unsaid');
  process.env['PUBLIC_URL'] = 'http://ruascope.example';
  process.env['OIDC_ISSUER'] = started.issuer;
  process.env['OIDC_CLIENT_ID'] = CLIENT.id;
  process.env['OIDC_CLIENT_SECRET'] = CLIENT.secret;
  return started;
});

beforeAll(() => makeAccount('ada@example.com', { role: 'analyst' }));
afterAll(() => provider.stop());

test('people come in by a provider that wants the secret in a header', async () => {
  provider.say({ sub: 'a-1', email: 'ada@example.com', email_verified: true });
  const { ticket, url } = await beginSso('/reports', new Headers());
  const answer = await fetch(url, { redirect: 'manual' });
  const { search } = new URL(answer.headers.get('location') ?? '');
  const { next } = await finishSso(ticket, search, new Headers());
  expect(next).toBe('/reports');
  expect(await db().session.count()).toBe(1);
});
