import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { openPage, startBrowser, type WatchedPage } from '#test/support/browser';
import { createOwner } from '#test/support/owner';
import { type Product, removeProduct, startProduct } from '#test/support/product';
import { runCli } from '#test/workers/run-cli';

// Rows are looked at beside their list, in the columns that one chose.

let product: Product;
let browser: Browser;
let watched: WatchedPage;

beforeAll(async () => {
  [product, browser] = await Promise.all([startProduct(), startBrowser()]);
  watched = await openPage(browser, product.url);
  await createOwner(watched.page);
  await runCli(['demo'], { env: { DATA_DIR: product.dataDir } });
});

afterAll(async () => {
  await browser?.close();
  await removeProduct(product);
});

test('a row opens beside its list, and Escape, the back button and the cross close it', async () => {
  const { page } = watched;
  await page.goto('/sources', { waitUntil: 'networkidle' });
  const peek = page.getByRole('dialog', { name: 'Source Sendwell' });
  const row = page.getByRole('row').filter({ hasText: 'Sendwell' });

  await clickUntilOpen(() => row.click({ position: { x: 400, y: 10 } }), 'Source Sendwell');
  await peek.getByText('What receivers did').waitFor();
  expect(new URL(page.url()).searchParams.get('peek')).toBe('service:Sendwell');
  expect(await focusIsIn('dialog')).toBe(true);
  await page.keyboard.press('Escape');
  await peek.waitFor({ state: 'detached' });
  expect(new URL(page.url()).search).toBe('');
  expect(await focusIsIn('tr')).toBe(true);

  await row.click({ position: { x: 400, y: 10 } });
  await peek.waitFor();
  await page.goBack();
  await peek.waitFor({ state: 'detached' });
  expect(new URL(page.url()).search).toBe('');

  await row.click({ position: { x: 400, y: 10 } });
  await peek.getByRole('link', { name: 'Close' }).click();
  await peek.waitFor({ state: 'detached' });
});

test('the next row takes its place, and one step back is still the list', async () => {
  const { page } = watched;
  await page.goto('/sources', { waitUntil: 'networkidle' });
  const open = (name: string) => page.getByRole('link', { name, exact: true }).click();
  await clickUntilOpen(() => open('Sendwell'), 'Source Sendwell');
  await open('Deskmark');
  await page.getByRole('dialog', { name: 'Source Deskmark' }).waitFor();
  await page.goBack();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  expect(new URL(page.url()).pathname + new URL(page.url()).search).toBe('/sources');
});

test('a link shares it, with the numbers of its own page', async () => {
  const { page } = watched;
  await page.goto('/sources?by=ip&range=30d&peek=ip:198.51.100.80', { waitUntil: 'networkidle' });
  const peek = page.getByRole('dialog', { name: 'Address 198.51.100.80' });
  const told = await peek.getByText(/messages reported/).textContent();
  await page.keyboard.press('Escape');
  await page.waitForURL(`${product.url}/sources?range=30d&by=ip`);
  await page.goto('/ips/198.51.100.80?range=30d');
  await page.getByRole('region').getByText(`${told}`).waitFor();
});

test('the page of a row is one link, or Shift and Enter, away', async () => {
  const { page } = watched;
  await page.goto('/reports', { waitUntil: 'networkidle' });
  const first = page.getByRole('rowheader').getByRole('link').first();
  const href = `${await first.getAttribute('href')}`;
  await first.focus();
  await clickUntilOpen(() => page.keyboard.press('Enter'), 'Report');
  const peek = page.getByRole('dialog', { name: 'Report' });
  expect(await peek.getByRole('link', { name: 'Open its page' }).getAttribute('href')).toBe(href);
  await page.keyboard.press('Escape');
  await peek.waitFor({ state: 'detached' });
  await page.keyboard.press('Shift+Enter');
  await page.waitForURL(product.url + href);
});

