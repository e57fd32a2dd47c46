import { readFileSync } from 'node:fs';
import { PrismaPg } from '@prisma/adapter-pg';
import {
  bindMigrationAwareSqlAdapterFactory,
  DriverAdapterError,
  type SqlDriverAdapter,
} from '@prisma/driver-adapter-utils';
import * as bindings from '@prisma/schema-engine-wasm/schema_engine_bg';
import { DatabaseError, Pool } from 'pg';

export type SchemaEngine = bindings.SchemaEngine;

/**
 * Prisma's own schema engine, as WebAssembly from npm: the `prisma` command would download a binary
 * instead, and fails on a machine without the internet.
 */
export async function withSchemaEngine<T>(
  databaseUrl: string,
  work: (engine: SchemaEngine) => Promise<T>,
): Promise<T> {
  await loadOnce();
  const pool = new Pool({ connectionString: databaseUrl, max: 4 });
  const schema = readFileSync(new URL('./schema.prisma', import.meta.url), 'utf8');
  try {
    const engine = await bindings.SchemaEngine.new(
      { datamodels: [['schema.prisma', schema]] },
      () => undefined,
      bindMigrationAwareSqlAdapterFactory(new WholeScriptPg(pool)),
    );
    return await work(engine);
  } finally {
    await pool.end();
  }
}

/**
 * Sends a migration to Postgres in one piece. Prisma's adapter cuts a script at every semicolon, be
 * it in a function body or a comment, and runs the pieces one by one; in one piece it is also one
 * implicit transaction, so that a failed migration leaves nothing behind.
 */
class WholeScriptPg extends PrismaPg {
  override async connect() {
    const adapter = await super.connect();
    return sendWhole(adapter, adapter.underlyingDriver());
  }

  override async connectToShadowDb() {
    const adapter = await super.connectToShadowDb();
    return sendWhole(adapter, adapter.underlyingDriver());
  }
}

function sendWhole<T extends SqlDriverAdapter>(adapter: T, pool: Pool): T {
  adapter.executeScript = async (script) => {
    try {
      await pool.query(script);
    } catch (error) {
      throw error instanceof DatabaseError ? new DriverAdapterError(described(error)) : error;
    }
  };
  return adapter;
}

function described({ message, code, severity, detail, column, hint }: DatabaseError) {
  const kind = 'postgres' as const;
  return { kind, code: code ?? '', severity: severity ?? '', message, detail, column, hint };
}

let loaded: Promise<void> | undefined;

function loadOnce() {
  loaded ??= load();
  return loaded;
}

async function load() {
  const file = new URL(
    import.meta.resolve('@prisma/schema-engine-wasm/schema_engine_bg').replace(/\.js$/, '.wasm'),
  );
  const { instance } = await WebAssembly.instantiate(readFileSync(file), {
    './schema_engine_bg.js': { ...bindings },
  });
  const start = instance.exports['__wbindgen_start'];
  bindings.__wbg_set_wasm(instance.exports);
  if (typeof start === 'function') start();
}
