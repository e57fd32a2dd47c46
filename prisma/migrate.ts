import { parseArgs } from 'node:util';
import { Client } from 'pg';
import { env } from '#lib/env';
import { AppError } from '#lib/errors';
import { log } from '#lib/log';
import { draftMigration } from './draft-migration.ts';
import { MIGRATIONS, readMigrations } from './migration-list.ts';
import { program, say } from './program.ts';
import { refuseNewer } from './require-schema.ts';
import { type SchemaEngine, withSchemaEngine } from './schema-engine.ts';
import { putUpWall, WALL_REMEDY } from './second-wall.ts';

const NO_FILTER = { externalTables: [], externalEnums: [] };

/**
 * Brings a database to the newest table layout and returns the names of the migrations it applied:
 * none, the second time. Several machines may call it at once; one works, the others wait.
 */
export async function migrate(databaseUrl: string, folder = MIGRATIONS): Promise<string[]> {
  const lock = new Client({ connectionString: databaseUrl, application_name: 'ruascope migrate' });
  await connect(lock);
  try {
    await lock.query(`SELECT pg_advisory_lock(hashtext('ruascope migrate'))`);
    const applied = await withSchemaEngine(databaseUrl, (engine) => applyPending(engine, folder));
    if (folder === MIGRATIONS && !(await putUpWall(lock))) {
      log.warn(
        `There is no second wall between domains. As the owner of the server: ${WALL_REMEDY}`,
      );
    }
    return applied;
  } catch (error) {
    throw (await missingRight(lock, error).catch(() => null)) ?? error;
  } finally {
    await lock.end();
  }
}

/** What the role may not do and every migration does: null where that is not why it failed. */
async function missingRight(client: Client, cause: unknown) {
  const { rows } = await client.query<{ grant: string }>(`
    SELECT format('GRANT CREATE ON DATABASE %I TO %I;', current_database(), current_user) AS grant
    WHERE NOT has_database_privilege(current_database(), 'CREATE')
    UNION ALL SELECT format('GRANT CREATE ON SCHEMA public TO %I;', current_user)
    WHERE NOT has_schema_privilege('public', 'CREATE')`);
  if (rows.length === 0) return null;
  const statements = rows.map(({ grant }) => grant).join(' ');
  const detail = `It makes tables, and a schema for the nightly jobs. As the owner of the database, run: ${statements}`;
  return new AppError('database/forbidden', { cause, detail });
}

async function connect(client: Client) {
  try {
    await client.connect();
  } catch (cause) {
    const detail = cause instanceof Error ? `Postgres says: ${cause.message}` : '';
    throw new AppError('database/unavailable', { cause, detail });
  }
}

async function applyPending(engine: SchemaEngine, folder: string) {
  const migrationsList = readMigrations(folder);
  const found = await engine.diagnoseMigrationHistory({
    migrationsList,
    optInToShadowDatabase: false,
    filters: NO_FILTER,
  });
  refuseUnknown(found.history);
  // A failed script left nothing behind (one script, one transaction), so it may simply run again.
  for (const migrationName of found.failedMigrationNames) {
    await engine.markMigrationRolledBack({ migrationName });
  }
  try {
    const done = await engine.applyMigrations({ migrationsList, filters: NO_FILTER });
    return done.appliedMigrationNames;
  } catch (cause) {
    throw new AppError('database/schema', { cause, detail: String(cause) });
  }
}

type History = Awaited<ReturnType<SchemaEngine['diagnoseMigrationHistory']>>['history'];

function refuseUnknown(history: History) {
  if (!history || history.diagnostic === 'databaseIsBehind') return;
  refuseNewer(history.unpersistedMigrationNames);
}

async function main() {
  const { values } = parseArgs({ options: { diff: { type: 'string' } } });
  const url = env().DATABASE_URL;
  if (!url) {
    throw new AppError('config/invalid', {
      detail: 'DATABASE_URL is not set. npm start migrates its own database by itself.',
    });
  }
  if (values.diff) return say(await draftMigration(url, values.diff));
  const applied = await migrate(url);
  for (const name of applied) say(`applied ${name}`);
  if (applied.length === 0) say('The database is up to date.');
}

if (import.meta.main) await program(main);
