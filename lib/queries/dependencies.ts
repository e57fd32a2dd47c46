import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

/** A package that runs in the product, and under which licence; null where it names none. */
export type Dependency = { name: string; version: string; licence: string | null };

const manifest = z.object({
  name: z.string(),
  version: z.string(),
  license: z.union([z.string(), z.object({ type: z.string() })]).optional(),
});
const lock = z.object({
  packages: z.record(z.string(), z.object({ dev: z.boolean().optional() })),
});

let known: Dependency[] | undefined;

/**
 * Every package of the lockfile that is installed here and is not for development alone, as its own
 * package.json says: what is told is what runs.
 */
export function dependencies(): Dependency[] {
  known ??= readDependencies();
  return known;
}

function readDependencies() {
  const { packages } = lock.parse(JSON.parse(readFileSync('package-lock.json', 'utf8')));
  const found = Object.entries(packages)
    .filter(([folder, { dev }]) => folder !== '' && !dev)
    .flatMap(([folder]) => readManifest(folder));
  const byName = new Map(found.map((one) => [`${one.name}@${one.version}`, one]));
  return [...byName.values()].toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

/** Packages for other machines stand in the lockfile, and are not here. */
function readManifest(folder: string): Dependency[] {
  const path = join(folder, 'package.json');
  if (!existsSync(path)) return [];
  const { name, version, license } = manifest.parse(JSON.parse(readFileSync(path, 'utf8')));
  const stated = typeof license === 'object' ? license.type : license;
  return [{ name, version, licence: stated ?? writtenIn(join(folder, 'LICENSE')) }];
}

/** Older packages bring the text of the MIT licence and do not name it. */
function writtenIn(path: string): string | null {
  const text = existsSync(path) ? readFileSync(path, 'utf8') : '';
  return /Permission is hereby granted, free of charge/.test(text) ? 'MIT' : null;
}
