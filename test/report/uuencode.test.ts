import { expect, test } from 'vitest';
import { uuencodedFiles } from '#lib/report/uuencode';

/** "Cat" in the one line that every description of uuencode shows. */
const CAT = 'begin 644 cat.txt\n#0V%T\n`\nend\n';

test('a file is found in a text, with its name', () => {
  expect(filesOf(`Hello.\n\n${CAT}Regards\n${CAT}`)).toEqual([
    ['cat.txt', 'Cat'],
    ['cat.txt', 'Cat'],
  ]);
});

test('line ends of mail are line ends', () => {
  expect(filesOf(CAT.replaceAll('\n', '\r\n'))).toEqual([['cat.txt', 'Cat']]);
});

test('a line that is cut stands for zeros', () => {
  expect(filesOf('begin 644 a\n#0\nend\n')).toEqual([['a', '@\0\0']]);
});

test.each([
  ['a sentence', 'begin 644\nreading\nend\n'],
  ['no end', 'begin 644 a\n#0V%T\n'.repeat(3)],
])('%s is no file', (_, text) => {
  expect(filesOf(text)).toEqual([]);
});

test('no more files than asked for are decoded', () => {
  expect([...uuencodedFiles(Buffer.from(CAT.repeat(5)), 2)]).toHaveLength(2);
});

function filesOf(text: string) {
  return [...uuencodedFiles(Buffer.from(text), 10)].map(({ name, bytes }) => [
    name,
    Buffer.from(bytes).toString(),
  ]);
}
