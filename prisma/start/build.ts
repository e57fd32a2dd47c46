import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { globSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { withLock } from '#prisma/process-lock';
import { Failure } from '#prisma/program';

const ROOT = join(import.meta.dirname, '../..');
const STAMP = join(ROOT, '.next/source-hash');
export const NEXT = join(ROOT, 'node_modules/next/dist/bin/next');

/**
 * Everything that the build reads, but tsconfig.json, which it also writes. The generated client is
 * named by its schema.
 */
const SOURCES = [
  '{app,lib,public}/**/*',
  '*.{config.ts,config.mjs}',
  'package{,-lock}.json',
  'proxy.ts',
  'prisma/schema.prisma',
];

/** Builds the pages unless the last build was of the same sources. Returns whether it did. */
export function buildIfChanged(environment: NodeJS.ProcessEnv, signal: AbortSignal) {
  return withLock(`build ${ROOT}`, async () => {
    const hash = sourceHash();
    if (readStamp() === hash) return false;
    rmSync(STAMP, { force: true });
    await build(environment, signal);
    writeFileSync(STAMP, hash);
    return true;
  });
}

async function build(environment: NodeJS.ProcessEnv, signal: AbortSignal) {
  const child = spawn(process.execPath, [NEXT, 'build'], {
    cwd: ROOT,
    signal,
    env: { ...environment, NEXT_TELEMETRY_DISABLED: '1', NODE_ENV: 'production' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text) => {
      said += text;
    });
  }
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Failure(`next build failed:\n${said}`);
}

function sourceHash() {
  const hash = createHash('sha256');
  const files = globSync(SOURCES, { cwd: ROOT, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => !file.includes('/lib/db/generated/'));
  for (const file of files.sort()) hash.update(`${file}\0`).update(readFileSync(file));
  return hash.digest('hex');
}

function readStamp() {
  try {
    return readFileSync(STAMP, 'utf8');
  } catch {
    return null; // Never built, or the build was broken off.
  }
}
