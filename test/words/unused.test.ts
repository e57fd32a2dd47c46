import { expect, test } from 'vitest';
import { messagesOf } from '#lib/words/translate';
import { readSources } from '#test/support/read-imports';

type Tree = { [key: string]: string | Tree };

const ROOT = `${import.meta.dirname}/../..`;

test('no word is left that nobody says', () => {
  const isSaid = sayingOf(readSources(ROOT).map(({ text }) => text));
  const keys = keysOf(messagesOf('en'));
  expect(keys.length).toBeGreaterThan(1000);
  expect(keys.filter((key) => !isSaid(key))).toEqual([]);
}, 60_000);

test('a file says the keys of its namespaces that it writes, and by a variable all of one', () => {
  const isSaid = sayingOf([
    `const t = useTranslations('a.b'); t('c'); t(\`d.\${x}.e\`);`,
    "const say = await getTranslations('f'); say(code, values);",
  ]);
  const keys = ['a.b.c', 'a.b.d.x.e', 'f.g', 'a.b.d.x.f', 'a.c', 'f.g.h'];
  expect(keys.filter((key) => isSaid(key))).toEqual(['a.b.c', 'a.b.d.x.e', 'f.g']);
});

/** Whether any of some files says a key. */
function sayingOf(texts: readonly string[]): (key: string) => boolean {
  const said = new Set(texts.flatMap((text) => saidIn(text)));
  const open = [...said].filter((key) => key.includes('*')).map(patternOf);
  return (key) => said.has(key) || open.some((pattern) => pattern.test(key));
}

/** Which keys a file may say: each text in it, after each namespace that it names. */
function saidIn(text: string): string[] {
  const named = text.matchAll(
    /(?:(\w+) = (?:await )?)?(?:\w*Translations\(|Words<|wordsOf\([^,]+, |Messages\[)'([\w.]+)'/g,
  );
  const texts = [/'([\w./-]+)'/g, /`([\w./-]*\$\{[^`\n]*)`/g].flatMap((form) =>
    [...text.matchAll(form)].map(([, found = '']) => found.replace(/\$\{[^}]*\}/g, '*')),
  );
  const spoken = [...named].flatMap(([, name, namespace = '']) => {
    const keys = isFree(text, name ?? 't') ? [...texts, '*'] : texts;
    return keys.map((key) => `${namespace}.${key}`);
  });
  // `useMessages().columns` is read as a dictionary.
  const whole = [...text.matchAll(/Messages\(\)\.(\w+)/g)].map(([, name]) => `${name}.*.*`);
  return [...spoken, ...whole];
}

/** Whether a translator is called with something that is no text: any key of its namespace. */
function isFree(text: string, name: string) {
  const called = `(?:\\b${name}(?:\\.rich)?|Translations\\('[\\w.]+'\\))`;
  return new RegExp(`${called}\\(\\s*[^\\s'"\`]`).test(text);
}

/** What stands for a value (`*`) is one part of a key. */
function patternOf(key: string) {
  const parts = key.split('*').map((part) => part.replace(/[.+?^(){}|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('[^.]+')}$`);
}

function keysOf(tree: Tree, prefix = ''): string[] {
  return Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [prefix + key] : keysOf(value, `${prefix}${key}.`),
  );
}
