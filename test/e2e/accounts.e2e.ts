import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openPage, startBrowser, type WatchedPage } from '#test/support/browser';
import { createOwner, OWNER } from '#test/support/owner';
import { type Product, removeProduct, startProduct } from '#test/support/product';

// Who may come in, how, and until when: an owner and the person she invites.
const NORA = { name: 'Nora Quist', email: 'nora@example.com', password: 'seven loud trains' };

let product: Product;
let browser: Browser;
let ada: WatchedPage;
let nora: WatchedPage;

beforeAll(async () => {
  [product, browser] = await Promise.all([startProduct(), startBrowser()]);
  ada = await openPage(browser, product.url);
  nora = await openPage(browser, product.url);
  await createOwner(ada.page);
});

afterAll(async () => {
  await browser?.close();
  await removeProduct(product);
});

test('an owner hands over a link, and its holder makes an account with it, once', async () => {
  const { page } = ada;
  await page.goto('/settings');
  await page.getByLabel('Email address').fill(NORA.email);
  await page.getByRole('button', { name: 'Make a link' }).click();
  const link = (await page.getByRole('status').locator('code').textContent()) ?? '';
  expect(link).toMatch(/^http.*\/invite\/[\w-]{43}$/);
  await page.getByRole('rowheader', { name: NORA.email }).waitFor();

  await nora.page.goto(link);
  await nora.page.getByText('Ada Lind has invited you').waitFor();
  await nora.page.getByLabel('Your name').fill(NORA.name);
  await nora.page.getByLabel('Password').fill('password12');
  await nora.page.getByRole('button', { name: 'Create account' }).click();
  await nora.page.getByRole('alert').getByText('Use another one.').waitFor();
  await nora.page.getByLabel('Password').fill(NORA.password);
  await nora.page.getByRole('button', { name: 'Create account' }).click();
  await nora.page.waitForURL(`${product.url}/`);

  const late = await openPage(browser, product.url);
  await late.page.goto(link);
  await late.page.getByRole('heading', { name: 'This link is no longer good' }).waitFor();
  await late.page.context().close();
});

test('another password ends the sessions elsewhere', async () => {
  const elsewhere = await openPage(browser, product.url);
  await signIn(elsewhere.page, NORA);
  await nora.page.goto('/settings/account');
  await nora.page.getByText('this one').waitFor();
  expect(await nora.page.getByText('Chrome on Linux').count()).toBe(2);

  await nora.page.getByLabel('Current password').fill(NORA.password);
  await nora.page.getByLabel('New password').fill('eight loud trains');
  await nora.page.getByRole('button', { name: 'Change password' }).click();
  await nora.page.getByText('Your password is changed').waitFor();
  expect(await nora.page.getByText('Chrome on Linux').count()).toBe(1);

  await elsewhere.page.goto('/reports');
  expect(new URL(elsewhere.page.url()).pathname).toBe('/login');
  await elsewhere.page.context().close();
});

test('an owner ends a person’s sessions, and makes a link for a forgotten password', async () => {
  const { page } = ada;
  await page.goto('/settings');
  await page.getByRole('link', { name: NORA.name }).click();
  await page.getByRole('heading', { level: 1, name: NORA.name }).waitFor();
  await page.getByRole('button', { name: 'End all' }).click();
  await page.getByText('No session is open.').waitFor();
  await nora.page.goto('/reports');
  expect(new URL(nora.page.url()).pathname).toBe('/login');

  await page.getByRole('button', { name: 'Make a link' }).click();
  const link = (await page.getByRole('status').locator('code').textContent()) ?? '';
  await nora.page.goto(link);
  await nora.page.getByLabel('New password').fill(NORA.password);
  await nora.page.getByRole('button', { name: 'Set password' }).click();
  await nora.page.getByText('Your password is set.').waitFor();
  await signIn(nora.page, NORA);
});

test('an account that is removed is gone from the list, and its session with it', async () => {
  const { page } = ada;
  page.on('dialog', (dialog) => void dialog.accept());
  await page.getByRole('button', { name: 'Remove' }).click();
  await page.waitForURL(/\/settings#users$/);
  await page.getByRole('table', { name: 'Users' }).getByText(OWNER.email).waitFor();
  expect(await page.getByText(NORA.email).count()).toBe(0);
  await nora.page.goto('/reports');
  expect(new URL(nora.page.url()).pathname).toBe('/login');
});

test('nothing went wrong unseen', () => {
  expect([...ada.faults, ...nora.faults]).toEqual([]);
});

async function signIn(page: Page, { email, password }: typeof NORA) {
  await page.goto('/login');
  await page.getByLabel('Email address').fill(email);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL(`${product.url}/`);
}
