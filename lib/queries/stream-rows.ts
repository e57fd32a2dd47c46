import type { PoolClient, QueryResultRow } from 'pg';
import type { Sql } from '#lib/db/client';
import { pool, streamPool } from '#lib/db/pool';
import { limits, wallStatement } from '#lib/db/wall';
import { AppError } from '#lib/errors';

/**
 * Rows in memory at a time, whatever the length of the answer. In a small heap five hundred take 30 MiB
 * less than two thousand, which are old to the garbage collector before they are gone, and a tenth more
 * of a processor.
 */
const BATCH = 500;

/**
 * The rows of a question in batches, as one moment saw them: a cursor in one REPEATABLE READ READ
 * ONLY transaction (PRODUCT 4.1, Consistency). The next batch is fetched when it is asked for, so
 * the reader sets the pace; a reader that stops early ends the transaction, and one that is `gone` even
 * the statement that runs for it.
 */
export async function* streamRows<Row extends QueryResultRow>(
  query: Sql,
  gone?: AbortSignal,
): AsyncGenerator<Row[]> {
  gone?.throwIfAborted();
  const tx = await connect();
  let broken = true;
  const cancel = await cancelling(tx);
  gone?.addEventListener('abort', cancel);
  try {
    await tx.query('BEGIN TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY');
    for (const setting of SETTINGS) await tx.query(`SET LOCAL ${setting}`);
    gone?.throwIfAborted();
    const domains = limits();
    if (domains !== null) await tx.query(wallStatement(domains));
    await tx.query({
      text: `DECLARE answer NO SCROLL CURSOR FOR ${query.text}`,
      values: query.values,
    });
    for (let rows = await next<Row>(tx); rows.length > 0; rows = await next<Row>(tx)) yield rows;
    broken = false;
  } finally {
    gone?.removeEventListener('abort', cancel);
    await tx.query('ROLLBACK').catch(() => undefined);
    // After an error or an early end nobody knows what the connection is doing: it is closed.
    tx.release(broken);
  }
}

const SETTINGS = [
  // Every row will be read: plan for the last one, not for the first.
  'cursor_tuple_fraction = 1',
  // Whatever a server sets for all: the first batch may wait for a sort of millions of rows, and a slow
  // reader lets minutes pass between two. Beyond these nobody waits, not even our own process.
  "statement_timeout = '10min'",
  "idle_in_transaction_session_timeout = '10min'",
];

async function next<Row extends QueryResultRow>(tx: PoolClient) {
  const { rows } = await tx.query<Row>(`FETCH FORWARD ${BATCH} FROM answer`);
  return rows;
}

/** Ends what the connection is asked at that moment, by way of another: its own would wait for the end. */
async function cancelling(tx: PoolClient) {
  const { rows } = await tx.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
  const [{ pid } = { pid: 0 }] = rows;
  return () =>
    void pool()
      .query('SELECT pg_cancel_backend($1)', [pid])
      .catch(() => undefined);
}

async function connect() {
  try {
    return await streamPool().connect();
  } catch (cause) {
    throw new AppError('database/unavailable', { cause });
  }
}
