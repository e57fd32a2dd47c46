import { expect, test } from 'vitest';
import { messagesOf, wordsOf } from '#lib/words/translate';
import { readSources } from '#test/support/read-imports';

type Tree = { [key: string]: string | Tree };

const en = flat(messagesOf('en'));
const ja = flat(messagesOf('ja'));

test('both languages have the same words, in the same order', () => {
  expect(en.size).toBeGreaterThan(50);
  expect([...ja.keys()]).toEqual([...en.keys()]);
});

test('a text has the same values and tags in both languages', () => {
  const differing = [...en].filter(([key, text]) => {
    return String(namesIn(text)) !== String(namesIn(ja.get(key) ?? ''));
  });
  expect(differing.map(([key]) => key)).toEqual([]);
});

test('no text is empty, or has blanks at its ends for another to be glued to', () => {
  const odd = [...en, ...ja].filter(([, text]) => text === '' || text.trim() !== text);
  expect(odd).toEqual([]);
});

test('Japanese is in Japanese', () => {
  const kana = /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u;
  const words = /[a-z]{3,} [a-z]{3,}/i;
  const english = [...ja].filter(([, text]) => words.test(plain(text)) && !kana.test(text));
  expect(english).toEqual([]);
});

test('a translator speaks its language, with its plurals', () => {
  expect(wordsOf('en', 'format')('days', { count: 1 })).toBe('1 day');
  expect(wordsOf('en', 'format')('days', { count: 3 })).toBe('3 days');
  expect(wordsOf('ja', 'format')('days', { count: 3 })).toBe('3日');
});

test('the browser is never sent the words of all pages', () => {
  const reads = readSources(`${import.meta.dirname}/../..`)
    .flatMap(({ imports }) => imports)
    .filter(({ target }) => target === 'lib/words/translate.ts')
    .map(({ file }) => file);
  expect(reads.filter((file) => file.startsWith('app/'))).toEqual(['app/words.ts']);
});

function flat(tree: Tree, prefix = ''): Map<string, string> {
  return new Map(
    Object.entries(tree).flatMap(([key, value]): [string, string][] =>
      typeof value === 'string' ? [[prefix + key, value]] : [...flat(value, `${prefix}${key}.`)],
    ),
  );
}

/** `{count, plural, …}` and `{name}` by their names, and `<b>` by its tag. */
function namesIn(text: string) {
  const names = new Set([...text.matchAll(/<(\w+)>/g)].map(([tag]) => tag));
  let depth = 0;
  for (const [part] of text.matchAll(/\{\w*|\}/g)) {
    // Within `{count, plural, one {…}}` a brace opens a text, and within that one a value again.
    if (part.startsWith('{') && depth % 2 === 0) names.add(part);
    depth += part === '}' ? -1 : 1;
  }
  return [...names].toSorted();
}

function plain(text: string) {
  return text.replace(/\{[^{}]*\}|<\/?\w+>/g, '');
}
