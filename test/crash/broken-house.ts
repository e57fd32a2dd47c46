import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { pool } from '#lib/db/pool';
import { createDatabase } from '#test/support/database';
import type { Dovecot } from '#test/support/dovecot';
import { addUser } from '#test/workers/mail-house';
import type { KnownMail } from './known-mails.ts';
import { countAll, type Tally } from './tally.ts';

/** A worker in a process of its own, as in production. */
export type WorkerProcess = {
  said: () => string;
  /** Settles when the process is gone: by which signal, or with which code. */
  ended: Promise<{ code: number | null; signal: string | null }>;
  end: (signal: 'SIGTERM' | 'SIGKILL') => Promise<{ code: number | null; signal: string | null }>;
};

/** One mailbox and one database in which things break; other houses notice nothing. */
export type BrokenHouse = {
  name: string;
  client: Client;
  deliver: (mails: readonly KnownMail[]) => void;
  /** `folder`: where it is started, when not beside package.json. */
  startWorker: (environment?: Record<string, string>, folder?: string) => WorkerProcess;
  /** Waits, for a minute at most, until a poll that began later than this ends with all mails taken in. */
  settled: (mails: number, since: Date) => Promise<void>;
  count: () => Promise<Tally>;
  /** Ends its workers and drops its database. */
  [Symbol.asyncDispose]: () => Promise<void>;
};

const ROOT = join(import.meta.dirname, '../..');
const PATIENCE = 60_000;

/** A house of its own: a fresh database, a fresh user at the server, mails moved when they are safe. */
export async function openBrokenHouse(dovecot: Dovecot, name: string): Promise<BrokenHouse> {
  const { url, drop } = await createDatabase();
  const client = new Client({ connectionString: url });
  await client.connect();
  await addUser(dovecot, name, { afterSuccess: 'move:Done', afterFailure: 'move:Bad' });
  const { rows } = await pool().query(
    'SELECT to_json(mailbox) AS row FROM mailbox WHERE name = $1',
    [name],
  );
  await client.query('INSERT INTO mailbox SELECT * FROM json_populate_record(NULL::mailbox, $1)', [
    rows[0].row,
  ]);
  const workers: WorkerProcess[] = [];
  return {
    name,
    client,
    deliver: (mails) =>
      dovecot.deliver(
        name,
        mails.map(({ raw }) => raw),
      ),
    startWorker: (environment, folder) => {
      const worker = startWorker({ DATABASE_URL: url, ...environment }, folder);
      workers.push(worker);
      return worker;
    },
    settled: async (mails, since) => {
      for (const deadline = Date.now() + PATIENCE; Date.now() < deadline; await sleep(25)) {
        const finished = await client.query(FINISHED, [since]);
        if (finished.rows[0].count === mails && dovecot.count(name) === 0) return;
      }
    },
    count: () => countAll(client, (folder) => dovecot.read(name, folder)),
    [Symbol.asyncDispose]: async () => {
      await Promise.all(workers.map((worker) => worker.end('SIGKILL')));
      await client.end();
      await drop();
    },
  };
}

const FINISHED = `
  SELECT count(*)::int FROM message, (SELECT FROM mailbox WHERE last_ok_at > $1) AS polled
  WHERE state <> 'claimed'`;

function startWorker(environment: Record<string, string>, cwd = ROOT): WorkerProcess {
  const settings = {
    ...{ POLL_SECONDS: '1', LOG_LEVEL: 'warn', CHECK_SENDERS: 'off' },
    // Most of a short life is spent on reading programs.
    NODE_COMPILE_CACHE: join(tmpdir(), 'ruascope-crash-programs'),
  };
  const worker = spawn(process.execPath, [join(ROOT, 'workers/poll.ts')], {
    cwd,
    env: { ...process.env, ...settings, ...environment },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  worker.stderr.on('data', (chunk) => {
    said += chunk;
  });
  const ended = once(worker, 'exit').then(([code, signal]) => ({ code, signal }));
  return {
    said: () => said,
    ended,
    end: async (signal) => {
      worker.kill(signal);
      return await ended;
    },
  };
}
