import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { db, disconnect } from '#lib/db/client';
import { closePool, pool } from '#lib/db/pool';
import { SYSTEM_VIEWER } from '#lib/filter/viewer';
import { backlog } from '#lib/queries/backlog';
import { health } from '#lib/queries/health';
import { Ticker } from '#lib/queries/ticker';
import { cookieFor, makeAccount } from '#test/support/account';
import { call, json } from '#test/support/api';
import { seedReport } from '#test/support/seed';

const LIVE = '/(dashboard)/ingest/live';
const EVENTS = { accept: 'text/event-stream' };
let cookie: string;
let userId: string;

beforeAll(async () => {
  userId = await makeAccount('ada@example.com', { role: 'viewer' });
  cookie = await cookieFor('ada@example.com');
  await pool().query(
    `INSERT INTO run (origin, label, started_at, updated_at, total, done)
     VALUES ('mailbox', 'reports', now() - INTERVAL '100 s', now(), 58002, 12000),
       ('import', 'folder', now() - INTERVAL '10 s', now(), 1000, 500),
       ('import', 'dead', now() - INTERVAL '1 h', now() - INTERVAL '30 min', 9, 1)`,
  );
});

afterAll(async () => {
  await disconnect();
  await closePool();
});

test('it says what the command line and the health check say', async () => {
  const now = new Date();
  const { waiting, runs, whole } = await backlog(SYSTEM_VIEWER, now);
  expect(waiting).toBe(46_502);
  expect(waiting).toBe((await health(now)).backlog);
  expect(runs.map(({ label }) => label)).toEqual(['reports', 'folder']);
  expect(whole).toMatchObject({ done: 12_500, total: 59_002 });
  expect(whole?.etaSeconds).toBe(runs[0]?.progress.etaSeconds);
});

test('nobody hears it without a session, nor whoever is limited to some domains', async () => {
  expect((await call(LIVE, { headers: EVENTS })).status).toBe(401);
  await seedReport();
  await makeAccount('eve@example.com', { role: 'admin', domains: ['example.com'] });
  const answer = await call(LIVE, { cookie: await cookieFor('eve@example.com'), headers: EVENTS });
  expect(answer.status).toBe(403);
});

test('a browser whose proxy holds events back asks for it once', async () => {
  const answer = await call(LIVE, { cookie });
  expect(answer.headers.get('cache-control')).toBe('private, no-store');
  expect(await json(answer)).toMatchObject({ waiting: 46_502 });
});

test('events come at once and go on, packed and buffered by nobody', async () => {
  const { headers, next, cancel } = await listen();
  expect(headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
  expect(headers.get('cache-control')).toContain('no-transform');
  expect(headers.get('x-accel-buffering')).toBe('no');
  expect(await next()).toBe('retry: 3000');
  expect(await next()).toContain('"waiting":46502');
  await pool().query(`UPDATE run SET done = 58002 WHERE label = 'reports'`);
  while (!(await next())?.includes('"waiting":500'));
  await cancel();
});

test('it ends with the session, and keeps none alive', async () => {
  const { next } = await listen();
  const before = await db().session.findFirst({ where: { userId } });
  await next();
  await next();
  const asked = await db().session.findFirst({ where: { userId } });
  expect(asked?.updatedAt).toEqual(before?.updatedAt);
  await db().session.deleteMany({ where: { userId } });
  const said: string[] = [];
  for (let one = await next(); one !== null; one = await next()) said.push(one);
  expect(said.at(-1)).toContain('event: signed-out');
}, 20_000);

test('however many listen, one question is asked a tick, and none when all have gone', async () => {
  let asked = 0;
  const ticker = new Ticker(async () => ++asked, 20);
  const heard: number[][] = [[], [], []];
  const leave = heard.map((answers) => ticker.listen((n) => answers.push(n), never));
  while (asked < 4) await sleep(5);
  for (const go of leave) go();
  const then = asked;
  await sleep(100);
  expect(asked).toBe(then);
  expect(heard[0]?.slice(-2)).toEqual(heard[1]?.slice(-2));
  expect(heard[0]?.slice(-2)).toEqual(heard[2]?.slice(-2));
});

test('a question that fails ends every stream, and whoever comes back is answered', async () => {
  let broken = true;
  const ticker = new Ticker(async () => {
    if (broken) throw new Error('away');
    return 'well';
  }, 20);
  const fault = await new Promise((resolve) => {
    const leave = ticker.listen(never, (error) => {
      leave();
      resolve(error);
    });
  });
  expect(fault).toEqual(new Error('away'));
  broken = false;
  const answer = await new Promise((resolve) => {
    const leave = ticker.listen((said) => {
      leave();
      resolve(said);
    }, never);
  });
  expect(answer).toBe('well');
});

function never() {
  expect.unreachable();
}

/** A listener that reads one event after the other; null where the stream has ended. */
async function listen() {
  const answer = await call(LIVE, { cookie, headers: EVENTS });
  const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
  if (!reader) throw new Error('no body');
  const next = async () => {
    const { value, done } = await reader.read();
    return done ? null : value.trim();
  };
  return { headers: answer.headers, next, cancel: () => reader.cancel() };
}
