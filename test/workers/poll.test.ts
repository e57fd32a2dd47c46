import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { db } from '#lib/db/client';
import { pool } from '#lib/db/pool';
import { SYSTEM_VIEWER } from '#lib/filter/viewer';
import { ingestStatus } from '#lib/queries/ingest-status';
import { setMailboxPaused } from '#lib/store/mailbox';
import { requestPoll } from '#lib/store/poll-signal';
import { hasDovecot, startDovecot } from '#test/support/dovecot';
import { startHostile } from '#test/support/hostile-server';
import { startProxy } from '#test/support/tcp-proxy';
import { pollOnce } from '#workers/poll-mailbox';
import { addUser, mailboxRow, openMailHouse, reportMails, sums } from './mail-house.ts';

/** The worker as it is in production: a process of its own. */
function startWorker(environment: Record<string, string> = {}) {
  const settings = { POLL_SECONDS: '600', LOG_LEVEL: 'warn', ...environment };
  const worker = spawn(process.execPath, ['workers/poll.ts'], {
    env: { ...process.env, ...settings },
    stdio: ['ignore', 'inherit', 'pipe'],
  });
  let said = '';
  worker.stderr.on('data', (chunk) => {
    said += chunk;
  });
  const ended = once(worker, 'exit');
  return {
    said: () => said,
    end: async (signal: 'SIGTERM' | 'SIGKILL') => {
      worker.kill(signal);
      const [code] = await ended;
      return code;
    },
  };
}

async function finished() {
  const { rows } = await pool().query<{ finished: number }>(
    `SELECT count(*)::int AS finished FROM message WHERE state <> 'claimed'`,
  );
  return rows[0]?.finished ?? 0;
}

const PATIENT = { timeout: 60_000, interval: 20 };

