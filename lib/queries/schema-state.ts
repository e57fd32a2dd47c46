import type { PoolClient } from 'pg';

/** What of the database is neither rows nor laid down by migrations. */
export type SchemaState = {
  /** The migrations that were applied, in order. */
  migrations: string[];
  /** The months that `record` has a partition of, by their first days. */
  months: string[];
  /** Where each sequence is; null: not begun. */
  sequences: { name: string; last: string | null }[];
};

/** Reads it, in a transaction. */
export async function schemaState(tx: PoolClient): Promise<SchemaState> {
  const migrations = await tx.query<{ name: string }>(
    `SELECT migration_name AS name FROM _prisma_migrations
     WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL ORDER BY migration_name`,
  );
  const months = await tx.query<{ month: string }>(
    `SELECT to_char(to_date(right(relname, 7), 'YYYY_MM'), 'YYYY-MM-DD') AS month
     FROM pg_inherits JOIN pg_class ON oid = inhrelid
     WHERE inhparent = 'record'::regclass ORDER BY 1`,
  );
  const sequences = await tx.query<{ name: string; last: string | null }>(
    `SELECT sequencename AS name, last_value::text AS last FROM pg_sequences
     WHERE schemaname = 'public' ORDER BY 1`,
  );
  return {
    migrations: migrations.rows.map(({ name }) => name),
    months: months.rows.map(({ month }) => month),
    sequences: sequences.rows,
  };
}
