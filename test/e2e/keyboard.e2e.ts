import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { openPage, startBrowser, type WatchedPage } from '#test/support/browser';
import { createOwner } from '#test/support/owner';
import { type Product, removeProduct, startProduct } from '#test/support/product';
import { runCli } from '#test/workers/run-cli';

// Each test ends with what it asked for on the screen: leaving while an answer is on its way is an
// error on the console.
// By the keyboard alone: from the Overview to a domain, through periods and rows, and back.
let product: Product;
let browser: Browser;
let watched: WatchedPage;

beforeAll(async () => {
  [product, browser] = await Promise.all([startProduct(), startBrowser()]);
  watched = await openPage(browser, product.url);
  const { page } = watched;
  await createOwner(page);
  await runCli(['demo'], { env: { DATA_DIR: product.dataDir } });
  await page.goto('/', { waitUntil: 'networkidle' });
});

afterAll(async () => {
  await browser?.close();
  await removeProduct(product);
});

test('a domain is three keys away, and a period one', async () => {
  const { page } = watched;
  const field = page.getByRole('combobox', { name: 'Where to go' });
  await pressUntil('Control+k', () => field.isVisible());
  await page.keyboard.type('tidew');
  await page.getByRole('option', { name: 'tidewater.example', exact: true }).waitFor();
  await page.keyboard.press('Enter');
  await page.waitForURL(`${product.url}/domains/tidewater.example`);
  await field.waitFor({ state: 'detached' });
  await page.getByRole('heading', { name: 'tidewater.example', level: 1 }).waitFor();
  await page.getByRole('region', { name: 'What is shown' }).waitFor();

  await page.keyboard.press('w');
  await page.waitForURL(/\?range=7d$/);
  await page.keyboard.press('x');
  await page.waitForURL(/\?range=7d&cmp=none$/);
  await page.getByRole('button', { name: /not compared/ }).waitFor();
});

test('rows are walked, opened and left again', async () => {
  const { page } = watched;
  await page.goto('/reports', { waitUntil: 'networkidle' });
  const focused = () =>
    page.evaluate(() => {
      const row = document.activeElement?.closest('tr');
      return row ? [...(row.parentElement?.children ?? [])].indexOf(row) : -1;
    });
  await pressUntil('j', async () => (await focused()) === 0);
  await page.keyboard.press('j');
  expect(await focused()).toBe(1);
  await page.keyboard.press('k');
  expect(await focused()).toBe(0);
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/reports\?peek=report/);
  await page.getByRole('dialog').getByText('Published policy').waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  expect(await focused()).toBe(0);
  await page.keyboard.press('Shift+Enter');
  await page.waitForURL(/\/reports\/[\w-]{36}/);
  const crumbs = page.getByRole('navigation', { name: 'Breadcrumb' });
  await crumbs.getByRole('link', { name: 'Reports' }).waitFor();
});

test('writing is no command, and filters go with Escape', async () => {
  const { page } = watched;
  await page.goto('/reports?res=rejected', { waitUntil: 'networkidle' });
  const isWriting = () => page.evaluate(() => document.activeElement?.tagName === 'INPUT');
  await pressUntil('/', isWriting);
  await page.keyboard.type('wx');
  expect(await page.getByRole('searchbox').inputValue()).toBe('wx');
  expect(new URL(page.url()).search).toBe('?res=rejected');
  await page.getByRole('searchbox').blur();
  await page.keyboard.press('Escape');
  await page.waitForURL(`${product.url}/reports`);
  await page.getByRole('list', { name: 'Filters' }).waitFor({ state: 'detached' });
});

test('the list of keys turns single keys off, and Ctrl K still works', async () => {
  const { page } = watched;
  await page.keyboard.press('?');
  await page.getByRole('button', { name: 'Turn single keys off' }).click();
  await page.getByText('Single keys are off').waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await page.keyboard.press('w');
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: 'Where to go' }).waitFor();
  expect(new URL(page.url()).search).toBe('');
  expect(watched.faults).toEqual([]);
});

/** Scripts may come later than the page: who presses too early presses again. */
async function pressUntil(key: string, done: () => Promise<boolean>) {
  await vi.waitFor(
    async () => {
      if (await done()) return;
      await watched.page.keyboard.press(key);
      await new Promise((soon) => setTimeout(soon, 500));
      expect(await done()).toBe(true);
    },
    { timeout: 30_000 },
  );
}
