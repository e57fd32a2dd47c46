import { db, sql } from '#lib/db/client';
import type { Viewer } from '#lib/filter/viewer';
import { requireMailAccess } from './require-mail-access.ts';

/** What the database takes on the disk, in bytes: tables and indexes, without Postgres's own log. */
export async function databaseSize(viewer: Viewer): Promise<number> {
  requireMailAccess(viewer);
  const [row] = await db().$queryRaw<[{ bytes: number }]>(
    sql`SELECT pg_database_size(current_database())::float8 AS bytes`,
  );
  return row.bytes;
}
