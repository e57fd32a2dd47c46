import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ASVS } from './asvs.ts';

const TESTS = join(import.meta.dirname, '..');

test.each(ASVS.flatMap(({ id, tests }) => tests.map((named) => ({ id, named }))))(
  'ASVS $id is held by a test that there is: $named',
  ({ named }) => {
    const [file = '', title = 'none'] = named.split(/: (.*)/s);
    const path = ['.test.ts', '.e2e.ts'].map((end) => join(TESTS, file + end)).find(existsSync);
    expect(path, file).toBeDefined();
    const text = readFileSync(path ?? '', 'utf8');
    // A title, not a comment about one: it stands behind a quotation mark of a test or a table.
    expect(text).toMatch(new RegExp(`\\(\\s*['"\`]${escaped(title)}['"\`]`));
  },
);

/** What SECURITY 4, G28 lists. */
const WANTED = `1.2.2 1.2.4 1.2.10 1.3.6 1.5.1 1.5.3 2.3.3 2.4.1 3.2.1 3.2.2 3.3.1 3.3.2 3.3.3 3.3.4
  3.4.1 3.4.2 3.4.3 3.4.4 3.4.5 3.4.6 3.4.8 3.5.1 3.5.2 3.5.3 5.1.1 5.2.1 5.2.2 5.2.3 5.3.2 5.3.3 5.4.2
  6.2.12 6.3.1 7.2.1 7.2.2 7.2.3 7.2.4 7.4.1 7.4.2 7.4.3 7.4.4 7.4.5 8.1.1 8.2.1 8.3.1 11.4.2 12.1.1
  12.3.1 12.3.2 13.1.3 13.2.4 13.2.5 13.2.6 13.3.1 14.2.1 14.2.5 15.1.2 15.1.3 15.2.1 15.2.2 15.2.5
  15.3.6 15.4.2 16.3.3 16.4.1 16.5.1 16.5.2 16.5.3`.split(/\s+/);

test('every item that is wanted stands here once, met by tests or open in words', () => {
  const ids = ASVS.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  expect(WANTED.filter((id) => !ids.includes(id))).toEqual([]);
  expect(ids.filter((id) => !/^([1-9]|1[0-7])\.\d+\.\d+$/.test(id))).toEqual([]);
  const bare = ASVS.filter(({ tests, open }) => tests.length === 0 && open === null);
  expect(bare).toEqual([]);
});

function escaped(text: string) {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
