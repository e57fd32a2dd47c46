import type { PoolClient, QueryResultRow } from 'pg';
import type { Sql } from '#lib/db/client';
import { pool } from '#lib/db/pool';
import { AppError } from '#lib/errors';

/** Rows in memory at a time, whatever the length of the answer. */
const BATCH = 2_000;

/**
 * The rows of a question in batches, as one moment saw them: a cursor in one REPEATABLE READ READ
 * ONLY transaction (PRODUCT 4.1, Consistency). The next batch is fetched when it is asked for, so
 * the reader sets the pace; a reader that stops early ends the transaction.
 */
export async function* streamRows<Row extends QueryResultRow>(query: Sql): AsyncGenerator<Row[]> {
  const tx = await connect();
  let broken = true;
  try {
    await tx.query('BEGIN TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY');
    // Every row will be read: plan for the last one, not for the first.
    await tx.query('SET LOCAL cursor_tuple_fraction = 1');
    await tx.query({
      text: `DECLARE answer NO SCROLL CURSOR FOR ${query.text}`,
      values: query.values,
    });
    for (let rows = await next<Row>(tx); rows.length > 0; rows = await next<Row>(tx)) yield rows;
    broken = false;
  } finally {
    await tx.query('ROLLBACK').catch(() => undefined);
    // After an error or an early end nobody knows what the connection is doing: it is closed.
    tx.release(broken);
  }
}

async function next<Row extends QueryResultRow>(tx: PoolClient) {
  const { rows } = await tx.query<Row>(`FETCH FORWARD ${BATCH} FROM answer`);
  return rows;
}

async function connect() {
  try {
    return await pool().connect();
  } catch (cause) {
    throw new AppError('database/unavailable', { cause });
  }
}
