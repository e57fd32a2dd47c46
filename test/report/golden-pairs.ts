import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const FIXTURES = join(import.meta.dirname, '../fixtures');

/** The names of the golden pairs of a folder whose first file ends so. */
export function pairsOf(folder: string, ending: string): string[] {
  const files = readdirSync(join(FIXTURES, folder)).filter((name) => name.endsWith(ending));
  return files.map((name) => name.slice(0, -ending.length));
}

/** A file of a fixture folder. */
export function fixture(folder: string, name: string): Buffer {
  return readFileSync(join(FIXTURES, folder, name));
}

/** What the second file of a pair says. */
export function meaningOf(folder: string, name: string): unknown {
  return JSON.parse(fixture(folder, `${name}.json`).toString());
}

/** A value as JSON would hold it: dates as text. */
export function asJson(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}
