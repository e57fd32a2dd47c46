import { Client } from 'pg';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { type Embedded, startEmbedded } from '#prisma/embedded';
import { openPage, startBrowser } from '#test/support/browser';
import { createOwner } from '#test/support/owner';
import { type Product, removeProduct, startProduct } from '#test/support/product';
import { sampleMail, sampleRecord } from '#test/support/sample-report';
import { runCli } from '#test/workers/run-cli';

// What a page shows when there is nothing to show, when not all of it is there, and when it breaks.
let product: Product;
let browser: Browser;
let page: Page;
let database: Embedded;

beforeAll(async () => {
  [product, browser] = await Promise.all([startProduct(), startBrowser()]);
  database = await startEmbedded({ dataDir: product.dataDir });
  ({ page } = await openPage(browser, product.url));
  await createOwner(page);
});

afterAll(async () => {
  await browser?.close();
  await database?.stop();
  await removeProduct(product);
});

test('a list without any domain leads to the first steps, not to a longer period', async () => {
  for (const path of ['/', '/sources', '/reports', '/forwarding']) {
    await page.goto(path);
    await page.getByRole('heading', { name: 'No domain is known yet' }).waitFor();
    await page.getByRole('heading', { name: 'The way to your own data' }).waitFor();
  }
});

test('a newcomer is told to the letter what to publish, and where else', async () => {
  await page.getByRole('link', { name: 'Ask receivers for reports' }).click();
  await page.getByLabel('Your domain').fill('Bücher.example');
  await page.getByLabel('Address for reports').fill('dmarc@reports.example.net');
  await page.getByRole('button', { name: 'Show the record' }).click();
  await page.getByText('v=DMARC1; p=none; rua=mailto:dmarc@reports.example.net').waitFor();
  await page.getByText('_dmarc.xn--bcher-kva.example', { exact: true }).waitFor();
  await page.getByText('xn--bcher-kva.example._report._dmarc.reports.example.net').waitFor();
});

test('a period without reports names the newest there are', async () => {
  await runCli(['demo'], { env: { DATA_DIR: product.dataDir } });
  await page.goto('/reports?from=2020-01-01&to=2020-01-31');
  await page.getByText('No report in this period').waitFor();
  await page.getByRole('link', { name: /^Go to the newest, of / }).click();
  await page.getByRole('table', { name: 'Aggregate reports' }).waitFor();
});

test('a panel that breaks says so in its place, and the others stand', async () => {
  await ask('ALTER TABLE from_domain RENAME TO away');
  await page.goto('/domains/tidewater.example');
  const failure = page.getByRole('alert').filter({ hasText: 'This part could not be made' });
  await failure.first().waitFor();
  await page.getByRole('table', { name: /^Sources by messages/ }).waitFor();
  await ask('ALTER TABLE away RENAME TO from_domain');
  await vi.waitFor(
    async () => {
      const again = failure.first().getByRole('button', { name: 'Try again' });
      if ((await failure.count()) > 0) await again.click({ timeout: 5_000 });
      expect(await failure.count()).toBe(0);
    },
    { timeout: 60_000, interval: 500 },
  );
  await page.getByRole('heading', { name: 'Names in the visible From' }).waitFor();
});

test('a panel of the overview that breaks is called by its name', async () => {
  await ask('ALTER TABLE source_verdict RENAME TO away');
  await page.goto('/');
  await page.getByRole('alert').getByText('“Needs attention” could not be made').waitFor();
  await page.getByRole('table', { name: /^Sources by messages/ }).waitFor();
  await ask('ALTER TABLE away RENAME TO source_verdict');
});

test('a mailbox that cannot be read is said above the numbers', async () => {
  const insert = `INSERT INTO mailbox (name, host, port, tls, username, secret, last_error, last_ok_at)`;
  await ask(`${insert} VALUES ('a', 'localhost', 1, 'none', 'a', '', 'No answer.', '2026-11-20T14:20Z'),
    ('b', 'localhost', 1, 'none', 'b', '', NULL, now())`);
  await ask("UPDATE mailbox SET paused = true WHERE name = 'b'");
  await page.goto('/');
  const notice = page.getByRole('status').filter({ hasText: '1 of 2 mailboxes cannot be read' });
  await notice.waitFor();
  await page.goto('/welcome?step=record&connected=1');
  await page.getByText('The mailbox is connected and is being read').waitFor();
  await ask('DELETE FROM mailbox');
  await page.goto('/');
  await page.getByText('Demo data.').waitFor();
  expect(await notice.count()).toBe(0);
});

test('several domains are ticked to be looked at alone, and exported', async () => {
  await page.goto('/?range=30d');
  await page.getByLabel('Tick tidewater.example').check();
  await page.getByLabel('Tick oldtidewater.example').check();
  await page.getByRole('button', { name: 'Look at them alone' }).click();
  await page.waitForURL(/d=tidewater\.example/);
  await page.getByRole('cell', { name: '2 domains' }).waitFor();
  expect(new URL(page.url()).searchParams.get('range')).toBe('30d');
});

test('the first steps go when they are asked to, and stay away', async () => {
  await page.goto('/');
  await page.getByRole('button', { name: 'Hide this' }).click();
  const steps = page.getByRole('heading', { name: 'The way to your own data' });
  await steps.waitFor({ state: 'detached' });
  await page.goto('/');
  await page.getByText('Demo data.').waitFor();
  expect(await steps.count()).toBe(0);
});

test('mail that fails for no reason that is known says so', async () => {
  const record = sampleRecord({ dkim: 'fail', spf: 'fail' });
  const { dkim, spf } = record.authResults;
  const strange = {
    dkim: dkim.map((one) => ({ ...one, domain: 'example.net' })),
    spf: spf.map((one) => ({ ...one, domain: 'example.net' })),
  };
  const { raw } = sampleMail({ records: [{ ...record, authResults: strange }] });
  await page.goto('/ingest');
  await page.locator('input[type=file]').setInputFiles({
    name: 'report.eml',
    mimeType: 'message/rfc822',
    buffer: Buffer.from(raw ?? []),
  });
  await page.getByLabel('Uploaded files').getByText('report.eml').waitFor();
  await page.getByText('reading …').waitFor({ state: 'detached' });
  await page.goto('/?d=example.com&from=2026-11-05&to=2026-11-05');
  await page.getByText('None of the reasons that are known here fits').waitFor();
});

async function ask(text: string) {
  const client = new Client({ connectionString: database.url });
  await client.connect();
  try {
    await client.query(text);
  } finally {
    await client.end();
  }
}
