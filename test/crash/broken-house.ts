import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Pool } from 'pg';
import { pool as ownPool } from '#lib/db/pool';
import { createDatabase, type TestDatabase } from '#test/support/database';
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
  url: string;
  pool: Pool;
  deliver: (mails: readonly KnownMail[]) => void;
  /** `folder`: where it is started, when not beside package.json. */
  startWorker: (environment?: Record<string, string>, folder?: string) => WorkerProcess;
  /** As `changes` below, of this house. */
  changes: (question: string, worker: WorkerProcess) => Promise<void>;
  /** Waits, for a minute at most, until a poll that began later than this ends with all mails taken in. */
  settled: (mails: number, since: Date) => Promise<void>;
  count: () => Promise<Tally>;
  /** Ends its workers and drops its database. */
  [Symbol.asyncDispose]: () => Promise<void>;
};

/** Changes when a poll ends, when one has mails to take in, and when it has stored some. */
export const LAST_POLL = 'SELECT last_poll_at FROM mailbox';
export const RUNS = 'SELECT max(id) FROM run';
export const STORED = `SELECT count(*) FROM message WHERE state <> 'claimed'`;

const ROOT = join(import.meta.dirname, '../..');
const PATIENCE = 60_000;

/**
 * A house of its own: a fresh database, unless one is given, and a fresh user at the server. Mails
 * are moved when they are safe.
 */
export async function openBrokenHouse(
  dovecot: Dovecot,
  name: string,
  database?: TestDatabase,
): Promise<BrokenHouse> {
  const { url, drop } = database ?? (await createDatabase());
  const pool = new Pool({ connectionString: url, max: 2 });
  pool.on('error', () => undefined);
  await addUser(dovecot, name, { afterSuccess: 'move:Done', afterFailure: 'move:Bad' });
  const { rows } = await ownPool().query(
    'SELECT to_json(mailbox) AS row FROM mailbox WHERE name = $1',
    [name],
  );
  await pool.query('INSERT INTO mailbox SELECT * FROM json_populate_record(NULL::mailbox, $1)', [
    rows[0].row,
  ]);
  const workers: WorkerProcess[] = [];
  return {
    name,
    url,
    pool,
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
    changes: (question, worker) => changes(pool, question, worker),
    settled: async (mails, since) => {
      for (const deadline = Date.now() + PATIENCE; Date.now() < deadline; await sleep(25)) {
        const finished = await pool.query(FINISHED, [since]);
        if (finished.rows[0].count === mails && dovecot.count(name) === 0) return;
      }
    },
    count: () => countAll(pool, (folder) => dovecot.read(name, folder)),
    [Symbol.asyncDispose]: async () => {
      await Promise.all(workers.map((worker) => worker.end('SIGKILL')));
      await pool.end();
      await drop();
    },
  };
}

/** Waits until a question has another answer, for ten seconds at most, or until the worker is gone. */
export async function changes(pool: Pool, question: string, worker: WorkerProcess) {
  const known = await answer(pool, question);
  const over = Promise.race([worker.ended, sleep(10_000)]).then(() => true);
  while ((await answer(pool, question)) === known) {
    if (await Promise.race([over, sleep(2)])) return;
  }
}

/** What a question of one's own is answered, as text. */
export async function answer(pool: Pool, question: string): Promise<string> {
  const { rows } = await pool.query(question);
  return JSON.stringify(rows);
}

const FINISHED = `
  SELECT count(*)::int FROM message, (SELECT FROM mailbox WHERE last_ok_at > $1) AS polled
  WHERE state <> 'claimed'`;

/** Starts a worker on the database of DATABASE_URL, or of the environment that is given. */
export function startWorker(environment: Record<string, string>, cwd = ROOT): WorkerProcess {
  const settings = {
    ...{ POLL_SECONDS: '1', LOG_LEVEL: 'warn', CHECK_SENDERS: 'off' },
    // Most of a short life is spent on reading programs.
    NODE_COMPILE_CACHE: join(tmpdir(), 'ruascope-crash-programs'),
  };
  // What Node will drop one day breaks a test today.
  const program = ['--throw-deprecation', join(ROOT, 'workers/poll.ts')];
  const worker = spawn(process.execPath, program, {
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
