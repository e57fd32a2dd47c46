import { Client } from 'pg';
import type { Browser, BrowserContext } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { completeEnv } from '#lib/env';
import { openPage, startBrowser } from '#test/support/browser';
import { createOwner } from '#test/support/owner';
import { openWebHouse, type Web, type WebHouse } from '#test/support/web';
import { addressOf, hostileMails } from './hostile-mails.ts';
import { PAYLOADS } from './hostile-payloads.ts';

// Every field that a stranger writes says something that wants to run, and every page is looked at
// (SECURITY G17): through the front door as mails, and no page runs, loads or links any of it.
let house: WebHouse;
let web: Web;
let sql: Client;
let browser: Browser;
let context: BrowserContext;

beforeAll(async () => {
  house = await openWebHouse();
  completeEnv(house.environment);
  [web, browser] = await Promise.all([house.startWeb(), startBrowser()]);
  sql = new Client({ connectionString: house.environment.DATABASE_URL });
  await sql.connect();
  const { page } = await openPage(browser, web.url);
  await createOwner(page);
  context = page.context();
  await page.close();
  for (const mail of hostileMails()) await takeIn(mail);
  // No name server of ours would say such a thing; a stranger's may.
  for (const [at, payload] of PAYLOADS.entries()) {
    await sql.query(`UPDATE source SET ptr = $1, lookup = 'found' WHERE ip = $2`, [
      payload,
      addressOf(at),
    ]);
  }
});

afterAll(async () => {
  await browser?.close();
  await sql?.end();
  await house?.close();
});

test('no page runs, loads or links what strangers wrote', async () => {
  const pages = [...LISTS, ...(await detailPages())];
  const seen = { texts: 0, faults: [] as string[] };
  const waiting = [...pages];
  await Promise.all([0, 1].map(async () => await visit(waiting, seen)));
  expect(seen.faults).toEqual([]);
  // Had it been left out everywhere, nothing would have been shown to be harmless.
  expect(seen.texts).toBeGreaterThan(4 * PAYLOADS.length);
});

test('a name that is none is nobody’s domain', async () => {
  const { rows } = await sql.query<{ name: string }>(
    'SELECT name FROM domain UNION SELECT domain FROM tls_policy',
  );
  const odd = rows.map(({ name }) => name).filter((name) => !/^[a-z0-9._-]+$/.test(name));
  expect(odd).toEqual([]);
  // What a record says of its From is kept as it was said: the pages above have shown it as text.
  const { rows: said } = await sql.query<{ n: number }>(
    `SELECT count(DISTINCT header_from)::int AS n FROM record WHERE header_from LIKE '%xss-probe%'`,
  );
  expect(said[0]?.n).toBeGreaterThan(20);
});

test('to programs it is data, of a kind that no browser takes for a page', async () => {
  const [cookie = ''] = (await context.cookies()).map(({ name, value }) => `${name}=${value}`);
  for (const path of [
    'records',
    'reports',
    'sources',
    'export/records.csv',
    'export/reports.jsonl',
  ]) {
    const answer = await fetch(`${web.url}/api/v1/${path}`, { headers: { cookie } });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toMatch(
      /^(application\/json|text\/csv|application\/jsonl)/,
    );
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    expect(await answer.text()).toContain('xss-probe');
  }
});

const LISTS = [
  ...[
    '/',
    '/?g=day&q=xss-probe',
    '/reports',
    '/reports?q=%3Cscript%3E',
    '/sources',
    '/sources?by=ip',
  ],
  ...['/sources?by=country', '/sources?by=network', '/forwarding', '/failures', '/tls', '/ingest'],
  ...['/ingest?tab=mails', '/ingest?tab=quarantine', '/exports', '/exports/columns', '/settings'],
  ...['/domains/example.com', '/domains/example.com?tab=reporters', '/settings/audit'],
  ...PAYLOADS.map((payload) => `/?org=${encodeURIComponent(payload)}`),
  `/login?next=${encodeURIComponent('javascript:ran=1')}`,
];

/** Two visitors share the pages between them. */
async function visit(waiting: string[], seen: { texts: number; faults: string[] }) {
  const page = await context.newPage();
  page.on('dialog', async (dialog) => {
    seen.faults.push(`${page.url()} opened a dialog`);
    await dialog.dismiss();
  });
  await page.exposeFunction('tell', (fault: string) => seen.faults.push(fault));
  await page.addInitScript(() => {
    globalThis.addEventListener('securitypolicyviolation', (event) => {
      const fault = `${location.href} ${event.violatedDirective} ${event.blockedURI}`;
      Reflect.get(globalThis, 'tell')(fault);
    });
  });
  for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
    const answer = await page.goto(web.url + path);
    if (answer?.status() !== 200) seen.faults.push(`${path} answers ${answer?.status()}`);
    const { ran, parsed, links, texts } = await page.evaluate(LOOK);
    if (ran || parsed > 0) seen.faults.push(`${path} took a text for a page`);
    for (const link of links) seen.faults.push(`${path} links to ${link}`);
    seen.texts += texts;
  }
}

/** In the page: whether something ran or was parsed, what leads elsewhere, how much is shown. */
const LOOK = () => ({
  ran: 'ran' in globalThis,
  parsed: document.querySelectorAll('xss-probe, base, object, iframe, meta[http-equiv=refresh]')
    .length,
  links: [...document.querySelectorAll('[href], [action], [formaction], [src]')]
    .flatMap((one) => ['href', 'action', 'formaction', 'src'].map((name) => one.getAttribute(name)))
    .filter((link) => link !== null && /^\s*(javascript|data|vbscript):/i.test(link))
    // What React puts in a form that sends by script: the server's half, and the browser's where that
    // has drawn the form anew.
    .filter((link) => !link?.startsWith("javascript:throw new Error('React form"))
    .filter((link) => !link?.startsWith("javascript:throw new Error('A React form was")),
  // biome-ignore lint/performance/useDomNodeTextContent: what is shown, not what scripts carry.
  texts: document.body.innerText.split('xss-probe').length - 1,
});

async function detailPages() {
  const { rows } = await sql.query<{ path: string }>(
    `SELECT '/reports/' || uid AS path FROM report
     UNION ALL SELECT '/reports/' || uid || '?tab=file' FROM report
     UNION ALL SELECT '/tls/' || uid FROM tls_report
     UNION ALL SELECT '/failures/' || uid FROM failure_report
     UNION ALL SELECT '/ingest/quarantine/' || id FROM quarantine
     UNION ALL SELECT '/ips/' || host(ip) FROM source`,
  );
  const kinds = new Set(rows.map(({ path }) => path.split('/')[1]));
  expect([...kinds].toSorted()).toEqual(['failures', 'ingest', 'ips', 'reports', 'tls']);
  return rows.map(({ path }) => path);
}

async function takeIn({ name, bytes }: { name: string; bytes: Uint8Array | string }) {
  const cookies = await context.cookies();
  const cookie = cookies.map((one) => `${one.name}=${one.value}`).join('; ');
  const url = `${web.url}/api/v1/import?name=${encodeURIComponent(name)}`;
  const headers = { cookie, origin: web.url };
  const answer = await fetch(url, { method: 'POST', headers, body: Buffer.from(bytes) });
  if (answer.status >= 500 || answer.status === 403) throw new Error(await answer.text());
}
