import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { type RequestOptions, request } from 'node:https';
import { Client } from 'pg';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { writeAggregate } from '#lib/demo/write-aggregate';
import { openPage, startBrowser } from '#test/support/browser';
import { createOwner, OWNER } from '#test/support/owner';
import { hasProxy, PROXIED, PROXIES, type ReverseProxy } from '#test/support/reverse-proxy';
import { sampleRecord, sampleReport } from '#test/support/sample-report';
import { openWebHouse, type WebHouse } from '#test/support/web';

// The configurations of deploy/ as they stand, run in front of the built product, and a browser that
// comes by the name they speak for.
const ORIGIN = `https://${PROXIED}`;
/** What a client may claim; nobody who counts on addresses may believe it. */
const CLAIM = '203.0.113.99';

describe.each(['nginx', 'caddy'] as const)('behind %s', (name) => {
  describe.skipIf(!hasProxy(name))('as deploy/ configures it', () => {
    let house: WebHouse;
    let proxy: ReverseProxy;
    let browser: Browser;
    let page: Page;
    let faults: string[];

    beforeAll(async () => {
      house = await openWebHouse();
      const web = await house.startWeb({ PUBLIC_URL: ORIGIN, TRUSTED_PROXIES: '1' });
      proxy = await PROXIES[name].start(web.url);
      browser = await startBrowser({ [`${PROXIED}:443`]: `127.0.0.1:${proxy.https}` });
      ({ page, faults } = await openPage(browser, ORIGIN));
      await createOwner(page);
    });

    afterAll(async () => {
      await browser?.close();
      await proxy?.stop();
      await house.close();
    });

    test('somebody signs in, with a cookie of this host alone', async () => {
      await page.context().clearCookies();
      await page.setExtraHTTPHeaders({ 'x-forwarded-for': CLAIM });
      await page.goto('/login');
      await page.getByLabel('Email address').fill(OWNER.email);
      await page.getByLabel('Password').fill(OWNER.password);
      await page.getByRole('button', { name: 'Sign in', exact: true }).click();
      await page.waitForURL((url) => url.pathname !== '/login');
      await page.setExtraHTTPHeaders({});
      const cookies = await page.context().cookies();
      const session = cookies.find((one) => one.name === '__Host-ruascope');
      expect(session).toMatchObject({ secure: true, httpOnly: true, domain: PROXIED, path: '/' });
    });

    test('the audit log has the address that the proxy saw, whatever the client claims', async () => {
      const sql = new Client({ connectionString: house.environment.DATABASE_URL });
      await sql.connect();
      const { rows } = await sql.query(
        `SELECT after ->> 'network' AS network FROM audit_log WHERE action = 'session.open'`,
      );
      await sql.end();
      expect(rows.length).toBeGreaterThan(0);
      expect(new Set(rows.map(({ network }) => network))).toEqual(new Set(['127.0.0.1']));
    });

    test('the live view comes while it is told, not when it is over', async () => {
      await page.goto('/ingest');
      const said = await page.evaluate(readLiveView);
      expect(said).toContain('retry: 3000');
      expect(said.split('data: ').length).toBeGreaterThan(2);
    });

    test('a report of several megabytes is taken in', async () => {
      const records = Array.from({ length: 10_000 }, (_, n) =>
        sampleRecord({ sourceIp: `198.51.100.${n % 250}`, count: 1 + n }),
      );
      const buffer = Buffer.from(writeAggregate(sampleReport({ records })));
      expect(buffer.length).toBeGreaterThan(4 * 2 ** 20);
      await page.goto('/ingest');
      const file = { name: 'large.xml', mimeType: 'text/xml', buffer };
      await page.locator('input[type=file]').setInputFiles(file);
      const line = page.getByLabel('Uploaded files').getByRole('listitem').first();
      await line.waitFor();
      await page.getByText('reading …').waitFor({ state: 'detached', timeout: 90_000 });
      expect(await line.textContent()).toMatch(/stored.*50,005,000 messages/);
    });

    test('what another site sends changes nothing, and what our pages send is heard', async () => {
      const post = (origin: string) =>
        ask(proxy.https, { method: 'POST', path: '/login', headers: { origin } });
      expect((await post('https://evil.example')).statusCode).toBe(403);
      expect((await post(ORIGIN)).statusCode).not.toBe(403);
    });

    test('a browser is told once to come by https, and is sent there', async () => {
      const { headers } = await ask(proxy.https, { path: '/login' });
      expect(headers['strict-transport-security']).toBe('max-age=63072000');
      const plain = await fetch(`http://127.0.0.1:${proxy.http}/sources`, {
        headers: { host: PROXIED },
        redirect: 'manual',
      });
      expect([301, 308]).toContain(plain.status);
      expect(plain.headers.get('location')).toMatch(/^https:/);
    });

    test('nothing went wrong unseen', () => {
      expect(faults).toEqual([]);
    });
  });
});

/** In the page: what the live view says until its second figure, as its own client hears it. */
async function readLiveView() {
  const answer = await fetch('/ingest/live', { headers: { accept: 'text/event-stream' } });
  const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
  let said = '';
  while (said.split('data: ').length < 3) {
    const read = await reader?.read();
    if (!read || read.done) break;
    said += read.value;
  }
  await reader?.cancel();
  return said;
}

/** Asks the proxy by its name, as curl would with --resolve. */
async function ask(port: number, options: RequestOptions): Promise<IncomingMessage> {
  const headers = { host: PROXIED, ...options.headers };
  const where = { host: '127.0.0.1', port, servername: PROXIED, rejectUnauthorized: false };
  const asked = request({ ...options, ...where, headers, agent: false });
  asked.end();
  const [answer]: IncomingMessage[] = await once(asked, 'response');
  if (!answer) throw new Error('There is no answer.');
  answer.resume();
  return answer;
}
