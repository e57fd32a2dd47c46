import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openPage, startBrowser, type WatchedPage } from '#test/support/browser';
import { createOwner } from '#test/support/owner';
import { type Product, removeProduct, startProduct } from '#test/support/product';
import { runCli } from '#test/workers/run-cli';

// Two domains are put in a group, looked at as one, and handed to somebody who sees no other.
const NORA = { name: 'Nora Quist', email: 'nora@example.com', password: 'seven loud trains' };
const DAYS = 'from=2026-01-01&to=2026-12-31';

let product: Product;
let browser: Browser;
let ada: WatchedPage;
let nora: WatchedPage;
let first: string;
let second: string;
let third: string;

beforeAll(async () => {
  [product, browser] = await Promise.all([startProduct(), startBrowser()]);
  ada = await openPage(browser, product.url);
  nora = await openPage(browser, product.url);
  await createOwner(ada.page);
  await runCli(['demo'], { env: { DATA_DIR: product.dataDir } });
  const names = (await rowsOf(ada.page, '')).map(({ name }) => name);
  [first = '', second = '', third = ''] = names;
});

afterAll(async () => {
  await browser?.close();
  await removeProduct(product);
});

type Row = { name: string; messages: number };

/** What the API says of domains, asked with the session of the page. */
async function rowsOf(page: Page, search: string): Promise<Row[]> {
  const answer = await page.request.get(`/api/v1/domains?${DAYS}${search}`);
  const { rows }: { rows: Row[] } = await answer.json();
  return rows;
}

test('an owner makes a group and puts two ticked domains of the Overview in it', async () => {
  const { page } = ada;
  await page.goto('/settings/domains', { waitUntil: 'networkidle' });
  await page.getByText('There is no group yet.').waitFor();
  await page.getByLabel('New group').fill('Shops');
  await page.getByRole('button', { name: 'Make the group' }).click();
  await page.getByText('Shops is made.').waitFor();

  await page.goto('/', { waitUntil: 'networkidle' });
  await page.getByRole('checkbox', { name: `Tick ${first}` }).check();
  await page.getByRole('checkbox', { name: `Tick ${second}` }).check();
  await page.getByRole('button', { name: 'Put in a group' }).click();
  await page.waitForURL(/\/settings\/domains\?/);
  await page.getByText('2 domains ticked').waitFor();
  await page.getByRole('button', { name: 'Put in' }).click();
  await page.getByText('2 domains put in.').waitFor();
  const held = page.getByRole('table', { name: 'Groups' }).getByRole('link', { name: '2' });
  await held.waitFor();
});

test('the Overview of the group has the sum of its two domains', async () => {
  const { page } = ada;
  await page.goto(`/?${DAYS}`, { waitUntil: 'networkidle' });
  await page.getByRole('button', { name: /All domains/ }).click();
  await page
    .getByRole('link', { name: /^Shops/ })
    .last()
    .click();
  await page.waitForURL(/group=Shops/);
  await page.getByText('Shops, 2 domains').waitFor();
  const rows = await rowsOf(page, '');
  const sum = rows
    .filter(({ name }) => name === first || name === second)
    .reduce((all, { messages }) => all + messages, 0);
  const figure = page.locator('dd[title]').first();
  await expect.poll(async () => digits(await figure.getAttribute('title'))).toBe(sum);
  expect((await rowsOf(page, '&group=shops')).reduce((all, row) => all + row.messages, 0)).toBe(
    sum,
  );
  // The scope comes along to other pages.
  await page.getByRole('link', { name: 'Sources', exact: true }).first().click();
  await page.waitForURL(/\/sources\?group=Shops/);
});

test('a group that is not there is said to be none, and shows nobody’s numbers', async () => {
  const { page } = ada;
  for (const path of [
    '/',
    '/sources',
    '/reports',
    '/forwarding',
    '/tls',
    '/failures',
    '/exports',
  ]) {
    await page.goto(`${path}?group=Shop`);
    await page.getByText('There is no group “Shop”').waitFor();
    expect(await page.getByRole('table').count()).toBe(0);
  }
  await page.getByRole('link', { name: 'Look at all domains' }).click();
  await page.waitForURL(`${product.url}/exports?dataset=records`);
});

