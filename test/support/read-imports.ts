import { globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** One import that exists when the program runs; `target` is a path from the root or a package. */
export type Import = { file: string; target: string };

export type SourceFile = { path: string; text: string; imports: Import[] };

const SOURCES = ['{app,lib,workers}/**/*.{ts,tsx}', '{proxy,instrumentation}.ts'];

// `import {…} from '…'`, `import '…'`, `export {…} from '…'` and `import('…')`; an `import type` is
// gone when the program runs.
const STATEMENT = /^\s*(?:import|export)\s+(?!type\b)(?:[^'";]*?\bfrom\s*)?['"]([^'"]+)['"]/gm;
const CALL = /\bimport\(\s*['"]([^'"]+)['"]\s*\)(?!\.)/g;

/** Every source file below `root` but the generated ones, with what it imports at run time. */
export function readSources(root: string): SourceFile[] {
  return globSync(SOURCES, { cwd: root })
    .filter((path) => !path.startsWith('lib/db/generated/'))
    .sort()
    .map((path) => {
      const text = readFileSync(join(root, path), 'utf8');
      return { path, text, imports: readImports(path, text) };
    });
}

function readImports(file: string, text: string): Import[] {
  return [STATEMENT, CALL]
    .flatMap((form) => [...text.matchAll(form)])
    .map(([, specifier = '']) => ({ file, target: resolve(file, specifier) }));
}

/** The aliases of package.json, and paths beside a file; anything else is a package. */
function resolve(file: string, specifier: string) {
  if (specifier.startsWith('.')) return join(dirname(file), specifier);
  const alias = /^#(\w+)\/(.*)$/.exec(specifier);
  if (!alias) return specifier;
  const [, folder = '', path = ''] = alias;
  return `${folder}/${path}.${folder === 'app' ? 'tsx' : 'ts'}`;
}
