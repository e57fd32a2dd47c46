import { createHash } from 'node:crypto';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import AdmZip from 'adm-zip';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { demoMails } from '#lib/demo/mails';
import { openPage, startBrowser } from '#test/support/browser';
import { type Dovecot, PASSWORD, startDovecot } from '#test/support/dovecot';
import { createOwner } from '#test/support/owner';
import { type Product, removeProduct, startProduct } from '#test/support/product';
import { tempFolder } from '#test/support/temp-folder';
import { runCli } from '#test/workers/run-cli';

// Reports come in while somebody looks on, some cannot be read, and the numbers are taken out.
const folder = tempFolder('ingest-and-exports');
const JUNK = 3;

let dovecot: Dovecot;
let product: Product;
let browser: Browser;
let page: Page;
let mails: Uint8Array[];

beforeAll(async () => {
  [dovecot, product, browser] = await Promise.all([
    startDovecot(),
    startProduct({ environment: { CHECK_SENDERS: 'off' } }),
    startBrowser(),
  ]);
  const reports = [...demoMails({ now: new Date(), days: 90, seed: 7 })];
  const lunches = Array.from({ length: JUNK }, (_, n) =>
    Buffer.from(
      `From: a${n}@example.net\r\nSubject: DMARC report ${n}\r\nContent-Type: application/zip\r\n\r\nAt noon?\r\n`,
    ),
  );
  mails = [...reports.map(({ raw }) => raw), ...lunches];
  dovecot.deliver('reports', mails);
  ({ page } = await openPage(browser, product.url));
  await createOwner(page);
});

afterAll(async () => {
  await browser?.close();
  await removeProduct(product);
  await dovecot.stop();
  rmSync(folder, { recursive: true, force: true });
});

const cli = (...args: string[]) =>
  runCli(args, { env: { DATA_DIR: product.dataDir, CHECK_SENDERS: 'off' } });

test('whoever looks on sees the backlog move, without touching the page', async () => {
  await page.goto('/ingest');
  await page.getByText('Nothing waits').waitFor();
  await page.evaluate('globalThis.untouched = true');
  writeFileSync(join(folder, 'ca.pem'), dovecot.caPem);
  writeFileSync(join(folder, 'password'), PASSWORD);
  const server = ['--host', 'localhost', '--port', `${dovecot.imaps}`, '--user', 'reports'];
  const files = ['--ca-file', join(folder, 'ca.pem'), '--password-file', join(folder, 'password')];
  expect(await cli('mailbox', 'add', 'reports', ...server, ...files)).toMatchObject({ code: 0 });

  const way = page.getByRole('region', { name: 'Under way' });
  const total = new RegExp(`of ${mails.length.toLocaleString('en')} mails`);
  const moving = way.getByText(total).first();
  await moving.waitFor({ timeout: 90_000 });
  expect(await way.getByRole('progressbar').first().getAttribute('max')).toBe(`${mails.length}`);
  const seen = new Set<string>();
  for (let tick = 0; tick < 200 && seen.size < 3; tick += 1) {
    seen.add((await moving.textContent().catch(() => null)) ?? 'gone');
    await page.waitForTimeout(50);
  }
  expect(seen.size).toBe(3);
  await way.getByText('Nothing waits').waitFor({ timeout: 120_000 });
  expect(await page.evaluate('globalThis.untouched')).toBe(true);
});

test('the run, the figures and the command line agree in the end', async () => {
  const runs = page.getByRole('table', { name: 'Runs' }).getByRole('row').nth(1);
  await runs.getByText('done in').waitFor();
  const told = await cli('status', '--json');
  const status = JSON.parse(told.out);
  expect(status).toMatchObject({ backlog: 0, quarantineOpen: JUNK });
  const cells = await runs.getByRole('cell').allTextContents();
  expect(cells[2]).toBe(mails.length.toLocaleString('en'));
  const waiting = page.locator('dt', { hasText: 'Mails waiting' }).locator('xpath=../dd').first();
  expect(await waiting.getAttribute('title')).toBe('0');
  await page.getByText(/in the busiest hour/).waitFor();
});