test('a parked domain is marked, asked to be rejected, and may be hidden', async () => {
  const { page } = ada;
  await page.goto('/settings/domains', { waitUntil: 'networkidle' });
  await page.getByRole('checkbox', { name: first, exact: true }).check();
  await page.getByRole('button', { name: 'Mark as parked' }).click();
  await page.getByText('1 domain parked.').waitFor();
  await page.goto(`/?${DAYS}`, { waitUntil: 'networkidle' });
  const table = page.getByRole('table', { name: 'Domains with policy' });
  await table.getByRole('row').filter({ hasText: 'parked' }).first().waitFor();
  await page.getByRole('link', { name: /Hide parked/ }).click();
  await page.waitForURL(/parked=hide/);
  await table.getByRole('link', { name: first, exact: true }).waitFor({ state: 'detached' });
});

test('somebody who is invited to the group sees its domains, and loses one that is taken out', async () => {
  const { page } = ada;
  await page.goto('/settings', { waitUntil: 'networkidle' });
  const invites = page.locator('#invites');
  await invites.getByLabel('Email address').fill(NORA.email);
  await invites.getByRole('checkbox', { name: 'Shops' }).check();
  await invites.getByRole('button', { name: 'Make a link' }).click();
  const link = (await invites.getByRole('status').locator('code').textContent()) ?? '';
  await nora.page.goto(link);
  await nora.page.getByLabel('Your name').fill(NORA.name);
  await nora.page.getByLabel('Password').fill(NORA.password);
  await nora.page.getByRole('button', { name: 'Create account' }).click();
  await nora.page.waitForURL(`${product.url}/`);
  expect((await rowsOf(nora.page, '')).map(({ name }) => name).toSorted()).toEqual(
    [first, second].toSorted(),
  );
  await nora.page.goto(`/?${DAYS}`);
  await nora.page.getByRole('link', { name: second }).first().waitFor();
  expect(await nora.page.getByText(third).count()).toBe(0);

  await page.goto('/settings/domains', { waitUntil: 'networkidle' });
  await page.getByRole('checkbox', { name: first, exact: true }).check();
  await page.getByRole('button', { name: 'Take out' }).click();
  await page.getByText('1 domain taken out.').waitFor();
  expect((await rowsOf(nora.page, '')).map(({ name }) => name)).toEqual([second]);
});

test('limits are changed on a person’s page, and an empty choice opens nothing', async () => {
  const { page } = ada;
  await page.goto('/settings', { waitUntil: 'networkidle' });
  await page.getByRole('table', { name: 'Users' }).getByText('group Shops').waitFor();
  await page.getByRole('link', { name: NORA.name }).click();
  const limits = page.getByRole('region', { name: 'Domains they see' });
  await limits.getByRole('checkbox', { name: 'Shops' }).uncheck();
  await limits.getByRole('button', { name: 'Limit to these' }).click();
  await limits.getByText('Name a domain or tick a group').waitFor();
  const seen = async () => (await rowsOf(nora.page, '')).map(({ name }) => name);
  expect(await seen()).toEqual([second]);

  await limits.getByRole('checkbox', { name: 'Shops' }).uncheck();
  await limits.getByLabel('Domains').fill(third);
  await limits.getByRole('button', { name: 'Limit to these' }).click();
  await limits.getByText('Saved.').waitFor();
  expect(await seen()).toEqual([third]);
  expect(await limits.getByLabel('Domains').inputValue()).toBe(third);
  expect(await limits.getByRole('checkbox', { name: 'Shops' }).isChecked()).toBe(false);
  await limits.getByRole('button', { name: 'Let them see all' }).click();
  await expect.poll(async () => (await seen()).length).toBe(3);
});

test('nothing went wrong unseen', () => {
  expect([...ada.faults, ...nora.faults]).toEqual([]);
});

function digits(text: string | null) {
  return Number((text ?? '').replace(/\D/g, ''));
}
