import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openPage, startBrowser } from '#test/support/browser';
import { askForOwner, OWNER } from '#test/support/owner';
import { type Product, removeProduct, startProduct } from '#test/support/product';
import { runCli } from '#test/workers/run-cli';

// A slow line: the page stands, its scripts are still on their way, and a person does not wait.

let product: Product;
let browser: Browser;
let page: Page;
let faults: string[];

beforeAll(async () => {
  [product, browser] = await Promise.all([startProduct(), startBrowser()]);
  ({ page, faults } = await openPage(browser, product.url));
});

afterAll(async () => {
  await browser?.close();
  await removeProduct(product);
});

test('the owner account is created, and signs in, without any script', async () => {
  await holdScripts(page);
  await page.goto('/welcome', { waitUntil: 'commit' });
  await askForOwner(page, 'password12');
  await page.getByRole('alert').getByText('Use another one.').waitFor();
  expect(await page.getByLabel('Your name').inputValue()).toBe(OWNER.name);
  await page.getByLabel('Password').fill(OWNER.password);
  await page.getByRole('button', { name: 'Create account' }).click();
  await page.getByRole('heading', { name: 'Where do your reports come from?' }).waitFor();
  await page.context().clearCookies();
  await page.goto('/reports', { waitUntil: 'commit' });
  await page.getByLabel('Email address').fill(OWNER.email);
  await page.getByLabel('Password').fill(OWNER.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL(`${product.url}/reports`, { waitUntil: 'commit' });
});

test('a search is asked, and a link followed, without any script', async () => {
  // Without reports the page has nothing to search, and says how to get some.
  await runCli(['demo', '--days', '3'], { env: { DATA_DIR: product.dataDir } });
  await page.goto('/reports', { waitUntil: 'commit' });
  await page.getByRole('searchbox').fill('tidewater');
  await page.getByRole('searchbox').press('Enter');
  await page.waitForURL(/\/reports\?.*q=tidewater/, { waitUntil: 'commit' });
  await page.getByRole('link', { name: 'Ingest', exact: true }).click();
  await page.waitForURL(`${product.url}/ingest`, { waitUntil: 'commit' });
});

test('a file that was chosen before the scripts came is read once they have', async () => {
  const release = await holdScripts(page);
  await page.goto('/ingest', { waitUntil: 'commit' });
  const note = { name: 'note.txt', mimeType: 'text/plain', buffer: Buffer.from('hello') };
  await page.locator('input[type=file]').setInputFiles(note);
  await release();
  await page.getByText('neither a report nor a mail').waitFor();
  expect(await page.getByLabel('Uploaded files').getByRole('listitem').count()).toBe(1);
  expect(faults.filter((fault) => fault.startsWith('script'))).toEqual([]);
});

/** Keeps every script of the page waiting until it is let go. */
async function holdScripts(held: Page) {
  const { promise, resolve } = Promise.withResolvers<void>();
  await held.unrouteAll();
  await held.route('**/_next/static/chunks/**', async (route) => {
    if (route.request().resourceType() === 'script') await promise;
    await route.continue().catch(() => {});
  });
  return async () => resolve();
}