describe.skipIf(!hasDovecot)('the worker', () => {
  const house = openMailHouse();

  test('a fault of its own is not put on the database, and does not end the worker', async () => {
    await addUser(house.dovecot, 'faulty');
    house.dovecot.deliver('faulty', reportMails(3));
    const worker = startWorker({ FAULT: 'after-lock:1:throw' });
    await expect.poll(worker.said, PATIENT).toContain('broke off');
    expect(worker.said()).not.toContain('the database is away');
    await requestPoll((await mailboxRow('faulty')).id);
    await expect.poll(finished, PATIENT).toBe(3);
    expect(await worker.end('SIGTERM')).toBe(0);
  });

  test('loses and doubles nothing, however often it is killed after a commit', async () => {
    const mails = 400;
    await addUser(house.dovecot, 'killed', { afterSuccess: 'move:Done' });
    house.dovecot.deliver('killed', reportMails(mails));
    for (let round = 0; round < 3 && (await finished()) < mails; round += 1) {
      const before = await finished();
      const worker = startWorker();
      await expect.poll(finished, PATIENT).toBeGreaterThan(before);
      await sleep(Math.random() * 60);
      await worker.end('SIGKILL');
    }
    await expect.poll(() => pollOnce('killed'), PATIENT).toMatchObject([{ state: 'polled' }]);
    expect(await sums()).toEqual({
      ...{ reports: mails, messages: mails * 10, rolled_up: mails * 10, mails },
      ...{ unfinished: 0, quarantined: 0 },
    });
    expect(house.dovecot.count('killed')).toBe(0);
    expect(house.dovecot.count('killed', 'Done')).toBe(mails);
    const { runs } = await mailboxRow('killed');
    expect(runs.every(({ endedAt }) => endedAt !== null)).toBe(true);
    expect(runs.some(({ error }) => error?.startsWith('Interrupted'))).toBe(true);
  }, 240_000);

  test('polls when it starts and when somebody asks, past a server that hangs', async () => {
    const silent = await startHostile({ greeting: () => undefined });
    await addUser({ ...house.dovecot, imaps: silent.port }, 'silent');
    await addUser(house.dovecot, 'asked');
    house.dovecot.deliver('asked', reportMails(1));
    const worker = startWorker();
    await expect.poll(finished, PATIENT).toBe(1);
    house.dovecot.deliver('asked', reportMails(2, { orgName: 'Another' }));
    const { id } = await mailboxRow('asked');
    await expect
      .poll(async () => {
        await requestPoll(id);
        return await finished();
      }, PATIENT)
      .toBe(3);
    expect(await worker.end('SIGTERM')).toBe(0);
    expect(worker.said()).not.toMatch(/uncaught|unhandled/i);
    await silent.close();
  });

  test('looks into twenty mailboxes at once, and into every one in its turn', async () => {
    let asked = 0;
    const silent = await startHostile({
      greeting: () => {
        asked += 1;
      },
    });
    for (let i = 0; i < 24; i += 1) {
      await addUser({ ...house.dovecot, imaps: silent.port }, `silent-${i}`, { tls: 'starttls' });
    }
    const worker = startWorker({ LOG_LEVEL: 'silent' });
    await expect.poll(() => asked, PATIENT).toBe(20);
    await sleep(3_000);
    expect(asked).toBe(20);
    await expect.poll(() => asked, PATIENT).toBeGreaterThanOrEqual(24);
    const lookedAt = async () => await db().mailbox.count({ where: { lastPollAt: { not: null } } });
    await expect.poll(lookedAt, PATIENT).toBe(24);
    await worker.end('SIGTERM');
    await silent.close();
  }, 150_000);

  describe('that waits for the clock an hour', () => {
    const HOURLY = { POLL_SECONDS: '3600' };
    const SOON = { timeout: 10_000, interval: 50 };

    test('takes in a mail seconds after it came', async () => {
      await addUser(house.dovecot, 'woken');
      const worker = startWorker(HOURLY);
      await expect.poll(async () => (await mailboxRow('woken')).lastPollAt, PATIENT).not.toBeNull();
      house.dovecot.deliver('woken', reportMails(1));
      await expect.poll(finished, SOON).toBe(1);
      expect(await worker.end('SIGTERM')).toBe(0);
      expect(worker.said()).toBe('');
    });

    test('does not notice that its connection was cut, and is back after the next pass', async () => {
      const proxy = await startProxy(house.dovecot.imaps, {});
      await addUser({ ...house.dovecot, imaps: proxy.port }, 'cut-idle');
      const worker = startWorker(HOURLY);
      await expect
        .poll(async () => (await mailboxRow('cut-idle')).lastPollAt, PATIENT)
        .not.toBeNull();
      await expect.poll(proxy.open, PATIENT).toBe(1);
      proxy.cut();
      await expect.poll(proxy.open, PATIENT).toBe(0);
      house.dovecot.deliver('cut-idle', reportMails(1));
      await sleep(3_000);
      expect(await finished()).toBe(0);
      await requestPoll((await mailboxRow('cut-idle')).id);
      await expect.poll(finished, SOON).toBe(1);
      await expect.poll(proxy.open, PATIENT).toBe(1);
      house.dovecot.deliver('cut-idle', reportMails(1));
      await expect.poll(finished, SOON).toBe(2);
      expect(await worker.end('SIGTERM')).toBe(0);
      expect(worker.said()).toBe('');
      await proxy.close();
    });

    test('holds no connection to a server without IDLE, and goes by the clock', async () => {
      const deaf = await startDovecot({ capability: 'IMAP4rev1 UIDPLUS MOVE NAMESPACE LITERAL+' });
      const proxy = await startProxy(deaf.imaps, {});
      await addUser({ ...deaf, imaps: proxy.port }, 'deaf');
      const worker = startWorker({ POLL_SECONDS: '4' });
      await expect.poll(async () => (await mailboxRow('deaf')).lastPollAt, PATIENT).not.toBeNull();
      await expect.poll(proxy.open, PATIENT).toBe(0);
      deaf.deliver('deaf', reportMails(1));
      await expect.poll(finished, SOON).toBe(1);
      expect(await worker.end('SIGTERM')).toBe(0);
      await proxy.close();
      await deaf.stop();
    });

    test('lets go of a mailbox that is paused', async () => {
      const proxy = await startProxy(house.dovecot.imaps, {});
      await addUser({ ...house.dovecot, imaps: proxy.port }, 'let-go');
      const worker = startWorker(HOURLY);
      await expect
        .poll(async () => (await mailboxRow('let-go')).lastPollAt, PATIENT)
        .not.toBeNull();
      await expect.poll(proxy.open, PATIENT).toBe(1);
      await setMailboxPaused(SYSTEM_VIEWER, 'let-go', true);
      await expect.poll(proxy.open, SOON).toBe(0);
      expect(await worker.end('SIGTERM')).toBe(0);
      await proxy.close();
    });
  });

  test('tells how far it is, ends a pass when its mailbox is paused, and goes on when it may', async () => {
    await addUser(house.dovecot, 'long', { afterSuccess: 'move:Done' });
    house.dovecot.deliver('long', reportMails(900));
    const first = startWorker();
    const status = async () => (await ingestStatus(SYSTEM_VIEWER)).mailboxes[0];
    await expect
      .poll(async () => (await status())?.progress, PATIENT)
      .toMatchObject({ total: 900 });
    await expect
      .poll(async () => (await status())?.progress?.etaSeconds, PATIENT)
      .toBeGreaterThan(0);
    expect(await status()).toMatchObject({ state: 'polling', progress: { total: 900 } });
    await setMailboxPaused(SYSTEM_VIEWER, 'long', true);
    await expect.poll(async () => (await status())?.progress, PATIENT).toBeNull();
    const done = await finished();
    expect(done).toBeLessThan(900);
    expect(house.dovecot.count('long', 'Done')).toBe(done);
    const { runs, lastUid } = await mailboxRow('long');
    expect(runs).toMatchObject([{ done, total: 900, error: expect.stringMatching(/^Stopped/) }]);
    expect(lastUid).toBe(BigInt(done));
    await first.end('SIGTERM');

    const second = startWorker();
    await sleep(2_000);
    expect(await finished()).toBe(done);
    await setMailboxPaused(SYSTEM_VIEWER, 'long', false);
    await expect.poll(finished, PATIENT).toBe(900);
    await expect.poll(() => house.dovecot.count('long', 'Done'), PATIENT).toBe(900);
    await second.end('SIGTERM');
    expect(await sums()).toMatchObject({ reports: 900, messages: 9_000, mails: 900 });
  });

  test('finishes the batch in hand on SIGTERM and ends well', async () => {
    await addUser(house.dovecot, 'ended', { afterSuccess: 'move:Done' });
    house.dovecot.deliver('ended', reportMails(600));
    const worker = startWorker();
    await expect.poll(finished, PATIENT).toBeGreaterThan(0);
    expect(await worker.end('SIGTERM')).toBe(0);
    const done = await finished();
    expect(await sums()).toMatchObject({ mails: done, unfinished: 0, messages: done * 10 });
    expect(house.dovecot.count('ended', 'Done')).toBe(done);
    expect((await mailboxRow('ended')).lastUid).toBe(BigInt(done));
  });

  test('polls the mailbox that the environment names', async () => {
    house.dovecot.deliver('env', reportMails(2));
    const worker = startWorker({
      MAILBOX_URL: `imap://env@127.0.0.1:${house.dovecot.imap}/?tls=none&after=delete`,
      MAILBOX_PASSWORD: 'correct-horse-battery-staple',
    });
    await expect.poll(finished, PATIENT).toBe(2);
    expect(await worker.end('SIGTERM')).toBe(0);
    expect(house.dovecot.count('env')).toBe(0);
    expect(await mailboxRow('env')).toMatchObject({ tls: 'none', afterSuccess: 'delete' });
  });

  test('says what is wrong with its settings and exits with 78', async () => {
    const worker = startWorker({ MAILBOX_URL: 'imaps://imap.example.com' });
    await expect.poll(() => worker.said(), PATIENT).toContain('MAILBOX_URL');
    expect(await worker.end('SIGTERM')).toBe(78);
  });

  test('asks a server that refused it once, not again', async () => {
    await addUser(house.dovecot, 'refused', { password: 'wrong' });
    const worker = startWorker({ POLL_SECONDS: '1' });
    await expect.poll(() => worker.said(), PATIENT).toContain('Login refused');
    const { lastPollAt } = await mailboxRow('refused');
    await sleep(3_000);
    expect((await mailboxRow('refused')).lastPollAt).toEqual(lastPollAt);
    expect(worker.said()).not.toContain('wrong"');
    await worker.end('SIGTERM');
  });
});
