import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, rmSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, expect, test } from 'vitest';
import { freePort } from '#prisma/embedded/address';
import { findRunning } from '#prisma/embedded/server';
import { type Product, startProduct } from '#test/support/product';
import { tempFolder } from '#test/support/temp-folder';

const dataDir = tempFolder('start');
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

test('an empty folder becomes a running product, and Ctrl-C ends all of it', async () => {
  const product = await startProduct({ dataDir });
  const lines = product.said().split('\n');
  expect(lines.filter((line) => /^[1-5]\/5 /.test(line))).toHaveLength(5);
  expect(product.said().match(/https?:\/\/\S+/g)).toEqual([product.url]);
  expect((await health(product)).status).toBe(200);
  expect(statSync(join(dataDir, 'secret.key')).mode & 0o777).toBe(0o600);

  expect(await product.stop()).toBe(0);
  await expect(health(product)).rejects.toThrow();
  expect(findRunning(join(dataDir, 'postgres'))).toBeNull();
});

test('it starts again on the same data, key and port, and refuses a second one', async () => {
  const key = readFileSync(join(dataDir, 'secret.key'), 'utf8');
  const product = await startProduct({ dataDir });
  await expect(startProduct({ dataDir })).rejects.toThrow(
    `already runs on ${dataDir} (${product.url})`,
  );
  expect(readFileSync(join(dataDir, 'secret.key'), 'utf8')).toBe(key);
  await product.stop();
});

test('kill -9 of npm start takes web and worker along, and the next start joins the database', async () => {
  const killed = await startProduct({ dataDir });
  const orphan = findRunning(join(dataDir, 'postgres'));
  process.kill(killed.pid, 'SIGKILL');
  while (await health(killed).catch(() => null)) await sleep(100);

  const { port } = new URL(killed.url);
  const next = await startProduct({ dataDir, environment: { PORT: port } });
  expect(next.url).toBe(killed.url);
  expect(findRunning(join(dataDir, 'postgres'))).toEqual(orphan);
  await next.stop();
});

test('a database that is killed comes back, and the pages with it', async () => {
  const product = await startProduct({ dataDir });
  process.kill(runningServer().pid, 'SIGKILL');
  while (!product.said().includes('The database ended; starting it again.')) await sleep(100);
  while ((await health(product)).status !== 200) await sleep(100);
  await product.stop();
});

test('npm run web listens where HOST says, and nowhere else', async () => {
  const product = await startProduct({ dataDir });
  const environment = {
    DATABASE_URL: readFileSync(join(dataDir, 'postgres.url'), 'utf8').trim(),
    SECRET_KEY: readFileSync(join(dataDir, 'secret.key'), 'utf8').trim(),
    ...{ HOST: '127.0.0.2', PORT: `${await freePort(0)}`, NODE_ENV: 'production' as const },
  };
  const web = spawn(process.execPath, ['prisma/web.ts'], {
    env: { ...process.env, ...environment },
  });
  const ask = (host: string) => fetch(`http://${host}:${environment.PORT}/api/health`);
  while (!(await ask('127.0.0.2').catch(() => null))) await sleep(100);
  expect((await ask('127.0.0.2')).status).toBe(200);
  await expect(ask('127.0.0.1')).rejects.toThrow();
  web.kill();
  await once(web, 'close');
  await product.stop();
});

test('a port that is taken is said, and another one used', async () => {
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  const address = other.address();
  const taken = typeof address === 'object' ? `${address?.port}` : '';
  const product = await startProduct({ dataDir, environment: { PORT: taken } });
  expect(product.said()).toContain(`Port ${taken} is taken by another program; using `);
  expect(new URL(product.url).port).not.toBe(taken);
  await product.stop();
  other.close();
});

test('with a DATABASE_URL and no SECRET_KEY it refuses, with the remedy', async () => {
  const environment = { DATABASE_URL: 'postgresql://ruascope@127.0.0.1:1/ruascope' };
  await expect(startProduct({ dataDir, environment })).rejects.toThrow(
    /exit code 78.*openssl rand/s,
  );
});

test('a database that cannot be reached is said in words', async () => {
  const DATABASE_URL = 'postgresql://ruascope@127.0.0.1:1/ruascope';
  const environment = { DATABASE_URL, SECRET_KEY: 'x'.repeat(32) };
  await expect(startProduct({ dataDir, environment })).rejects.toThrow(
    /exit code 3.*ECONNREFUSED/s,
  );
});

function health(product: Product) {
  return fetch(`${product.url}/api/health`, { signal: AbortSignal.timeout(10_000) });
}

function runningServer() {
  const running = findRunning(join(dataDir, 'postgres'));
  if (!running) throw new Error('no server runs');
  return running;
}
