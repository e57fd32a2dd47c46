import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Client } from 'pg';

/** Where one of the words stands in a text or in bytes: as it is, in base64, in hex or in a URL. */
export function tracesIn(where: string, found: string | Uint8Array, words: readonly string[]) {
  const bytes = Buffer.from(found);
  return words
    .filter((word) => spellings(word).some((one) => bytes.includes(one)))
    .map((word) => `${where} holds ${word}`);
}

/** In every row of every table. */
export async function tracesInTables(sql: Client, words: readonly string[]): Promise<string[]> {
  const { rows: tables } = await sql.query<{ name: string }>(
    `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables
     WHERE schemaname IN ('public', 'jobs')`,
  );
  const found: string[] = [];
  for (const { name } of tables) {
    const { rows } = await sql.query<{ row: string }>(`SELECT t::text AS row FROM ${name} AS t`);
    found.push(...tracesIn(name, rows.map(({ row }) => row).join('\n'), words));
  }
  return found;
}

/** In every file below a folder: what a database has ever written down, its journal too. */
export function tracesInFiles(folder: string, words: readonly string[]): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).flatMap((name) => {
    const file = join(folder, name);
    // A database takes files away while they are looked at.
    return statSync(file, { throwIfNoEntry: false })?.isFile()
      ? tracesIn(name, readFileSync(file), words)
      : [];
  });
}

function spellings(word: string) {
  const bytes = Buffer.from(word);
  // Base64 of it differs with where it begins in what is encoded; its ends are neighbours'.
  const within = [0, 1, 2].map((before) => {
    const whole = Buffer.concat([Buffer.alloc(before), bytes]).toString('base64');
    return whole.replace(/=+$/, '').slice(before === 0 ? 0 : 4, -1);
  });
  return [word, encodeURIComponent(word), bytes.toString('hex'), ...within];
}
