import { Client } from 'pg';
import { AppError } from '#lib/errors';
import { MIGRATIONS, migrationNames } from './migration-list.ts';

/**
 * Refuses (`database/schema`) a database whose tables this version does not know, older or newer: it
 * would meet columns that are not there, or leave those empty that a newer one counts on. A database
 * that is away is none of this; whoever needs it waits for it.
 */
export async function requireSchema(databaseUrl: string, folder = MIGRATIONS): Promise<void> {
  const applied = await appliedMigrations(databaseUrl);
  if (applied === null) return;
  const known = migrationNames(folder);
  refuseNewer(applied.filter((name) => !known.includes(name)));
  const missing = known.filter((name) => !applied.includes(name));
  if (missing.length === 0) return;
  throw new AppError('database/schema', { detail: `${missing[0]} is not applied yet.` });
}

/** Refuses what a newer version has done: a schema only ever goes forward. */
export function refuseNewer(unknown: readonly string[]): void {
  if (unknown.length === 0) return;
  throw new AppError('database/schema', {
    detail: `A newer Ruascope has used it (${unknown.join(', ')} is unknown here). Update this Ruascope, restore a backup from before, or give it a database of its own by DATABASE_URL.`,
  });
}

/** Null where nobody answers. */
async function appliedMigrations(connectionString: string) {
  const client = new Client({ connectionString, application_name: 'ruascope schema' });
  try {
    await client.connect();
  } catch {
    return null;
  }
  try {
    const found = await client.query(`SELECT to_regclass('public._prisma_migrations') AS there`);
    if (!found.rows[0]?.there) return [];
    const { rows } = await client.query<{ name: string }>(
      `SELECT migration_name AS name FROM _prisma_migrations
       WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL`,
    );
    return rows.map(({ name }) => name);
  } finally {
    await client.end();
  }
}
