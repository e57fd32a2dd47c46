import { readFileSync } from 'node:fs';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openPage, startBrowser } from '#test/support/browser';
import { askForOwner, OWNER } from '#test/support/owner';
import { type Product, removeProduct, startProduct } from '#test/support/product';

// One person's first hour: from an empty installation to the record behind a number.
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

test('the first visitor becomes the owner, and no second one can', async () => {
  await page.goto('/');
  expect(new URL(page.url()).pathname).toBe('/welcome');
  expect(await page.locator('[aria-current=step]').textContent()).toContain('Owner account');

  await askForOwner(page, 'password12');
  await page.getByRole('alert').getByText('Use another one.').waitFor();
  expect(await page.getByLabel('Your name').inputValue()).toBe(OWNER.name);

  await page.getByLabel('Password').fill(OWNER.password);
  await page.getByRole('button', { name: 'Create account' }).click();
  await page.getByRole('heading', { name: 'Where do your reports come from?' }).waitFor();

  const stranger = await openPage(browser, product.url);
  await stranger.page.goto('/welcome');
  expect(new URL(stranger.page.url()).pathname).toBe('/login');
  await stranger.page.context().close();
});

test('the demo is read through the front door, and the overview opens by itself', async () => {
  await page.getByRole('button', { name: 'Load the demo' }).click();
  await page.getByRole('heading', { name: 'Loading the demo' }).waitFor();
  await page.getByRole('progressbar').waitFor();
  await page.waitForURL(`${product.url}/`, { timeout: 120_000 });
  await page.getByText('Demo data.').waitFor();
  await page.locator('.recharts-surface path').first().waitFor();
});

test('figures, table and CSV of one view say the same number', async () => {
  await page.goto('/?range=30d&view=table');
  const figure = page.locator('dd[title]').first();
  const shown = digits(await figure.getAttribute('title'));
  expect(shown).toBeGreaterThan(100_000);
  const total = page
    .getByRole('table', { name: 'Messages per day by outcome' })
    .locator('tfoot td');
  expect(digits(await total.nth(1).textContent())).toBe(shown);

  await page.getByRole('button', { name: 'Export' }).click();
  const downloading = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Records, CSV as it is' }).click();
  const csv = readFileSync(await (await downloading).path(), 'utf8');
  expect(sumOf(csv, 'message_count')).toBe(shown);
});

test('a number leads to its domain, its source and its report', async () => {
  await page.goto('/');
  await page.getByRole('link', { name: 'tidewater.example', exact: true }).first().click();
  await page.getByRole('heading', { level: 1, name: 'tidewater.example' }).waitFor();
  await page.getByText('Receivers are asked to').waitFor();

  await page
    .getByRole('table', { name: /^Sources by messages/ })
    .getByRole('link')
    .first()
    .click();
  await onwards(page.getByRole('heading', { name: 'Which domain, which identity' }));

  const pages = page.getByRole('navigation', { name: 'Pages', exact: true });
  await pages.getByText('Reports', { exact: true }).click();
  await page.getByRole('table', { name: 'Aggregate reports' }).getByRole('link').first().click();
  await onwards(page.getByText(/The records add up to [\d,]+, as the report counts\./));

  await page.getByRole('link', { name: 'Raw XML' }).click();
  await page.getByRole('region', { name: 'XML of the report' }).getByText('</feedback>').waitFor();
});

test('the URL is the state: a chip takes its condition away, and back undoes it', async () => {
  await page.goto('/');
  await page
    .getByRole('link', { name: /Failed, rejected/ })
    .first()
    .click();
  await page.getByRole('link', { name: /^Outcome is Failed, rejected/ }).waitFor();
  expect(new URL(page.url()).search).toBe('?res=rejected');
  await page.getByRole('link', { name: /^Outcome is Failed, rejected/ }).click();
  await page.waitForURL(`${product.url}/`);
  await page.goBack();
  await page.waitForURL(/\?res=rejected$/);
});

