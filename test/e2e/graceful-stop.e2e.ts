import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, rmSync } from 'node:fs';
import { get, type IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freePort } from '#prisma/embedded/address';
import { openPage, startBrowser } from '#test/support/browser';
import { createOwner } from '#test/support/owner';
import { type Product, startProduct } from '#test/support/product';
import { tempFolder } from '#test/support/temp-folder';
import { runCli } from '#test/workers/run-cli';

// SECURITY 3.2, graceful stop: whoever reads the live view, or takes out a file and does not read on,
// holds nobody up.
const dataDir = tempFolder('graceful');
let product: Product;
let cookie: string;

beforeAll(async () => {
  product = await startProduct({ dataDir });
  await runCli(['demo', '--days', '90'], { env: { DATA_DIR: dataDir } });
  const browser = await startBrowser();
  const { page } = await openPage(browser, product.url);
  await createOwner(page);
  const cookies = await page.context().cookies();
  cookie = cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
  await browser.close();
});

afterAll(async () => {
  await product.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

/** Asks, and takes the first bytes alone. */
async function begin(url: string, accept: string) {
  const [answer]: IncomingMessage[] = await once(
    get(url, { headers: { cookie, accept } }),
    'response',
  );
  if (!answer) throw new Error('There is no answer.');
  answer.on('error', () => undefined);
  await once(answer, 'readable');
  answer.read(1);
  return answer;
}

async function openBoth(url: string) {
  const events = await begin(`${url}/ingest/live`, 'text/event-stream');
  const file = await begin(`${url}/api/v1/export/records.csv?range=90d`, '*/*');
  expect([events.statusCode, file.statusCode]).toEqual([200, 200]);
  expect(file.headers['content-type']).toContain('csv');
  return { events, file };
}

test('npm run web ends within seconds of SIGTERM, with a live view and an export open', async () => {
  const environment = {
    DATABASE_URL: readFileSync(join(dataDir, 'postgres.url'), 'utf8').trim(),
    SECRET_KEY: readFileSync(join(dataDir, 'secret.key'), 'utf8').trim(),
    ...{ PORT: `${await freePort(0)}`, NODE_ENV: 'production' as const },
  };
  const web = spawn(process.execPath, ['prisma/web.ts'], {
    env: { ...process.env, ...environment },
    stdio: 'ignore',
  });
  const url = `http://127.0.0.1:${environment.PORT}`;
  while (!(await fetch(`${url}/api/health`).catch(() => null))) await sleep(100);
  const { file } = await openBoth(url);
  const ended = once(web, 'exit');
  const begun = performance.now();
  web.kill('SIGTERM');
  expect(await ended).toEqual([0, null]);
  expect(performance.now() - begun).toBeLessThan(10_000);
  expect(file.complete).toBe(false);
});

test('so does npm start, with everything that it started', async () => {
  await openBoth(product.url);
  const begun = performance.now();
  process.kill(product.pid, 'SIGTERM');
  while (isThere(product.pid)) await sleep(50);
  expect(performance.now() - begun).toBeLessThan(15_000);
  expect(await product.stop()).toBe(0);
});

function isThere(pid: number) {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
