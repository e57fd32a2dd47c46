import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ENDPOINTS } from '#lib/api/endpoints';
import { DATASET_NAMES } from '#lib/queries/datasets';
import { startEmbedded } from '#prisma/embedded';
import { openPage, startBrowser } from '#test/support/browser';
import { type Dovecot, startDovecot } from '#test/support/dovecot';
import { createOwner, OWNER } from '#test/support/owner';
import { type Product, removeProduct, startProduct } from '#test/support/product';
import { startTokenServer, type TokenServer } from '#test/support/token-server';
import { tracesIn, tracesInFiles, tracesInTables } from '#test/support/traces';

// Secrets that a person types into the product's forms are found nowhere afterwards (SECURITY G22): in
// no page, answer, file, table, journal or log, though everything they were for has refused them.
const SECRET = {
  account: 'canary-owner-f4b1c7',
  guess: 'canary-guess-90aa3e',
  mailbox: 'canary-mailbox-27d6b8',
  client: 'canary-client-5c1e04',
  refresh: 'canary-refresh-e83b91',
  access: 'canary-access-6a70cd',
} as const;
const SECRETS = Object.values(SECRET);
/** What is no secret and must be found, or nothing was looked for in the right places. */
const USER = 'canary-is-the-user';

let dovecot: Dovecot;
let tokens: TokenServer;
let product: Product;
let browser: Browser;
let page: Page;
let sql: Client;
let closeSql: () => Promise<void>;
/** A token of the API, as the page showed it once. */
let token = '';

beforeAll(async () => {
  [dovecot, tokens, browser] = await Promise.all([
    startDovecot(),
    startTokenServer(USER, SECRET.refresh),
    startBrowser(),
  ]);
  const environment = { LOG_LEVEL: 'trace', PRIVATE_ENDPOINTS: 'on', POLL_SECONDS: '2' };
  product = await startProduct({ environment });
  ({ page } = await openPage(browser, product.url));
  const database = await startEmbedded({ dataDir: product.dataDir });
  sql = new Client({ connectionString: database.url });
  await sql.connect();
  closeSql = async () => {
    await sql.end();
    await database.stop();
  };
});

afterAll(async () => {
  await browser?.close();
  await closeSql?.();
  await removeProduct(product);
  await Promise.all([dovecot?.stop(), tokens?.stop()]);
});

test('secrets are typed into every form that takes one, and refused', async () => {
  await createOwner(page, SECRET.account);
  await page.goto('/settings');
  await page.getByRole('button', { name: 'Sign out' }).first().click();
  await page.waitForURL(/\/login/);
  await signIn(SECRET.guess);
  await page.getByText('The email address or the password is wrong.').waitFor();
  await signIn(SECRET.account);
  await page.waitForURL((url) => !url.pathname.startsWith('/login'));

  await fillIn('by-password');
  await page.getByLabel('Password').fill(SECRET.mailbox);
  await tryAndSave('Login');

  await fillIn('by-client', 'client_credentials');
  await page.getByLabel('Client secret').fill(SECRET.client);
  // The endpoint says what it was told, as some do.
  const refusal = { error: 'invalid_client', error_description: `not ${SECRET.client}` };
  tokens.answers = Array.from({ length: 20 }, () => ({ status: 400, body: refusal }));
  await tryAndSave('Access token');

  await fillIn('by-refresh-token', 'refresh_token');
  await page.getByLabel('Refresh token').fill(SECRET.refresh);
  const given = { access_token: SECRET.access, token_type: 'Bearer', expires_in: 3600 };
  tokens.answers = Array.from({ length: 20 }, () => ({ status: 200, body: given }));
  await tryAndSave('Login');
});

test('the worker has tried each of them, and says why it failed', async () => {
  for (let tries = 0; ; tries += 1) {
    const { rows } = await sql.query(
      'SELECT name FROM mailbox WHERE last_error IS NOT NULL ORDER BY name',
    );
    if (rows.length === 3) break;
    if (tries > 100) throw new Error(product.said());
    await sleep(500);
  }
});

