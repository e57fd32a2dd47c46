import { expect, test } from 'vitest';
import { messagesOf } from '#lib/words/translate';
import { readSources } from '#test/support/read-imports';

type Tree = { [key: string]: string | Tree };

const ROOT = `${import.meta.dirname}/../..`;

test('no word is left that nobody says', () => {
  const said = readSources(ROOT).map(({ text }) => keysIn(text));
  const isSaid = (key: string) => said.some((one) => one.some((pattern) => pattern.test(key)));
  const keys = keysOf(messagesOf('en'));
  expect(keys.length).toBeGreaterThan(1000);
  expect(keys.filter((key) => !isSaid(key))).toEqual([]);
});

test('a file says the keys of its namespaces that it writes, and by a variable all of one', () => {
  const text = `const t = useTranslations('a.b'); t('c'); t(\`d.\${x}.e\`);`;
  const said = (key: string, of = text) => keysIn(of).some((pattern) => pattern.test(key));
  expect([said('a.b.c'), said('a.b.d.f.e'), said('a.b.d.f.g'), said('a.c')]).toEqual([
    ...[true, true, false, false],
  ]);
  const free = "const say = await getTranslations('a.b'); say(code, values);";
  expect([said('a.b.c', free), said('a.b.c.d', free)]).toEqual([true, false]);
});

/** Which keys a file may say: each text in it, after each namespace that it names. */
function keysIn(text: string): RegExp[] {
  const named = text.matchAll(
    /(?:(\w+) = (?:await )?)?(?:\w*Translations\(|Words<|wordsOf\([^,]+, |Messages\[)'([\w.]+)'/g,
  );
  const texts = [/'([\w./-]+)'/g, /`([\w./-]*\$\{[^`\n]*)`/g].flatMap((form) =>
    [...text.matchAll(form)].map(([, found = '']) => found.replace(/\$\{[^}]*\}/g, '*')),
  );
  const whole = [...text.matchAll(/Messages\(\)\.(\w+)/g)];
  const spoken = [...named].flatMap(([, name, namespace = '']) => {
    const keys = isFree(text, name ?? 't') ? [...texts, '*'] : texts;
    return keys.map((key) => patternOf(`${namespace}.${key}`));
  });
  // `useMessages().columns` is read as a dictionary.
  return [...spoken, ...whole.map(([, name]) => new RegExp(`^${name}\\.`))];
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
