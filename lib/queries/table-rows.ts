import { createHash } from 'node:crypto';
import type { PoolClient } from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import type { BackupTable } from './backup-tables.ts';

/** What the rows of a table were: how many, their bytes as COPY writes them, and the SHA-256 of those. */
export type TableSum = { rows: number; bytes: number; sha256: string };

/** Reads a table in a transaction; `onEnd` hears what passed by, once all of it has. */
export async function* tableRows(
  tx: PoolClient,
  { copyOut }: BackupTable,
  onEnd: (sum: TableSum) => void,
): AsyncGenerator<Buffer> {
  const hash = createHash('sha256');
  let bytes = 0;
  const rows = tx.query(copyTo(copyOut));
  for await (const piece of rows) {
    const chunk = Buffer.from(piece);
    hash.update(chunk);
    bytes += chunk.length;
    yield chunk;
  }
  onEnd({ rows: rows.rowCount, bytes, sha256: hash.digest('hex') });
}

/** The sum of a table as it stands. */
export async function tableSum(tx: PoolClient, table: BackupTable): Promise<TableSum> {
  let sum: TableSum = { rows: 0, bytes: 0, sha256: '' };
  for await (const _ of tableRows(tx, table, (read) => (sum = read)));
  return sum;
}

/** Has COPY spell every value in one way, whatever the settings of server, database and role. */
export async function spellAlike(tx: PoolClient): Promise<void> {
  await tx.query(
    `SET LOCAL datestyle = 'ISO, YMD'; SET LOCAL intervalstyle = 'postgres'; SET LOCAL timezone = 'UTC';
     SET LOCAL extra_float_digits = 1; SET LOCAL bytea_output = 'hex'; SET LOCAL statement_timeout = 0`,
  );
}
