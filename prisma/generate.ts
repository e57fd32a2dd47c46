import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { withLock } from './process-lock.ts';
import { program, say } from './program.ts';

const ROOT = join(import.meta.dirname, '..');
const GENERATED = join(ROOT, 'lib/db/generated');
const STAMP = join(GENERATED, 'schema-hash');

/**
 * Writes the Prisma client to lib/db/generated; a no-op while schema.prisma stays as it is. Returns
 * whether there was something to do.
 */
export function generate(): Promise<boolean> {
  return withLock(`generate ${GENERATED}`, async () => {
    const hash = schemaHash();
    if (readStamp() === hash) return false;
    rmSync(STAMP, { force: true });
    await promisify(execFile)(process.execPath, [prismaCommand(), 'generate'], {
      cwd: ROOT,
      // Generation itself is WebAssembly; without this, Prisma wants to download an engine first.
      env: {
        ...process.env,
        PRISMA_SCHEMA_ENGINE_BINARY: '/bin/true',
        PRISMA_HIDE_UPDATE_MESSAGE: '1',
        CHECKPOINT_DISABLE: '1',
      },
    });
    mkdirSync(GENERATED, { recursive: true });
    writeFileSync(STAMP, hash);
    return true;
  });
}

function prismaCommand() {
  return join(ROOT, 'node_modules/prisma/build/index.js');
}

/** What the generated files depend on: the schema, and the version of the generator. */
function schemaHash() {
  const hash = createHash('sha256');
  for (const file of ['prisma/schema.prisma', 'node_modules/prisma/package.json']) {
    hash.update(readFileSync(join(ROOT, file)));
  }
  return hash.digest('hex');
}

function readStamp() {
  try {
    return readFileSync(STAMP, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}

if (import.meta.main) {
  await program(async () => {
    if (await generate()) say('The Prisma client was generated.');
  });
}
