import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { timeStep, totpCode } from '#lib/auth/totp';
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
  await nora.page.getByText('this one', { exact: true }).waitFor();
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

test('an owner demands a second step, and a person sets it up before anything else', async () => {
  const { page } = ada;
  page.on('dialog', (dialog) => void dialog.accept());
  await page.goto('/settings');
  await page.getByRole('button', { name: 'Demand it', exact: true }).click();
  await page.getByRole('heading', { name: 'Set up a second step' }).waitFor();
  await setUpStep(page, OWNER.password);
  await page.waitForURL(/\/settings/);

  await nora.page.goto('/reports?range=7d');
  await nora.page.getByText('An owner of this installation demands').waitFor();
  const { key, codes } = await setUpStep(nora.page, NORA.password);
  await nora.page.waitForURL(`${product.url}/reports?range=7d`);

  const elsewhere = await openPage(browser, product.url);
  await fillIn(elsewhere.page, NORA);
  await elsewhere.page.getByText('Now the code of your authenticator app').waitFor();
  await elsewhere.page.getByLabel('Code').fill('123456');
  await elsewhere.page.getByRole('button', { name: 'Sign in' }).click();
  await elsewhere.page.getByRole('alert').getByText('The code is wrong').waitFor();
  await elsewhere.page.getByLabel('Code').fill(codeOf(key, 1));
  await elsewhere.page.getByRole('button', { name: 'Sign in' }).click();
  await elsewhere.page.waitForURL(`${product.url}/`);

  await fillIn(elsewhere.page, NORA);
  await elsewhere.page.getByLabel('Code').fill(codes[0] ?? '');
  await elsewhere.page.getByRole('button', { name: 'Sign in' }).click();
  await elsewhere.page.waitForURL(`${product.url}/`);
  await elsewhere.page.goto('/settings/account');
  await elsewhere.page.getByText('9 recovery codes are left.').waitFor();
  await elsewhere.page.context().close();
});

test('an owner takes the second step from who lost their phone', async () => {
  const { page } = ada;
  await page.goto('/settings');
  await page.getByText('2 of 2 accounts').waitFor();
  await page.getByRole('button', { name: 'No longer demand it' }).click();
  await page.getByText('as each person decides').waitFor();
  await page.getByRole('link', { name: NORA.name }).click();
  await page.getByRole('button', { name: 'Take away' }).click();
  await page.getByRole('button', { name: 'Take away' }).waitFor({ state: 'detached' });
  await signIn(nora.page, NORA);
});

test('an account that is removed is gone from the list, and its session with it', async () => {
  const { page } = ada;
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

async function signIn(page: Page, who: typeof NORA) {
  await fillIn(page, who);
  await page.waitForURL(`${product.url}/`);
}

async function fillIn(page: Page, { email, password }: typeof NORA) {
  await page.goto('/login');
  await page.getByLabel('Email address').fill(email);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

/** What a person with an authenticator app does; answers with what they have afterwards. */
async function setUpStep(page: Page, password: string) {
  const picture = page.getByRole('img', { name: 'QR code' });
  // A phone reads dark on light, whatever the theme.
  expect(await picture.locator('rect').getAttribute('fill')).toBe('white');
  const key = (await page.locator('form code').textContent()) ?? '';
  await page.getByLabel('Code that the app shows').fill(codeOf(key, 0));
  await page.getByLabel('Your password').fill(password);
  await page.getByRole('button', { name: 'Turn it on' }).click();
  const codes = page.getByRole('status').getByRole('listitem');
  await codes.first().waitFor();
  const shown = await codes.allTextContents();
  expect(shown).toHaveLength(10);
  await page.getByRole('link', { name: 'I have kept them' }).click();
  return { key, codes: shown };
}

/** What the app shows `steps` half minutes from now; the clock may be that far off. */
function codeOf(key: string, steps: number) {
  const bits = [...key.replaceAll(' ', '')]
    .map((letter) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter))
    .map((value) => value.toString(2).padStart(5, '0'))
    .join('');
  const bytes = (bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2));
  return totpCode(Uint8Array.from(bytes), timeStep(new Date()) + steps);
}