test('mails of one kind are tried again, set aside and taken back, each by name', async () => {
  await page.goto('/ingest?tab=quarantine');
  await page.getByRole('button', { name: 'Retry all' }).click();
  const each = page.getByRole('list', { name: 'What became of each' }).getByRole('listitem');
  await page.getByText(`0 of ${JUNK} could be read now.`).waitFor();
  expect(await each.count()).toBe(JUNK);
  expect(await each.first().textContent()).toContain('DMARC report');

  await page.getByRole('navigation').first().waitFor();
  await page.getByRole('link', { name: 'DMARC report 0' }).first().click();
  await page.getByRole('region', { name: 'Headers' }).getByText('a0@example.net').waitFor();
  await page.getByRole('region', { name: 'First bytes' }).getByText('At noon?').waitFor();

  await page.goto('/ingest?tab=quarantine');
  await page.getByRole('button', { name: 'Ignore all' }).click();
  await page.getByText('Every mail could be read').waitFor();
  await page.goto('/ingest?tab=quarantine&state=ignored');
  await page.getByRole('button', { name: 'Take back', exact: true }).first().click();
  await page.getByText(`${JUNK - 1} mails`).waitFor();
  await page.getByRole('button', { name: 'Take all back' }).click();
  await page.getByText('Nothing here').waitFor();
  expect(JSON.parse((await cli('status', '--json')).out)).toMatchObject({ quarantineOpen: JUNK });
});

test('a page is taken out as an evidence pack, and the sums in it are right', async () => {
  await page.goto('/?range=30d&res=passed');
  await page.getByRole('button', { name: 'Export' }).click();
  await page.getByRole('link', { name: /Columns, preview and more/ }).click();
  await page.getByRole('heading', { level: 1, name: 'Exports' }).waitFor();
  await page.getByText('Outcome is Passed').waitFor();
  await page.getByLabel('Form').selectOption('zip');
  await page.getByRole('button', { name: 'Show the preview' }).click();
  await page.waitForURL(/as=zip/);
  const shown = await page.getByText(/the first 20 of [\d,]+ rows/).textContent();
  const rows = Number(/of ([\d,]+) rows/.exec(shown ?? '')?.[1]?.replaceAll(',', ''));
  expect(
    await page.getByRole('table', { name: 'First rows of the file' }).locator('tbody tr').count(),
  ).toBe(20);

  const downloading = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Download', exact: true }).click();
  const download = await downloading;
  expect(download.suggestedFilename()).toMatch(/^dmarc_records_all-domains_.*_utc_v1\.zip$/);
  const zip = new AdmZip(readFileSync(await download.path()));
  const data = zip.readFile('data.csv') ?? Buffer.alloc(0);
  const manifest = JSON.parse(zip.readAsText('manifest.json'));
  const sha256 = createHash('sha256').update(data).digest('hex');
  expect(manifest).toMatchObject({
    row_count: rows,
    filters: { res: 'passed' },
    generated_by: 'Ada Lind',
    files: [{ name: 'data.csv', bytes: data.length, sha256 }],
  });
  expect(zip.readAsText('SHA256SUMS')).toContain(`${sha256}  data.csv\n`);
  await page.reload();
  const newest = page.getByRole('table', { name: 'Files taken out' }).getByRole('row').nth(1);
  expect(await newest.textContent()).toContain(sha256.slice(0, 16));
  expect(await newest.textContent()).toContain(rows.toLocaleString('en'));
});

test('a mailbox behind an authority of our own is connected in the browser alone', async () => {
  dovecot.deliver('ann', []);
  await page.goto('/settings/mailboxes/new');
  await page.getByLabel('Name', { exact: true }).fill('second');
  await page.getByLabel('Server').fill('localhost');
  await page.getByLabel('Port').fill(String(dovecot.imaps));
  await page.getByLabel('User name').fill('ann');
  await page.getByLabel('Password').fill(PASSWORD);
  const tryIt = page.getByRole('button', { name: 'Test connection' });
  await tryIt.click();
  await page.getByText('not signed by an authority that is trusted here').waitFor();
  // What is to be done stands open, without anybody searching for it.
  await page.getByLabel('CA file (PEM)').fill(dovecot.caPem);
  await tryIt.click();
  await page.getByText('The folder is empty').waitFor();
  await page.getByRole('button', { name: 'Connect', exact: true }).click();
  await page.waitForURL(/\/ingest/);

  await page.goto('/settings/mailboxes/second');
  expect(await page.getByLabel('CA file (PEM)').inputValue()).toBe(dovecot.caPem.trim());
  await tryIt.click();
  await page.getByText('The folder is empty').waitFor();
});

test('what is wrong with a mailbox is said in the language of the page', async () => {
  await page.context().addCookies([{ name: 'locale', value: 'ja', url: product.url }]);
  await page.goto('/settings/mailboxes/second');
  const tryIt = page.getByRole('button', { name: '接続テスト' });
  await page.getByLabel('パスワード', { exact: true }).fill('wrong');
  await tryIt.click();
  await page.getByText('ログインが拒否されました。').waitFor();
  await page.getByLabel('ポート', { exact: true }).fill('1');
  await tryIt.click();
  await page.getByText('localhost:1：このポートでは何も待ち受けていません。').waitFor();
  await page.context().addCookies([{ name: 'locale', value: 'en', url: product.url }]);
});
