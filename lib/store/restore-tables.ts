import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { PoolClient } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { AppError } from '#lib/errors';

/** Keeps everybody else from writing to these tables, and refuses a database that holds any row. */
export async function requireEmpty(tx: PoolClient, tables: readonly string[]): Promise<void> {
  const { rows } = await tx.query<{ lock: string; filled: string }>(
    `SELECT format('LOCK TABLE %s IN SHARE ROW EXCLUSIVE MODE', string_agg(quote_ident(name), ', '))
              AS lock,
            string_agg(format('SELECT %L AS name WHERE EXISTS (SELECT FROM %I)', name, name),
                       ' UNION ALL ') AS filled
     FROM unnest($1::text[]) AS name`,
    [tables],
  );
  const [statements] = rows;
  if (!statements) return;
  await tx.query(statements.lock);
  const filled = await tx.query<{ name: string }>(statements.filled);
  if (filled.rows.length === 0) return;
  const names = filled.rows.map(({ name }) => name).join(', ');
  throw new AppError('request/conflict', {
    detail: `This database is not empty (${names}). Restore into a new one: another DATA_DIR, or a DATABASE_URL that npm run migrate has just set up.`,
  });
}

/** Makes the partitions of `record` for these months. */
export async function makeMonths(tx: PoolClient, months: readonly string[]): Promise<void> {
  await tx.query('SELECT ensure_record_month(month) FROM unnest($1::date[]) AS month', [months]);
}

/** Puts rows into a table as COPY wrote them, and answers with their number. */
export async function putRows(tx: PoolClient, copyIn: string, rows: Readable): Promise<number> {
  const into = tx.query(copyFrom(copyIn));
  await pipeline(rows, into);
  return into.rowCount;
}

/** Sets sequences to where they were, so that no number is given twice. */
export async function setSequences(
  tx: PoolClient,
  sequences: readonly { name: string; last: string | null }[],
): Promise<void> {
  const begun = sequences.filter(({ last }) => last !== null);
  await tx.query(
    `SELECT setval(format('public.%I', name)::regclass, last)
     FROM unnest($1::text[], $2::bigint[]) AS one(name, last)`,
    [begun.map(({ name }) => name), begun.map(({ last }) => last)],
  );
}
