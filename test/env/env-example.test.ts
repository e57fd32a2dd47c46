import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv as parseFile } from 'node:util';
import { expect, test } from 'vitest';
import { parseEnv } from '#lib/env';

const ROOT = join(import.meta.dirname, '../..');
const example = readFileSync(join(ROOT, '.env.example'), 'utf8');
const shown = parseFile(example.replace(/^#(?=[A-Z_]+=)/gm, ''));

test('.env.example documents every variable, and no other', () => {
  const source = readFileSync(join(ROOT, 'lib/env.ts'), 'utf8');
  const read = [...source.matchAll(/^ {2}([A-Z_]+):/gm)].map(([, name]) => name);
  const documented = Object.keys(shown).map((name) => name.replace(/_FILE$/, ''));
  expect(read.length).toBeGreaterThan(15);
  expect(documented.toSorted()).toEqual(read.toSorted());
});

test('what it shows of a variable with a default is that default', () => {
  const defaults = parseEnv({});
  // Those without a default show an example, and a list of name servers has no other use.
  const given = Object.keys(defaults).filter((name) => !(name in EXAMPLES));
  const values = given.map((name) => [name, shown[name]]);
  expect(parseEnv(Object.fromEntries(values))).toEqual(defaults);
});

const EXAMPLES = { DNS_SERVERS: true, AUTHSERV_IDS: true };
