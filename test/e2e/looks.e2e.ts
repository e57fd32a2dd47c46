import { readFileSync } from 'node:fs';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startBrowser } from '#test/support/browser';
import { englishLeft } from '#test/support/english-left';
import { createOwner } from '#test/support/owner';
import { type Product, removeProduct, startProduct } from '#test/support/product';
import { runCli } from '#test/workers/run-cli';

// Every page, light and dark, wide and narrow, in both languages: nothing for axe to find, nothing
// beside the screen, no English in Japanese.
const AXE = readFileSync(new URL(import.meta.resolve('axe-core/axe.min.js')), 'utf8');

let product: Product;
let browser: Browser;
let signedIn: Awaited<ReturnType<BrowserContext['storageState']>>;
let paths: string[] = [];

beforeAll(async () => {
  [product, browser] = await Promise.all([startProduct(), startBrowser()]);
  const context = await browser.newContext({ baseURL: product.url });
  const page = await context.newPage();
  await createOwner(page);
  signedIn = await context.storageState();
  const env = { DATA_DIR: product.dataDir };
  await runCli(['demo'], { env });
  const bob = [
    'bob@example.com',
    '--name',
    'Bob Hale',
    '--role',
    'viewer',
    '--domain',
    'tidewater.example',
  ];
  await runCli(['user', 'add', ...bob, '--password-file', '-'], { env, stdin: 'four quiet walks' });
  await page.goto('/ingest');
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'note.txt', mimeType: 'text/plain', buffer: Buffer.from('hello') });
  await page.getByText('neither a report nor a mail').waitFor();
  await page.goto('/reports');
  const report = await page.getByRole('table').getByRole('link').first().getAttribute('href');
  const first = async (path: string) => {
    await page.goto(path);
    return await page.getByRole('rowheader').getByRole('link').first().getAttribute('href');
  };
  await page.goto('/settings');
  const invited = [
    'user',
    'invite',
    'cy@example.com',
    '--role',
    'auditor',
    '--domain',
    'tidewater.example',
  ];
  const invitation = await runCli(invited, { env });
  const user = await page.getByRole('link', { name: 'Bob Hale' }).getAttribute('href');
  paths = [
    ...[
      '/settings/account',
      '/second-step',
      `${user}`,
      new URL(invitation.out.trim()).pathname,
      '/reset/none',
    ],
    ...['/tls', '/tls?from=2020-01-01&to=2020-01-02', `${await first('/tls')}`],
    ...['/failures', '/failures?d=nothing.example', `${await first('/failures')}`],
    ...['/reports?verdict=failed', '/settings/reports', '/settings/retention'],
    '/settings/domains',
    ...['/', '/?view=table', '/?range=7d&res=rejected', '/?d=nothing.example', '/?range=wrong'],
    ...[
      '/sources',
      '/sources?by=network&sort=-last',
      '/sources?by=ip&tab=review',
      '/sources/Sendwell',
      '/sources/nobody',
      '/forwarding',
      '/forwarding?view=table',
      ...[
        '/exports',
        '/exports?dataset=daily',
        '/exports/columns',
        '/domains/tidewater.example?tab=reporters',
      ],
      ...['/sources?cols=source,first,dkim,spf', '/sources?peek=service:Sendwell'],
      '/?range=7d&g=hour',
      ...['/sources?by=ip&peek=ip:198.51.100.80', '/reports?peek=report:none'],
      `/reports?cols=records,lag&peek=report:${report?.replace('/reports/', '')}`,
      '/reports',
      `${report}`,
      `${report}?tab=xml`,
      `${report}?show=dmarc`,
    ],
    ...['/domains/tidewater.example', '/ips/198.51.100.80', '/ips/2001:db8:10::25'],
    ...['/ingest', '/ingest?tab=quarantine', '/ingest?tab=mails', '/ingest/quarantine/1'],
    ...['/settings', '/settings/mailboxes/new', '/nothing'],
    ...['/welcome', '/welcome?step=upload', '/welcome?step=mailbox', '/login'],
    ...['/welcome?step=record', '/welcome?step=record&d=example.com&to=dmarc@example.net'],
  ];
  await context.close();
});

afterAll(async () => {
  await browser?.close();
  await removeProduct(product);
});

const LOOKS = [
  { theme: 'light', width: 1440, locale: 'en' },
  { theme: 'dark', width: 390, locale: 'en' },
  { theme: 'light', width: 320, locale: 'en' },
  { theme: 'light', width: 320, locale: 'ja' },
];

test.each(LOOKS)(
  'axe finds nothing, and all fits: $theme, $width px, $locale',
  async (look) => {
    const found: string[] = [];
    await lookAt(look, async (page, path) => {
      // What is closed is not looked at: the menu of columns is opened where columns were chosen.
      if (/cols=(?!.*peek)/.test(path)) await page.locator('[popovertarget=columns]').click();
      // Over the debugger, which no content security policy stands in the way of.
      const session = await page.context().newCDPSession(page);
      await session.send('Runtime.evaluate', { expression: AXE });
      const violations: string[] = await page.evaluate(VIOLATIONS);
      const beyond = await page.evaluate(
        () => document.documentElement.scrollWidth - window.innerWidth,
      );
      found.push(...violations.map((violation) => `${path} ${violation}`));
      if (beyond > 0) found.push(`${path} is ${beyond} px wider than the screen`);
      if (look.locale === 'en') return;
      const left = (await englishLeft(page)).filter((text) => !STRANGERS.test(text));
      found.push(...left.map((text) => `${path} says “${text}”`));
    });
    expect(paths.length).toBeGreaterThan(20);
    expect(found).toEqual([]);
  },
  400_000,
);

