import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const SERVER = '.next/server';

/** A server action of the build: its name, the id it is called by, and the pages that carry it. */
export type BuiltAction = { name: string; id: string; pages: string[] };

/** Every page of the build, by its path: `/domains/[domain]`. */
export function builtPages(): string[] {
  return pathsOf('page').filter((path) => !path.startsWith('/_'));
}

/** Every route handler of the build, by its path: `/api/v1/totals`. */
export function builtRoutes(): string[] {
  return pathsOf('route');
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
