import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { PoolClient } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';

/** A value of a COPY row: null, or what Postgres reads from its text. */
export type CopyValue = string | number | boolean | null;

/** Lines are gathered into pieces of this size: few large writes, no long rope of strings. */
const PIECE = 64 * 1024;

/**
 * Writes rows by COPY, Postgres' fastest way in (PERFORMANCE 3 iv: forty times Prisma's), inside the
 * caller's transaction. `columns` names the order of the values.
 */
export async function copyRows(
  tx: PoolClient,
  table: string,
  columns: readonly string[],
  rows: Iterable<readonly CopyValue[]>,
): Promise<void> {
  const into = tx.query(copyFrom(`COPY ${table} (${columns.join(', ')}) FROM STDIN`));
  await pipeline(Readable.from(pieces(rows), { objectMode: true }), into);
}

function* pieces(rows: Iterable<readonly CopyValue[]>) {
  let piece = '';
  for (const row of rows) {
    piece += line(row);
    if (piece.length < PIECE) continue;
    yield Buffer.from(piece);
    piece = '';
  }
  if (piece !== '') yield Buffer.from(piece);
}

function line(row: readonly CopyValue[]) {
  return `${row.map(cell).join('\t')}\n`;
}

function cell(value: CopyValue) {
  if (value === null) return '\\N';
  if (typeof value !== 'string')
    return typeof value === 'boolean' ? (value ? 't' : 'f') : `${value}`;
  return /[\\\t\n\r]/.test(value) ? value.replace(/[\\\t\n\r]/g, escaped) : value;
}

function escaped(character: string) {
  switch (character) {
    case '\t':
      return '\\t';
    case '\n':
      return '\\n';
    case '\r':
      return '\\r';
    default:
      return '\\\\';
  }
}