test('a token of the API is shown once', async () => {
  await page.goto('/settings');
  await page.getByLabel('New token').fill('canary');
  await page.getByRole('button', { name: 'Create', exact: true }).click();
  token = (
    (await page.locator('code', { hasText: /^dmr_[0-9a-f]{16}_[\w-]{43}$/ }).textContent()) ?? ''
  ).trim();
  expect(token).toMatch(/^dmr_[0-9a-f]{16}_[\w-]{43}$/);
});

test('they are found in no page, answer or file', async () => {
  const found: string[] = [];
  const seen: string[] = [];
  for (const path of PLACES) {
    for (const kind of [{}, { rsc: '1' }]) {
      const text = await ask(path, kind);
      found.push(...tracesIn(path, text, [...SECRETS, token.slice(21)]));
      if (text.includes(USER)) seen.push(path);
    }
  }
  expect(found).toEqual([]);
  expect(seen).toContain('/settings/mailboxes/by-password');
  expect(PLACES.length).toBeGreaterThan(70);
});

test('they are found in no table, no file of the database and no line of the log', async () => {
  const words = [...SECRETS, token.slice(21)];
  expect(await tracesInTables(sql, words)).toEqual([]);
  expect(await tracesInTables(sql, [USER])).toContain(`public.mailbox holds ${USER}`);
  expect(tracesInFiles(product.dataDir, words)).toEqual([]);
  expect(tracesInFiles(product.dataDir, [USER])).not.toEqual([]);
  expect(tracesIn('the log', product.said(), words)).toEqual([]);
  expect(product.said()).toContain('by-refresh-token');
});

async function signIn(password: string) {
  await page.getByLabel('Email').fill(OWNER.email);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
}

/** A mailbox of the Dovecot here: without TLS, so that it gets as far as the login. */
async function fillIn(name: string, auth = 'password') {
  await page.goto('/settings/mailboxes/new');
  await page.getByLabel('Provider').selectOption('local');
  await page.getByLabel('Name', { exact: true }).fill(name);
  await page.getByLabel('Port').fill(`${dovecot.imap}`);
  await page.getByLabel('User name').fill(USER);
  await page.locator('select[name=auth]').selectOption(auth);
  if (auth === 'password') return;
  await page.getByLabel('Token endpoint').fill(tokens.url);
  await page.getByLabel('Client ID').fill('ruascope');
}

async function tryAndSave(refusedAt: string) {
  await page.getByRole('button', { name: 'Test connection' }).click();
  const step = page.getByRole('listitem').filter({ hasText: refusedAt });
  await step.getByText(': failed').waitFor({ state: 'attached' });
  await page.getByRole('button', { name: 'Connect', exact: true }).click();
  await page.waitForURL((url) => !url.pathname.endsWith('/new'));
}

async function ask(path: string, headers: Record<string, string>) {
  const cookies = await page.context().cookies();
  const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
  const answer = await fetch(product.url + path, { headers: { cookie, ...headers } });
  expect(answer.status, path).toBeLessThan(500);
  return `${JSON.stringify([...answer.headers])}\n${await answer.text()}`;
}

const PLACES = [
  ...['/', '/domains/example.com', '/sources', '/reports', '/failures', '/tls', '/forwarding'],
  ...['/ingest', '/ingest?tab=mails', '/ingest?tab=quarantine', '/exports', '/settings'],
  ...['/settings/account', '/settings/api', '/settings/audit', '/settings/reports'],
  ...['/settings/retention', '/settings/about', '/settings/mailboxes/new', '/login', '/metrics'],
  ...['by-password', 'by-client', 'by-refresh-token'].map((name) => `/settings/mailboxes/${name}`),
  ...['/api/health', '/api/v1/openapi.json', '/ingest/live', '/volume.csv'],
  ...ENDPOINTS.filter(({ method, path }) => method === 'GET' && !path.includes('{')).map(
    ({ path }) => path,
  ),
  ...DATASET_NAMES.map((name) => `/api/v1/export/${name}.csv`),
];