test('columns are chosen before any script has come, and stay whatever is asked', async () => {
  const context = await browser.newContext({
    baseURL: product.url,
    storageState: await watched.page.context().storageState(),
  });
  await context.route(/\/_next\/static\/chunks\/.*\.js/, (route) => route.abort());
  const page = await context.newPage();
  await page.goto('/sources?range=30d');
  await page.getByRole('button', { name: /^Columns/ }).click();
  await page.getByLabel('First seen').check();
  await page.getByLabel('Whose it is').uncheck();
  await page.getByRole('button', { name: 'Show these' }).click();
  const heads = () => page.getByRole('columnheader').allTextContents();
  await page.getByRole('columnheader', { name: 'First seen' }).waitFor();
  expect(await heads()).not.toContain('Whose it is');
  await page.getByRole('link', { name: 'Address', exact: true }).click();
  await page.waitForURL(/by=ip/);
  await page.getByRole('columnheader', { name: 'First seen' }).waitFor();
  await page.getByRole('button', { name: /^Columns/ }).click();
  await page.getByRole('link', { name: 'The usual ones' }).click();
  await page.getByRole('columnheader', { name: 'Whose it is' }).waitFor();
  expect(new URL(page.url()).search).toBe('?range=30d&by=ip');
  await context.close();
});

test('a file holds the same, whatever columns the page shows', async () => {
  const { page } = watched;
  await page.goto('/sources?cols=source,messages', { waitUntil: 'networkidle' });
  await page.getByRole('button', { name: 'Export' }).click();
  const links = page.getByRole('dialog').getByRole('link');
  await links.first().waitFor();
  for (const link of await links.all()) {
    expect(await link.getAttribute('href')).not.toContain('cols');
  }
  await page.keyboard.press('Escape');
  expect(watched.faults).toEqual([]);
});

/** Scripts may come later than the page: what was pressed too early is pressed again. */
async function clickUntilOpen(press: () => Promise<void>, name: string) {
  const { page } = watched;
  await vi.waitFor(
    async () => {
      const path = new URL(page.url()).pathname;
      await press();
      await page
        .getByRole('dialog', { name })
        .waitFor({ timeout: 3000 })
        .catch(async (cause) => {
          if (new URL(page.url()).pathname !== path) await page.goBack();
          throw cause;
        });
    },
    { timeout: 30_000 },
  );
}

function focusIsIn(selector: string) {
  return watched.page.evaluate(
    (within) => document.activeElement?.closest(within) !== null,
    selector,
  );
}

test('a click on a day of the chart looks at its mail, a drag shows the days dragged over', async () => {
  const { page } = watched;
  await page.goto('/?from=2026-01-01&to=2026-01-01', { waitUntil: 'networkidle' });
  await page.goto('/', { waitUntil: 'networkidle' });
  const chart = page.locator('[data-chart] .recharts-surface').first();
  await chart.waitFor();
  const at = async (share: number) => {
    const box = await chart.boundingBox();
    if (!box) throw new Error('The chart is not drawn.');
    return { x: box.x + 60 + (box.width - 80) * share, y: box.y + box.height / 2 };
  };
  const middle = await at(0.5);
  await page.mouse.move(middle.x, middle.y);
  await clickUntilOpen(() => page.mouse.click(middle.x, middle.y), 'Reported mail');
  await page.getByText('What receivers did').waitFor();
  expect(new URL(page.url()).searchParams.get('peek')).toMatch(/^days:(\d{4}-\d\d-\d\d)\.\.\1$/);
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });

  const [start, end] = [await at(0.3), await at(0.6)];
  await page.mouse.move(start.x, start.y);
  await page.mouse.down();
  await page.mouse.move(middle.x, middle.y, { steps: 5 });
  await page.mouse.move(end.x, end.y, { steps: 5 });
  await page.mouse.up();
  await page.waitForURL(/from=/);
  const { searchParams } = new URL(page.url());
  const days = ['from', 'to'].map((name) => Date.parse(searchParams.get(name) ?? ''));
  expect(((days[1] ?? 0) - (days[0] ?? 0)) / 86_400_000).toBeGreaterThan(20);
  expect(searchParams.get('peek')).toBe(null);
});

