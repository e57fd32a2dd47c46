import { afterAll, expect, test, vi } from 'vitest';
import { problemResponse } from '#lib/auth/problem';
import { db, disconnect, sql, writing } from '#lib/db/client';
import { closePool, pool } from '#lib/db/pool';
import { within } from '#lib/db/wall';
import { streamRows } from '#lib/queries/stream-rows';
import { json } from '#test/support/api';
import { seedReport } from '#test/support/seed';

vi.hoisted(() => {
  // As in the web: Next says so of its own process.
  process.env['NEXT_RUNTIME'] = 'nodejs';
  process.env['QUESTION_SECONDS'] = '6';
});

const SLOW = sql`SELECT pg_sleep(20)::text AS slept`;
const TIME = sql`SELECT current_setting('statement_timeout') AS time`;

afterAll(async () => {
  await closePool();
  await disconnect();
});

const ways = {
  'by itself': () => db().$queryRaw(SLOW),
  'in one moment': () => db().$transaction((tx) => tx.$queryRaw(SLOW)),
  'behind the wall': () => within([1], () => db().$queryRaw(SLOW)),
  'in one moment behind it': () => within([1], () => db().$transaction((tx) => tx.$queryRaw(SLOW))),
};

test.each(Object.entries(ways))(
  'a question asked %s has its time, and says what to ask instead',
  async (_, ask) => {
    const begun = performance.now();
    const error = await ask().catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'database/too-long', digest: 'database/too-long' });
    expect(performance.now() - begun).toBeLessThan(15_000);
    const answer = problemResponse(error);
    expect(answer.status).toBe(422);
    expect(await json(answer)).toMatchObject({
      code: 'database/too-long',
      title: expect.stringContaining('Narrow its days'),
    });
  },
);

test('a model that waits for a lock has no more', async () => {
  const { domainId } = await seedReport({ domain: 'example.com' });
  const holder = await pool().connect();
  await holder.query('BEGIN; LOCK TABLE domain IN ACCESS EXCLUSIVE MODE');
  const asked = within([domainId], () => db().domain.count());
  await expect(asked).rejects.toMatchObject({ code: 'database/too-long' });
  await holder.query('ROLLBACK');
  holder.release();
  expect(await within([domainId], () => db().domain.count())).toBe(1);
});

test('what works besides questions has longer, and files have their own time', async () => {
  const { rows } = await pool().query(TIME.text);
  expect(rows).toEqual([{ time: '1h' }]);
  expect(await writing((tx) => tx.$queryRaw(TIME))).toEqual([{ time: '1h' }]);
  expect(await db().$queryRaw(TIME)).toEqual([{ time: '6s' }]);
  for await (const batch of streamRows(TIME)) expect(batch).toEqual([{ time: '10min' }]);
});

test('a worker and a command ask for as long as they work', async () => {
  await disconnect();
  delete process.env['NEXT_RUNTIME'];
  expect(await db().$queryRaw(TIME)).toEqual([{ time: '1h' }]);
});
