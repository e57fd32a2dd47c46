import { join, resolve } from 'node:path';

const ROOT = join(import.meta.dirname, '../..');
const started = process.cwd();

/** Works from the project's folder, where .env and .data are, wherever the command was typed. */
export function enterProject(): void {
  process.chdir(ROOT);
  // A person reads the command's own words; of the log only errors stand beside them.
  // biome-ignore lint/style/noProcessEnv: it is set before lib/env reads it, not read.
  process.env['LOG_LEVEL'] ??= 'error';
}

/** A path that a person typed, seen from the folder in which they typed it. */
export function atHome(path: string): string {
  return resolve(home(), path);
}

function home() {
  // biome-ignore lint/style/noProcessEnv: npm run changes the folder and says here where it was.
  const { INIT_CWD: typedIn, npm_lifecycle_event: script } = process.env;
  return script === 'cli' && typedIn ? typedIn : started;
}
