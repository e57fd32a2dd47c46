import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '#lib/errors';
import { MIGRATIONS, readMigrations } from './migration-list.ts';
import { withSchemaEngine } from './schema-engine.ts';

const SCHEMA = join(import.meta.dirname, 'schema.prisma');

/**
 * Writes the next migration, for developers: what schema.prisma says and the migrations do not. The
 * engine replays the folder into a database that it creates beside the given one and drops again.
 * Returns the path of the file; read and complete it by hand (partitions, partial indexes).
 */
export async function draftMigration(databaseUrl: string, name: string): Promise<string> {
  if (!/^[a-z0-9_]+$/.test(name)) {
    throw new AppError('config/invalid', { detail: 'A migration is named like add_spf_scope.' });
  }
  const script = await writeDifference(databaseUrl);
  const folder = join(MIGRATIONS, `${timestamp(new Date())}_${name}`);
  const file = join(folder, 'migration.sql');
  if (existsSync(file)) throw new AppError('request/conflict', { detail: file });
  mkdirSync(folder, { recursive: true });
  writeFileSync(file, script);
  return file;
}

/** The SQL that leads from the migrations folder to schema.prisma; a comment where they agree. */
export function writeDifference(databaseUrl: string): Promise<string> {
  const files = [{ path: SCHEMA, content: readFileSync(SCHEMA, 'utf8') }];
  return withSchemaEngine(databaseUrl, async (engine) => {
    const { stdout } = await engine.diff({
      from: { tag: 'migrations', ...readMigrations() },
      to: { tag: 'schemaDatamodel', files },
      script: true,
      exitCode: null,
      filters: { externalTables: [], externalEnums: [] },
    });
    return stdout ?? '';
  });
}

function timestamp(now: Date) {
  return now.toISOString().replace(/\D/g, '').slice(0, 14);
}