// A sheet of A4 within its margins, across as the pages ask for, and upright as some printers insist.
const SHEETS = [
  { name: 'across', width: 1032 },
  { name: 'upright', width: 703 },
];

test('on paper nothing is cut', async () => {
  const found: string[] = [];
  await lookAt({ theme: 'light', width: 1440, locale: 'en' }, async (page, path) => {
    await page.emulateMedia({ media: 'print' });
    for (const { name, width } of SHEETS) {
      await page.setViewportSize({ width, height: 900 });
      const cut: string[] = await page.evaluate(CUT);
      found.push(...cut.map((text) => `${path}, ${name}: ${text}`));
    }
    await page.emulateMedia({ media: null });
    await page.setViewportSize({ width: 1440, height: 900 });
  });
  expect(found).toEqual([]);
}, 400_000);

/** What ends at an edge of its own on paper, where nobody scrolls, and what ends at that of the sheet. */
const CUT = `(() => {
  const cut = [...document.querySelectorAll('main, main *')].filter((part) => {
    if (!part.checkVisibility() || part.closest('svg, .sr-only, [aria-hidden]')) return false;
    const { overflowX, overflowY } = getComputedStyle(part);
    const wide = overflowX !== 'visible' && part.scrollWidth > part.clientWidth + 1;
    const high = overflowY !== 'visible' && part.scrollHeight > part.clientHeight + 1;
    return part.clientWidth > 0 && (wide || high);
  });
  const beyond = document.documentElement.scrollWidth - window.innerWidth;
  return [
    ...cut.map((part) => part.tagName + ' ' + part.className.slice(0, 60) + ' ' + part.textContent.slice(0, 40)),
    ...(beyond > 0 ? [beyond + ' px wider than the sheet'] : []),
  ];
})()`;

/** What the demo’s mails, reporters and services are called is nobody’s to translate. */
const STRANGERS =
  /^Report Domain: |^Demo, \d+ days|University of Nordhaven|^\w+ Mail$|Contract of 2024|^IP to ASN Lite/;

const VIOLATIONS =
  'axe.run().then(({ violations }) => violations.map(({ id, nodes }) => id + " " + nodes[0].html))';

test('nothing moves while the numbers of the overview arrive', async () => {
  const context = await browser.newContext({ baseURL: product.url, storageState: signedIn });
  const page = await context.newPage();
  await page.addInitScript(
    'globalThis.shift = 0; new PerformanceObserver((list) => { for (const entry of list.getEntries()) globalThis.shift += entry.value; }).observe({ type: "layout-shift", buffered: true });',
  );
  await page.goto('/');
  await page.locator('.recharts-surface path').first().waitFor();
  expect(Number(await page.evaluate('globalThis.shift'))).toBeLessThan(0.1);
  await context.close();
});

test('which reports count is decided on a page, and the numbers follow', async () => {
  const context = await browser.newContext({ baseURL: product.url, storageState: signedIn });
  const page = await context.newPage();
  const reports = async () => {
    await page.goto('/reports');
    return await page.locator('tfoot').textContent();
  };
  const before = await reports();
  const decide = async (checked: boolean, told: RegExp) => {
    await page.goto('/settings/reports');
    await page.getByRole('checkbox', { name: /Not checked/ }).setChecked(checked);
    await page.getByRole('button', { name: 'Save and recount' }).click();
    await page.getByText(told).waitFor({ timeout: 120_000 });
  };
  await decide(false, /Recounted .* went out/);
  expect(await page.getByRole('checkbox', { name: /Not checked/ }).isChecked()).toBe(false);
  await page.goto('/reports');
  await page.getByRole('link', { name: /^Not checked/ }).click();
  await page.getByText('Not counted').first().waitFor();
  await decide(true, /Recounted .* came in/);
  expect(await reports()).toBe(before);
  await context.close();
}, 400_000);

test('on a phone the pages are in a drawer, which a link closes', async () => {
  const context = await browser.newContext({
    baseURL: product.url,
    storageState: signedIn,
    viewport: { width: 390, height: 844 },
  });
  const page = await context.newPage();
  await page.goto('/');
  await page.getByRole('button', { name: 'Pages' }).click();
  const counters = /\d.* (new|to review)/;
  const inDrawer = page.getByRole('dialog').getByRole('navigation').getByText(counters);
  expect(await inDrawer.allTextContents()).toEqual(
    await page.locator('aside nav').getByText(counters).allTextContents(),
  );
  expect(await inDrawer.count()).toBeGreaterThan(0);
  await page.getByRole('dialog').getByRole('link', { name: 'Sources' }).click();
  await page.getByRole('heading', { level: 1, name: 'Sources' }).waitFor();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await context.close();
});

type Look = { theme: string; width: number; locale: string };

/** Opens every page in turn, waits until its panels are there, and hands it over. */
async function lookAt(look: Look, judge: (page: Page, path: string) => Promise<void>) {
  const context = await browser.newContext({
    baseURL: product.url,
    storageState: signedIn,
    viewport: { width: look.width, height: 900 },
  });
  await context.addCookies([
    { name: 'theme', value: look.theme, url: product.url },
    { name: 'locale', value: look.locale, url: product.url },
  ]);
  const page = await context.newPage();
  for (const path of paths) {
    await page.goto(path);
    await page.waitForFunction(() => !document.querySelector('[aria-busy]'));
    if (await page.locator('[data-chart]').count()) {
      await page.locator('.recharts-surface path').first().waitFor({ state: 'attached' });
    }
    await judge(page, path);
  }
  await context.close();
}
