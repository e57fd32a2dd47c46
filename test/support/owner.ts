import type { Page } from 'playwright-core';

/** Who owns the products of the journeys. */
export const OWNER = {
  name: 'Ada Lind',
  email: 'ada@example.com',
  password: 'correct horse battery',
} as const;

/** Fills in the first step of an empty installation and sends it. */
export async function askForOwner(page: Page, password: string = OWNER.password): Promise<void> {
  await page.getByLabel('Your name').fill(OWNER.name);
  await page.getByLabel('Email address').fill(OWNER.email);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Create account' }).click();
}

/** Makes the owner of an empty installation, who is signed in afterwards. */
export async function createOwner(page: Page, password: string = OWNER.password): Promise<void> {
  await page.goto('/welcome');
  await askForOwner(page, password);
  await page.getByRole('heading', { name: 'Where do your reports come from?' }).waitFor();
}
