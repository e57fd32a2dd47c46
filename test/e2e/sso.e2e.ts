import { once } from 'node:events';
import { createServer } from 'node:net';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openPage, startBrowser } from '#test/support/browser';
import { CLIENT, type OidcServer, startOidcServer } from '#test/support/oidc-server';
import { type Product, removeProduct, startProduct } from '#test/support/product';
import { runCli } from '#test/workers/run-cli';

// By way of an identity provider: from the button to the page that was asked for, and back without.
let provider: OidcServer;
let product: Product;
let browser: Browser;

beforeAll(async () => {
  provider = await startOidcServer();
  const port = await freePort();
  const environment = {
    PORT: `${port}`,
    PUBLIC_URL: `http://127.0.0.1:${port}`,
    OIDC_ISSUER: provider.issuer,
    OIDC_CLIENT_ID: CLIENT.id,
    OIDC_CLIENT_SECRET: CLIENT.secret,
    OIDC_NAME: 'Example Org',
  };
  [product, browser] = await Promise.all([startProduct({ environment }), startBrowser()]);
  const add = ['user', 'add', 'ada@example.com', '--name', 'Ada Lind', '--role', 'owner'];
  const how = { env: { DATA_DIR: product.dataDir }, stdin: 'four quiet walks' };
  await runCli([...add, '--password-file', '-'], how);
});

afterAll(async () => {
  await browser?.close();
  await removeProduct(product);
  await provider.stop();
});

test('the provider’s word opens the page that was asked for', async () => {
  provider.say({ sub: 'a-1', email: 'ada@example.com', email_verified: true });
  const { page, faults } = await openPage(browser, product.url);
  await page.goto('/reports?range=7d');
  await page.getByRole('link', { name: 'Sign in with Example Org' }).click();
  await page.waitForURL(`${product.url}/reports?range=7d`);
  await page.getByRole('link', { name: 'Ada Lind' }).first().waitFor();
  expect(faults).toEqual([]);
  await page.context().close();
});

test('whom it does not vouch for, and whom nobody invited, is told so', async () => {
  const { page, faults } = await openPage(browser, product.url);
  const told = async (email_verified: boolean, words: string) => {
    provider.say({ sub: 'c-1', email: 'cy@example.com', email_verified });
    await page.goto('/login');
    await page.getByRole('link', { name: 'Sign in with Example Org' }).click();
    await page.getByRole('alert').getByText(words).waitFor();
  };
  await told(false, 'does not vouch for your email address');
  await told(true, 'has no account here');
  await page.goto('/login/sso/callback?code=stolen&state=forged');
  await page.getByRole('alert').getByText('was refused').waitFor();
  await page.goto('/login?fault=%3Cscript%3E');
  expect(await page.getByRole('alert').filter({ hasText: /./ }).count()).toBe(0);
  expect(faults).toEqual([]);
  await page.context().close();
});

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' ? (address?.port ?? 0) : 0;
}
