import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openPage, startBrowser, type WatchedPage } from '#test/support/browser';
import { createOwner, OWNER } from '#test/support/owner';
import { type Product, removeProduct, startProduct } from '#test/support/product';

// A passkey from its making to its end, with the authenticator that Chromium brings for tests.
let product: Product;
let browser: Browser;
let ada: WatchedPage;
let url = '';

beforeAll(async () => {
  [product, browser] = await Promise.all([startProduct(), startBrowser()]);
  // Browsers bind passkeys to names, not to addresses.
  url = product.url.replace('127.0.0.1', 'localhost');
  ada = await openPage(browser, url);
  await bringAuthenticator(ada.page);
  await createOwner(ada.page);
});

afterAll(async () => {
  await browser?.close();
  await removeProduct(product);
});

test('a person adds a passkey, signs in with it, and takes it away', async () => {
  const { page, faults } = ada;
  page.on('dialog', (dialog) => void dialog.accept());
  await page.goto('/settings/account');
  await page.getByLabel('Name of a new passkey').fill('Laptop');
  await page.locator('#passkeys').getByLabel('Your password').fill('not the password');
  await page.getByRole('button', { name: 'Add a passkey' }).click();
  await page.getByText('The current password is wrong.').waitFor();
  await page.getByLabel('Name of a new passkey').fill('Laptop');
  await page.locator('#passkeys').getByLabel('Your password').fill(OWNER.password);
  await page.getByRole('button', { name: 'Add a passkey' }).click();
  await page.getByRole('rowheader', { name: 'Laptop' }).waitFor();
  await page.getByText('rename', { exact: true }).click();
  await page.getByLabel('New name').fill('Old laptop');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('rowheader', { name: 'Old laptop' }).waitFor();

  await page.getByRole('button', { name: 'Sign out' }).first().click();
  await page.waitForURL(/\/login$/);
  await page.goto('/login?next=/reports');
  await page.getByRole('button', { name: 'Sign in with a passkey' }).click();
  await page.waitForURL(`${url}/reports`);

  await page.goto('/settings/account');
  await page.getByRole('button', { name: 'Remove' }).click();
  await page.getByText('instead of password and code').waitFor();
  await page.getByRole('button', { name: 'Sign out' }).first().click();
  await page.waitForURL(/\/login$/);
  expect(await page.getByRole('button', { name: 'Sign in with a passkey' }).count()).toBe(0);
  expect(faults).toEqual([]);
});

async function bringAuthenticator(page: Page) {
  const session = await page.context().newCDPSession(page);
  await session.send('WebAuthn.enable');
  await session.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
}
