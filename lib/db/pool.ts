import type { Pool, PoolClient } from 'pg';
import { env } from '#lib/env';
import { AppError } from '#lib/errors';
import { openPool } from './client.ts';
import { keptAnswers } from './kept-answers.ts';

/** Connections below Prisma: COPY, cursors and advisory locks, which Prisma cannot speak. */
let shared: Pool | undefined;
let streams: Pool | undefined;

/** The pool of this process. */
export function pool(): Pool {
  shared ??= openPool({ max: 6, allowExitOnIdle: true });
  return shared;
}

/**
 * Connections for files on their way out. A slow reader holds one for as long as it reads: that must
 * take none from those who write.
 */
export function streamPool(): Pool {
  streams ??= openPool({ max: env().DOWNLOADS_AT_ONCE + 2, allowExitOnIdle: true });
  return streams;
}

/** Runs `work` in one transaction: COMMIT when it returns, ROLLBACK when it throws. */
export async function transaction<T>(work: (tx: PoolClient) => Promise<T>): Promise<T> {
  const tx = await connect();
  try {
    await tx.query('BEGIN');
    const value = await work(tx);
    await tx.query('COMMIT');
    keptAnswers.forget();
    tx.release();
    return value;
  } catch (error) {
    // A connection that cannot even roll back is not returned to the pool.
    const broken = await tx.query('ROLLBACK').then(
      () => false,
      () => true,
    );
    tx.release(broken);
    throw error;
  }
}

/** Closes the pools, so that a command can end. */
export async function closePool(): Promise<void> {
  const closing = [shared, streams];
  shared = undefined;
  streams = undefined;
  await Promise.all(closing.map((one) => one?.end()));
}

async function connect() {
  try {
    return await pool().connect();
  } catch (cause) {
    throw new AppError('database/unavailable', { cause });
  }
}