test('through each lens the chart holds the same mail, and its file the same numbers', async () => {
  const { page } = watched;
  const totals: string[] = [];
  for (const lens of ['', '&lens=mechanism', '&lens=class', '&lens=domains']) {
    await page.goto(`/?view=table&range=30d${lens}`);
    const foot = page.locator('#volume tfoot td');
    totals.push(`${await foot.nth(1).textContent()}`);
  }
  expect(new Set(totals).size).toBe(1);
  await page.goto('/?view=table&range=30d');
  const link = await page.getByRole('link', { name: 'CSV', exact: true }).getAttribute('href');
  const file = await page.request.get(`${link}`);
  expect(file.headers()['content-disposition']).toContain('dmarc_volume_by-day_all-domains_');
  const [head, ...lines] = (await file.text()).replace('\ufeff', '').trim().split('\r\n');
  expect(head?.startsWith('bucket_start_utc,bucket,message_count,passed,')).toBe(true);
  expect(lines).toHaveLength(30);
  const sum = lines.reduce((all, line) => all + Number(line.split(',')[2]), 0);
  expect(sum.toLocaleString('en-GB')).toBe(totals[0]);
});

test('columns that were chosen are there at the next visit, until the usual ones are asked for', async () => {
  const { page } = watched;
  const head = page.getByRole('columnheader', { name: 'Records' });
  await page.goto('/reports', { waitUntil: 'networkidle' });
  expect(await head.count()).toBe(0);
  await page.getByRole('button', { name: /^Columns/ }).click();
  await page.getByRole('checkbox', { name: 'Records' }).check();
  await page.getByRole('button', { name: 'Show these' }).click();
  await head.waitFor();
  await page.goto('/reports', { waitUntil: 'networkidle' });
  await head.waitFor();
  await page.getByRole('button', { name: /^Columns/ }).click();
  await page.getByRole('link', { name: 'The usual ones' }).click();
  await head.waitFor({ state: 'detached' });
  await page.goto('/reports');
  await page.getByRole('table', { name: 'Aggregate reports' }).waitFor();
  expect(await head.count()).toBe(0);
});

test('a report that was looked at is no longer new, and all are read at a click', async () => {
  const { page } = watched;
  await page.goto('/reports', { waitUntil: 'networkidle' });
  const nav = page.getByRole('navigation').getByRole('link', { name: /^Reports/ });
  expect(await nav.textContent()).toBe('Reports99+ new');
  const unread = page.getByRole('row').filter({ hasText: 'Not opened yet' });
  const link = unread.first().getByRole('link').first();
  const row = page.locator('tr', {
    has: page.locator(`a[href="${await link.getAttribute('href')}"]`),
  });
  expect(await row.getByText('Not opened yet').count()).toBe(1);
  await row.click({ position: { x: 500, y: 10 } });
  await page.getByRole('dialog').waitFor();
  await row.getByText('Not opened yet').waitFor({ state: 'detached' });
  expect(await unread.count()).toBeGreaterThan(10);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Mark all read' }).click();
  await page.getByText('Not opened yet').first().waitFor({ state: 'detached' });
  expect(await nav.textContent()).toBe('Reports');
});

test('the trend of a service is a file under its name', async () => {
  const { page } = watched;
  await page.goto('/sources/Sendwell?view=table&range=30d', { waitUntil: 'networkidle' });
  const link = await page.getByRole('link', { name: 'CSV', exact: true }).getAttribute('href');
  const file = await page.request.get(`${link}`);
  expect(file.headers()['content-disposition']).toContain('_all-domains_Sendwell_');
  const [, ...lines] = (await file.text()).trim().split('\r\n');
  expect(lines).toHaveLength(30);
  expect(lines.reduce((all, line) => all + Number(line.split(',')[2]), 0)).toBeGreaterThan(1000);
  const gone = await page.request.get('/volume.csv?service=Nobody');
  expect(gone.status()).toBe(404);
});
