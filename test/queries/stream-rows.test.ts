import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, expect, test } from 'vitest';
import { disconnect, sql } from '#lib/db/client';
import { closePool, pool } from '#lib/db/pool';
import { streamRows } from '#lib/queries/stream-rows';

afterAll(async () => {
  await closePool();
  await disconnect();
});

const NUMBERS = sql`SELECT n FROM generate_series(1, 10000) AS n`;

async function running(text: string): Promise<number> {
  const { rows } = await pool().query<{ count: number }>(
    `SELECT count(*)::int AS count FROM pg_stat_activity
     WHERE datname = current_database() AND state <> 'idle' AND query LIKE $1
       AND pid <> pg_backend_pid()`,
    [`%${text}%`],
  );
  return rows[0]?.count ?? 0;
}

async function until(isSo: () => Promise<boolean>) {
  for (let tries = 0; !(await isSo()); tries += 1) {
    if (tries > 200) throw new Error('It has not come to that.');
    await sleep(20);
  }
}

test('reads every row, as one moment saw them', async () => {
  await pool().query('CREATE TABLE seen AS SELECT n FROM generate_series(1, 5000) AS n');
  const read: number[] = [];
  for await (const rows of streamRows<{ n: number }>(sql`SELECT n FROM seen ORDER BY n`)) {
    read.push(...rows.map(({ n }) => n));
    await pool().query('UPDATE seen SET n = n + 1000000');
  }
  expect(read).toEqual(Array.from({ length: 5000 }, (_, n) => n + 1));
});

test('a reader that is gone ends the statement that runs for it, at once', async () => {
  const gone = new AbortController();
  // Without being ended it would sort for longer than anybody waits for a test.
  const slow = sql`SELECT pg_sleep(120)::text AS slept`;
  const first = streamRows(slow, gone.signal).next();
  const failed = expect(first).rejects.toMatchObject({ code: '57014' });
  await until(async () => (await running('FETCH FORWARD')) === 1);
  gone.abort();
  await failed;
  await until(async () => (await running('FETCH FORWARD')) === 0);
});

test('one that is gone before anything was asked asks nothing', async () => {
  await expect(streamRows(NUMBERS, AbortSignal.abort()).next()).rejects.toThrow();
  expect(await running('answer')).toBe(0);
});

test('one that stops early leaves no transaction behind', async () => {
  for await (const rows of streamRows(NUMBERS)) {
    expect(rows).toHaveLength(500);
    break;
  }
  await until(async () => (await running('answer')) + (await running('ROLLBACK')) === 0);
});

test('a slow reader is not ended by what a server sets for all, nor waits for ever', async () => {
  const settings = sql`SELECT current_setting('statement_timeout') AS statement,
    current_setting('idle_in_transaction_session_timeout') AS idle`;
  for await (const rows of streamRows(settings)) {
    expect(rows).toEqual([{ statement: '10min', idle: '10min' }]);
  }
});

test('many slow readers hold none of the connections that others ask with', async () => {
  const readers = Array.from({ length: 8 }, () => streamRows(NUMBERS));
  for (const reader of readers) await reader.next();
  expect(await running('FETCH')).toBe(8);
  const { rows } = await pool().query('SELECT 1 AS one');
  expect(rows).toEqual([{ one: 1 }]);
  for (const reader of readers) await reader.return(undefined);
});
