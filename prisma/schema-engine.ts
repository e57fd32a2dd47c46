import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
import * as bindings from '@prisma/schema-engine-wasm/schema_engine_bg';
import { MigrationPg } from './migration-adapter.ts';

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
  const schema = readFileSync(new URL('./schema.prisma', import.meta.url), 'utf8');
  const postgres = new MigrationPg(databaseUrl);
  const engine = await bindings.SchemaEngine.new(
    { datamodels: [['schema.prisma', schema]] },
    () => undefined,
    bindMigrationAwareSqlAdapterFactory(postgres),
  );
  try {
    return await work(engine);
  } finally {
    engine.free();
    await postgres.close();
  }
}

let loaded: Promise<void> | undefined;

function loadOnce() {
  loaded ??= load();
  return loaded;
}

async function load() {
  const require = createRequire(import.meta.url);
  const file = require.resolve('@prisma/schema-engine-wasm/schema_engine_bg');
  const { instance } = await WebAssembly.instantiate(readFileSync(file.replace(/\.js$/, '.wasm')), {
    './schema_engine_bg.js': { ...bindings },
  });
  const start = instance.exports['__wbindgen_start'];
  bindings.__wbg_set_wasm(instance.exports);
  if (typeof start === 'function') start();
}
