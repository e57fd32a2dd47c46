import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { disconnect } from '#lib/db/client';
import { closePool, pool } from '#lib/db/pool';
import { type Dovecot, hasDovecot, startDovecot } from '#test/support/dovecot';
import { startProxy, type Weather } from '#test/support/tcp-proxy';
import { addUser, mailboxRow, reportMails, sums } from './mail-house.ts';

// Two workers on one database: a mailbox is one's at a time, and the other's as soon as that one is gone.

const MAILS = 4_000;
const PATIENT = { timeout: 90_000, interval: 50 };
const URL_OF_DATABASE = process.env['DATABASE_URL'] ?? '';
const running = new Set<{ end: (signal: NodeJS.Signals) => Promise<number | null> }>();
let dovecot: Dovecot;
let user = '';
let said = '';

function startWorker(databaseUrl = URL_OF_DATABASE) {
  const settings = { POLL_SECONDS: '600', LOG_LEVEL: 'warn', DATABASE_URL: databaseUrl };
  const child = spawn(process.execPath, ['workers/poll.ts'], {
    env: { ...process.env, ...settings },
    stdio: ['ignore', 'inherit', 'pipe'],
  });
  child.stderr.on('data', (chunk) => {
    said += chunk;
  });
  const ended = once(child, 'exit');
  const worker = {
    signal: (signal: NodeJS.Signals) => child.kill(signal),
    end: async (signal: NodeJS.Signals): Promise<number | null> => {
      running.delete(worker);
      child.kill(signal);
      const [code] = await ended;
      return code;
    },
  };
  running.add(worker);
  return worker;
}

async function count(sql: string) {
  const { rows } = await pool().query<{ n: number }>(`SELECT (${sql})::int AS n`);
  return rows[0]?.n ?? 0;
}

const finished = () => count(`SELECT count(*) FROM message WHERE state <> 'claimed'`);
const workers = () => count('SELECT count(*) FROM worker');

/** One worker is in the middle of the mails, and another waits for its turn. */
async function startTwo(firstUrl = URL_OF_DATABASE) {
  user = `shared-${randomUUID()}`;
  await addUser(dovecot, user, { afterSuccess: 'move:Done' });
  dovecot.deliver(user, reportMails(MAILS));
  const first = startWorker(firstUrl);
  await expect.poll(finished, PATIENT).toBeGreaterThan(0);
  const second = startWorker();
  return { first, second };
}

async function expectAllOnce() {
  await expect.poll(finished, PATIENT).toBe(MAILS);
  await expect.poll(() => dovecot.count(user, 'Done'), PATIENT).toBe(MAILS);
  expect(await sums()).toEqual({
    ...{ reports: MAILS, messages: MAILS * 10, rolled_up: MAILS * 10, mails: MAILS },
    ...{ unfinished: 0, quarantined: 0 },
  });
  // A server that moves copies first, and removes then.
  await expect.poll(() => dovecot.count(user), PATIENT).toBe(0);
}

describe.skipIf(!hasDovecot)('two workers', () => {
  beforeAll(async () => {
    dovecot = await startDovecot();
  });

  beforeEach(async () => {
    await pool().query('TRUNCATE record, daily, report, message, run, mailbox, worker CASCADE');
  });

  afterEach(async () => {
    for (const worker of running) await worker.end('SIGKILL');
    // Queries that pile up on one connection, such as beats that nobody answers.
    expect(said).not.toContain('DeprecationWarning');
    said = '';
  });

  afterAll(async () => {
    await dovecot.stop();
    await closePool();
    await disconnect();
  });

  test('poll a mailbox once between them', async () => {
    const { first, second } = await startTwo();
    await expect.poll(workers, PATIENT).toBe(2);
    await expectAllOnce();
    expect(await Promise.all([first.end('SIGTERM'), second.end('SIGTERM')])).toEqual([0, 0]);
    expect(await count('SELECT count(*) FROM run WHERE stored > 0')).toBe(1);
  });

  test('one that is killed is followed by the other within seconds', async () => {
    const { first } = await startTwo();
    await expect.poll(workers, PATIENT).toBe(2);
    await first.end('SIGKILL');
    const before = await finished();
    expect(before).toBeLessThan(MAILS);
    const killedAt = performance.now();
    await expect.poll(finished, PATIENT).toBeGreaterThan(before);
    expect(performance.now() - killedAt).toBeLessThan(10_000);
    await expectAllOnce();
  });

  test('one whose machine vanishes, its connections standing, loses the mailbox within a minute', async () => {
    const weather: Weather = {};
    const server = new URL(URL_OF_DATABASE);
    const proxy = await startProxy(Number(server.port || 5432), weather);
    server.host = `127.0.0.1:${proxy.port}`;
    await startTwo(server.href);
    await expect.poll(workers, PATIENT).toBe(2);
    // Nothing arrives any more, and nobody is told: what a pulled plug looks like from the server.
    weather.delayMs = 3_600_000;
    await sleep(200);
    const before = await finished();
    expect(before).toBeLessThan(MAILS);
    const vanishedAt = performance.now();
    await expect.poll(finished, PATIENT).toBeGreaterThan(before);
    expect(performance.now() - vanishedAt).toBeLessThan(60_000);
    await expectAllOnce();
    for (const worker of running) await worker.end('SIGKILL');
    await proxy.close();
  }, 180_000);

  test('one that stands still loses it, and does no harm when it wakes', async () => {
    const { first, second } = await startTwo();
    await expect.poll(workers, PATIENT).toBe(2);
    first.signal('SIGSTOP');
    const before = await finished();
    expect(before).toBeLessThan(MAILS);
    await expect.poll(finished, PATIENT).toBeGreaterThan(before);
    first.signal('SIGCONT');
    await expectAllOnce();
    expect(await Promise.all([first.end('SIGTERM'), second.end('SIGTERM')])).toEqual([0, 0]);
    await expectAllOnce();
    expect((await mailboxRow(user)).lastUid).toBe(BigInt(MAILS));
  }, 180_000);
});
