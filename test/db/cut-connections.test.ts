import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { afterAll, expect, test } from 'vitest';
import { problemResponse } from '#lib/auth/problem';
import { createToken } from '#lib/auth/token';
import { databaseUrl, db, disconnect, sql } from '#lib/db/client';
import { databaseFault } from '#lib/db/database-fault';
import { closePool, pool, transaction } from '#lib/db/pool';
import { AppError } from '#lib/errors';
import { SYSTEM_VIEWER } from '#lib/filter/viewer';
import { makeAccount } from '#test/support/account';
import { call } from '#test/support/api';

// An administrator, a failover or a proxy ends our connections at any moment. A question in flight may
// fail, and says why; the next one is answered, and no process ends of it.

const CUTS = 60;
const CUT_ALL = `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
  WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'`;

/** Every way in which we ask; pauses leave time to cut between two questions of one transaction. */
const QUESTIONS: Record<string, () => Promise<unknown>> = {
  model: () => db().run.findMany({ take: 1 }),
  raw: () => db().$queryRaw(sql`SELECT pg_sleep(0.005)::text`),
  write: () => db().$executeRaw(sql`UPDATE run SET done = done`),
  batch: () => db().$transaction([db().run.findMany(), db().run.updateMany({ data: { done: 1 } })]),
  interactive: () =>
    db().$transaction(async (tx) => {
      await tx.run.findMany();
      await sleep(3);
      await tx.run.findMany();
    }),
  pool: () => pool().query('SELECT pg_sleep(0.005)'),
  transaction: () =>
    transaction(async (tx) => {
      await tx.query('SELECT');
      await sleep(3);
      await tx.query('SELECT');
    }),
};

const killer = new Client({ connectionString: databaseUrl() });
const uncaught: unknown[] = [];
const note = (error: unknown) => uncaught.push(error);

afterAll(async () => {
  for (const event of ['uncaughtException', 'unhandledRejection']) process.off(event, note);
  await killer.end();
  await closePool();
  await disconnect();
});

test('connections may be cut at any moment of any question, and each failure says so', async () => {
  await killer.connect();
  for (const event of ['uncaughtException', 'unhandledRejection']) process.on(event, note);
  const failed: unknown[] = [];
  const over = new AbortController();
  const loops = Object.values(QUESTIONS).map(async (ask) => {
    while (!over.signal.aborted) await ask().catch((error) => failed.push(error));
  });
  for (let cut = 0; cut < CUTS; cut += 1) {
    await sleep(30);
    await killer.query(CUT_ALL);
  }
  over.abort();
  await Promise.all(loops);
  expect(failed.length).toBeGreaterThan(CUTS);
  const codes = failed.map((error) => databaseFault(error)?.code ?? String(error));
  expect(new Set(codes)).toEqual(new Set(['database/unavailable']));
  expect(failed.map(problemResponse).filter(({ status }) => status !== 503)).toEqual([]);
  expect(uncaught).toEqual([]);
}, 60_000);

test.each(Object.entries(QUESTIONS))('the question after a cut is answered: %s', async (_, ask) => {
  for (let cut = 0; cut < 5; cut += 1) {
    await ask();
    await killer.query(CUT_ALL);
    // As long as news of it take to arrive.
    await sleep(20);
    await ask();
  }
  expect(uncaught).toEqual([]);
});

test('the API asks to come again while it lasts, and then answers', async () => {
  await makeAccount('ada@example.com', { role: 'owner' });
  const wanted = { name: 'a script', domains: [], expiresInDays: 1, scope: 'read' } as const;
  const token = await createToken(SYSTEM_VIEWER, wanted);
  const statuses: number[] = [];
  for (let turn = 0; turn < 40; turn += 1) {
    const [answer] = await Promise.all([
      call('/api/v1/totals', { token }),
      sleep(turn % 8).then(() => killer.query(CUT_ALL)),
    ]);
    statuses.push(answer.status);
  }
  expect(statuses.filter((status) => status !== 200 && status !== 503)).toEqual([]);
  await sleep(20);
  expect((await call('/api/v1/totals', { token })).status).toBe(200);
  expect(uncaught).toEqual([]);
});

test('a mail server that refuses is not taken for the database', () => {
  const refused = Object.assign(new Error('refused'), { code: 'ECONNREFUSED' });
  expect(databaseFault(refused)).toMatchObject({ code: 'database/unavailable' });
  const mailbox = new AppError('mailbox/unreachable', { cause: refused });
  expect(databaseFault(mailbox)).toBeNull();
});