test('a file that cannot be read is named, kept, tried again and set aside', async () => {
  await page.goto('/ingest');
  const broken = {
    name: 'broken.zip',
    mimeType: 'application/zip',
    buffer: Buffer.from('PK\x03\x04'),
  };
  await page.locator('input[type=file]').setInputFiles(broken);
  await page.getByLabel('Uploaded files').getByText('broken.zip').waitFor();
  await page.getByText('reading …').waitFor({ state: 'detached' });
  await page.goto('/ingest?tab=quarantine');
  await page.getByRole('link', { name: 'broken.zip' }).waitFor();

  const downloading = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Download' }).click();
  expect(readFileSync(await (await downloading).path())).toEqual(broken.buffer);

  await page.getByRole('button', { name: 'Retry', exact: true }).click();
  await page.getByText('2 tries').waitFor();
  await page.getByRole('button', { name: 'Ignore', exact: true }).click();
  await page.getByText('Every mail could be read').waitFor();
});

test('a token is shown once, works, and ends at once', async () => {
  await page.goto('/settings');
  await page.getByLabel('New token').fill('test');
  await page.getByRole('button', { name: 'Create' }).click();
  const token = (await page.getByText(/^dmr_\w+_[\w-]{43}$/).textContent()) ?? '';
  const ask = () =>
    fetch(`${product.url}/api/v1/totals`, { headers: { authorization: `Bearer ${token}` } });
  expect((await ask()).status).toBe(200);

  await page.reload();
  expect(await page.content()).not.toContain(token);
  page.once('dialog', (dialog) => void dialog.accept());
  await page.getByRole('button', { name: 'Revoke' }).click();
  await page.getByText('There is no token yet.').waitFor();
  expect((await ask()).status).toBe(401);
});

test('a mailbox is tried step by step, and nothing typed is lost', async () => {
  await page.goto('/settings/mailboxes/new');
  await page.getByLabel('Server').fill('localhost');
  await page.getByLabel('Port').fill('1');
  await page.getByLabel('User name').fill('dmarc');
  await page.getByLabel('Password').fill('secret of mine');
  await page.getByRole('button', { name: 'Test connection' }).click();
  await page.getByText('nothing listens on this port').waitFor();
  expect(await page.getByLabel('Password').inputValue()).toBe('secret of mine');
});

test('the theme is painted by the server', async () => {
  await page.goto('/settings/account');
  await page.getByRole('main').getByText('Dark', { exact: true }).click();
  const html = await (await page.request.get('/settings/account')).text();
  expect(html).toMatch(/<html[^>]* data-theme="dark"/);
  await page.getByRole('main').getByText('System', { exact: true }).click();
});

test('the demo goes with one click, and what it leaves is an invitation', async () => {
  await page.goto('/');
  await page.getByRole('button', { name: 'Remove demo data' }).click();
  await page.getByText('No domain is known yet').waitFor();
});

test('signing out ends the session', async () => {
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByRole('heading', { name: 'Sign in' }).waitFor();
  await page.goto('/reports');
  expect(page.url()).toBe(`${product.url}/login?next=%2Freports`);
});

test('nothing went wrong unseen', () => {
  expect(faults).toEqual([]);
});

/** A row is looked at beside its list; where the scripts have not come yet, its link leads on. */
async function onwards(goal: Locator) {
  const lead = page.getByRole('dialog').getByRole('link', { name: 'Open its page' });
  await lead.or(goal).first().waitFor();
  if (await lead.isVisible()) await lead.click();
  await goal.waitFor();
}

function digits(text: string | null) {
  return Number((text ?? '').replace(/\D/g, ''));
}

/** The sum of a CSV's column; the demo has no commas or line breaks inside a cell before it. */
function sumOf(csv: string, column: string) {
  const [head = '', ...rows] = csv.split('\r\n').filter((line) => line !== '');
  const at = head.split(',').indexOf(column);
  return rows.reduce((sum, row) => sum + Number(row.split(',')[at]), 0);
}
