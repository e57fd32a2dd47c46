import { cpSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { tempFolder } from '#test/support/temp-folder';

const ROOT = join(import.meta.dirname, '../..');

/**
 * A copy of the built product with another text in the place of some of its code: a mistake that nobody
 * has made yet. Answers with its folder, and says how often the text was found.
 */
export function plantInBuild(mistake: RegExp, text: string): { folder: string; places: number } {
  const folder = tempFolder('planted');
  for (const name of readdirSync(ROOT)) {
    if (name !== '.next') symlinkSync(join(ROOT, name), join(folder, name));
  }
  cpSync(join(ROOT, '.next'), join(folder, '.next'), {
    recursive: true,
    verbatimSymlinks: true,
    filter: (path) => !path.endsWith('.next/cache'),
  });
  let places = 0;
  const server = join(folder, '.next/server');
  for (const name of readdirSync(server, { recursive: true, encoding: 'utf8' })) {
    if (!name.endsWith('.js')) continue;
    const code = readFileSync(join(server, name), 'utf8');
    places += [...code.matchAll(mistake)].length;
    const changed = code.replace(mistake, text);
    if (changed !== code) writeFileSync(join(server, name), changed);
  }
  return { folder, places };
}
