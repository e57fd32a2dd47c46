import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { BY_NAME } from '#lib/api/endpoints';

const SERVER = '.next/server';

/** A server action of the build: its name, the id it is called by, and the pages that carry it. */
export type BuiltAction = { name: string; id: string; pages: string[] };

/** Every page of the build, by its path: `/domains/[domain]`. */
export function builtPages(): string[] {
  return pathsOf('page').filter((path) => !path.startsWith('/_'));
}

/** Every method of every route handler of the build: `GET /api/v1/totals`. */
export function builtRoutes(): string[] {
  const files = readdirSync('app', { recursive: true, encoding: 'utf8' });
  const sources = new Map(
    files
      .filter((file) => file.endsWith('route.ts'))
      .map((file) => [pathOf(`/${file.replace(/\.ts$/, '')}`), file]),
  );
  return pathsOf('route').flatMap((path) => {
    const source = readFileSync(join('app', sources.get(path) ?? ''), 'utf8');
    // An endpoint of the API has handlers for all methods, and refuses those that are not its own.
    if (/= serve\(/.test(source)) return [`${servedMethod(source)} ${path}`];
    if (/= byMethod\('GET'/.test(source)) return [`GET ${path}`];
    const methods = source.matchAll(/^export (?:async )?(?:const|function) ([A-Z]+)\b/gm);
    return [...methods].map(([, method]) => `${method} ${path}`);
  });
}

function servedMethod(source: string) {
  const [, name] = /serve\(\s*\w+\.(\w+)/.exec(source) ?? [];
  return Object.entries(BY_NAME).find(([known]) => known === name)?.[1].method;
}

/** Every server action of the build. */
export function builtActions(): BuiltAction[] {
  const { node } = actionManifest.parse(readJson('server-reference-manifest.json'));
  return Object.entries(node).map(([id, { workers, exportedName }]) => ({
    id,
    name: exportedName,
    pages: Object.keys(workers).map((worker) => pathOf(worker.replace(/^app/, ''))),
  }));
}

function pathsOf(kind: 'page' | 'route') {
  const built = z.record(z.string(), z.string()).parse(readJson('app-paths-manifest.json'));
  return Object.keys(built)
    .filter((path) => path.endsWith(`/${kind}`))
    .map(pathOf)
    .toSorted();
}

/** `/(dashboard)/tls/page` answers to `/tls`. */
function pathOf(file: string) {
  const path = file.replace(/\/(page|route)$/, '').replace(/\/\([^)]+\)/g, '');
  return path === '' ? '/' : path;
}

const actionManifest = z.object({
  node: z.record(
    z.string(),
    z.object({ workers: z.record(z.string(), z.unknown()), exportedName: z.string() }),
  ),
});

function readJson(file: string): unknown {
  return JSON.parse(readFileSync(join(SERVER, file), 'utf8'));
}
