import { join, resolve } from 'node:path';

const ROOT = join(import.meta.dirname, '../..');
const started = process.cwd();

/** Works from the project's folder, where .env and .data are, wherever the command was typed. */
export function enterProject(): void {
  process.chdir(ROOT);
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
