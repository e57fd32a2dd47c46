import type { Client } from 'pg';
import { pool } from '#lib/db/pool';

/** What every attempt to write into the audit log is answered with, after `refuseEntries`. */
export const NO_ROOM = /no room for an entry/;

/** Has Postgres refuse every entry of the audit log. */
export async function refuseEntries(there: Pick<Client, 'query'> = pool()): Promise<void> {
  await there.query(`
    CREATE FUNCTION no_room() RETURNS trigger LANGUAGE plpgsql AS
      $$ BEGIN RAISE EXCEPTION 'no room for an entry'; END $$;
    CREATE TRIGGER no_room BEFORE INSERT ON audit_log EXECUTE FUNCTION no_room()`);
}

/** All that stands in the database, but for some tables, as text to be compared. */
export async function everything(besides: readonly string[] = []): Promise<string> {
  const { rows } = await pool().query<{ place: string }>(
    `SELECT format('%I.%I', schemaname, tablename) AS place FROM pg_tables
     WHERE schemaname IN ('public', 'jobs') AND tablename <> ALL($1) ORDER BY 1`,
    [besides],
  );
  const texts = [];
  for (const { place } of rows) {
    const found = await pool().query(`SELECT t::text AS row FROM ${place} AS t ORDER BY 1`);
    texts.push(`${place} ${JSON.stringify(found.rows)}`);
  }
  return texts.join('\n');
}
