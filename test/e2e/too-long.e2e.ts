import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openPage, startBrowser } from '#test/support/browser';
import { type AccessHouse, openAccessHouse } from './access-house.ts';

// Somebody else holds the sums of the days: whatever asks for them waits, until Postgres ends it.
let house: AccessHouse;
let browser: Browser;
let url: string;
beforeAll(async () => {
  [house, browser] = await Promise.all([openAccessHouse(), startBrowser()]);
  ({ url } = await house.startWeb({ QUESTION_SECONDS: '1' }));
  await house.sql.query('BEGIN; LOCK TABLE daily, daily_report IN ACCESS EXCLUSIVE MODE');
});
afterAll(async () => {
  await browser?.close();
  await house?.sql.query('ROLLBACK');
  await house?.close();
});

test.each(['owner', 'other'] as const)('a page tells %s to ask for less', async (who) => {
  const { page } = await openPage(browser, url);
  const [name = '', value = ''] = house.cookies[who].split('=');
  await page.context().addCookies([{ name, value: decodeURIComponent(value), url }]);
  await page.goto('/');
  const told = page.getByText('takes too long. Choose fewer days or domains');
  await told.first().waitFor();
  expect(await page.locator('body').textContent()).not.toContain('statement timeout');
});

test('the API says it by its code', async () => {
  const headers = { cookie: house.cookies.owner };
  const answer = await fetch(`${url}/api/v1/volume`, { headers });
  expect(answer.status).toBe(422);
  expect(await answer.json()).toMatchObject({ code: 'database/too-long' });
});
