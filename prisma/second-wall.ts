import type { Client } from 'pg';
import { SHARED_TABLES, WALLED_TABLES } from '#lib/db/walled-tables';

/**
 * Puts up the second wall where it does not stand: a role that owns nothing, as which questions of
 * people with limits are asked (lib/db/wall.ts), and policies that show it rows of their domains
 * alone. Owners of tables, and roles that somebody else made, see what they saw. False where this
 * role may make no other, as in many a hosted Postgres: then the questions' own conditions are the
 * only wall.
 */
export async function putUpWall(client: Client): Promise<boolean> {
  try {
    await client.query('BEGIN');
    await client.query(ROLE);
    for (const [table, condition] of Object.entries(WALLED_TABLES)) {
      await client.query(policies(table, condition));
    }
    await client.query(grants([...Object.keys(WALLED_TABLES), ...SHARED_TABLES]));
    await client.query('COMMIT');
    return true;
  } catch (error) {
    await client.query('ROLLBACK');
    if (error instanceof Error && 'code' in error && error.code === INSUFFICIENT) return false;
    throw error;
  }
}

/** What the owner of the server runs, where `putUpWall` may not. */
export const WALL_REMEDY =
  'CREATE ROLE <role>_limited NOLOGIN; GRANT <role>_limited TO <role>; where <role> is that of DATABASE_URL, then npm run migrate.';

const INSUFFICIENT = '42501';

/** A role is the server's, not the database's: it bears the name of whose tables it looks at. */
const ROLE = `DO $$ BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = current_user || '_limited') THEN
    EXECUTE format('CREATE ROLE %I NOLOGIN', current_user || '_limited');
    EXECUTE format('GRANT %I TO %I', current_user || '_limited', current_user);
  END IF;
END $$`;

/** To everybody else a table with policies would be empty, so one lets them see it as before. */
function policies(table: string, condition: string) {
  return `DO $$ BEGIN
    IF NOT (SELECT relrowsecurity FROM pg_class WHERE oid = '${table}'::regclass) THEN
      ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY;
    END IF;
    IF NOT EXISTS (SELECT FROM pg_policy WHERE polrelid = '${table}'::regclass AND polname = 'everybody') THEN
      CREATE POLICY everybody ON ${table} USING (true);
    END IF;
    IF NOT EXISTS (SELECT FROM pg_policy WHERE polrelid = '${table}'::regclass AND polname = 'limited') THEN
      EXECUTE format($policy$CREATE POLICY limited ON ${table} AS RESTRICTIVE FOR SELECT TO %I
        USING (${condition})$policy$, current_user || '_limited');
    END IF;
  END $$`;
}

function grants(tables: readonly string[]) {
  return `DO $$ BEGIN
    EXECUTE format('GRANT USAGE ON SCHEMA public TO %I', current_user || '_limited');
    EXECUTE format('GRANT SELECT ON ${tables.join(', ')} TO %I', current_user || '_limited');
  END $$`;
}
