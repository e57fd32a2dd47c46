import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { afterAll, afterEach, expect, test } from 'vitest';
import { startEmbedded } from '#prisma/embedded';
import { findRunning } from '#prisma/embedded/server';
import { tempFolder } from '#test/support/temp-folder';

const PROGRAM = join(import.meta.dirname, '../support/hold-embedded.ts');
const dataDir = tempFolder('embedded');

// Whatever a test leaves running is joined, and stopped by the last one that leaves.
afterEach(async () => (await start()).stop());
afterAll(() => rmSync(dataDir, { recursive: true }));

test('keeps its data, its port and its password from one start to the next', async () => {
  const first = await start();
  await ask(first.url, 'CREATE TABLE IF NOT EXISTS kept AS SELECT 42 AS answer');
  await first.stop();
  expect(findRunning(cluster())).toBeNull();

  const second = await start();
  expect(second.url).toBe(first.url);
  expect(await ask(second.url, 'SELECT answer FROM kept')).toEqual([{ answer: 42 }]);
  await second.stop();
});

test('listens on loopback only, sorts by bytes, and lets in no superuser', async () => {
  const { url, stop } = await start();
  const [settings] = await ask(
    url,
    `SELECT current_setting('listen_addresses') AS listen, datcollate, pg_encoding_to_char(encoding) AS encoding,
            (SELECT rolsuper FROM pg_roles WHERE rolname = current_user) AS superuser
       FROM pg_database WHERE datname = current_database()`,
  );
  expect(settings).toEqual({
    listen: '127.0.0.1',
    datcollate: 'C',
    encoding: 'UTF8',
    superuser: false,
  });
  const asSuperuser = new URL(url);
  asSuperuser.username = 'postgres';
  await expect(ask(asSuperuser.href, 'SELECT 1')).rejects.toThrow(/pg_hba.conf/);
  expect(statSync(join(dataDir, 'postgres.url')).mode & 0o777).toBe(0o600);
  await stop();
});

test('a server whose starter was killed is joined by the next start', async () => {
  const starter = await startChild();
  const orphan = findRunning(cluster());
  await kill(starter.child);

  const next = await start();
  expect(next.url).toBe(starter.url);
  expect(findRunning(cluster())).toEqual(orphan);
  await next.stop();
  expect(findRunning(cluster())).toBeNull();
});

test('a server that another process still uses outlives the process that started it', async () => {
  const starter = await startChild();
  const guest = await start();
  starter.child.stdin?.write('go\n');
  await once(starter.child, 'exit');
  expect(await ask(guest.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  await guest.stop();
  expect(findRunning(cluster())).toBeNull();
});

test('a server that was killed itself is noticed, and started again on its data', async () => {
  const first = await start({ durable: true });
  await ask(first.url, 'CREATE TABLE IF NOT EXISTS kept AS SELECT 42 AS answer');
  killServer();
  await first.lost;

  const second = await start({ durable: true });
  expect(await ask(second.url, 'SELECT answer FROM kept')).toEqual([{ answer: 42 }]);
  await second.stop();
});

test('a pid file that names a process of somebody else does not stop the start', async () => {
  await (await start()).stop();
  const note = `${process.pid}\n${cluster()}\n1\n5432\n\n127.0.0.1\n\nready\n`;
  writeFileSync(join(cluster(), 'postmaster.pid'), note);
  const { url, stop } = await start();
  expect(await ask(url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  await stop();
});

test('a kill during the first start leaves nothing that the second one trips over', async () => {
  const home = tempFolder('embedded');
  const child = spawnChild(home);
  while (!readdirSync(home).some((name) => name.startsWith('postgres.new-'))) await sleep(10);
  await sleep(200);
  await kill(child);
  expect(readdirSync(home)).not.toContain('postgres');

  const { url, stop } = await startEmbedded({ dataDir: home, durable: false });
  expect(await ask(url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  expect(readdirSync(home).toSorted()).toEqual([
    'postgres',
    'postgres.limited-role',
    'postgres.log',
    'postgres.url',
  ]);
  await stop();
  rmSync(home, { recursive: true });
});

test('a lost password is replaced, and the data stay', async () => {
  const first = await start();
  await ask(first.url, 'CREATE TABLE IF NOT EXISTS kept AS SELECT 42 AS answer');
  await first.stop();
  const before = readFileSync(join(dataDir, 'postgres.url'), 'utf8');
  rmSync(join(dataDir, 'postgres.url'));

  const { url, stop } = await start();
  expect(`${url}\n`).not.toBe(before);
  expect(await ask(url, 'SELECT answer FROM kept')).toEqual([{ answer: 42 }]);
  await stop();
});

test('a server that cannot start says where its log is and how it ends', async () => {
  await (await start()).stop();
  const versionFile = join(cluster(), 'PG_VERSION');
  const version = readFileSync(versionFile, 'utf8');
  writeFileSync(versionFile, '11\n');
  await expect(start()).rejects.toThrow(
    /postgres\.log ends: .*initialized by PostgreSQL version 11/,
  );
  writeFileSync(versionFile, version);
});

function cluster() {
  return join(dataDir, 'postgres');
}

function start({ durable } = { durable: false }) {
  return startEmbedded({ dataDir, durable });
}

function spawnChild(home: string) {
  return spawn(process.execPath, [PROGRAM, home], { stdio: ['pipe', 'pipe', 'inherit'] });
}

async function startChild() {
  const child = spawnChild(dataDir);
  const [line] = await once(child.stdout.setEncoding('utf8'), 'data');
  return { child, url: String(line).trim() };
}

async function kill(child: ChildProcess) {
  child.kill('SIGKILL');
  await once(child, 'exit');
}

function killServer() {
  const running = findRunning(cluster());
  if (!running) throw new Error('no server runs');
  process.kill(running.pid, 'SIGKILL');
}

async function ask(url: string, sql: string) {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query(sql);
    return rows;
  } finally {
    await client.end();
  }
}
