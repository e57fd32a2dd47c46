import { expect, test } from 'vitest';
import { DEFAULT_LIMITS } from '#lib/report/limits';
import { isTar, untar } from '#lib/report/tar';
import { type TarFile, writeTar } from './sample-tar.ts';

const ONE: TarFile = { name: 'one.xml', data: 'first' };
const TWO: TarFile = { name: 'two.xml', data: 'x'.repeat(600) };

test('every file of an archive is read, and nothing else of it', () => {
  const folder = { name: 'reports/', data: '', type: '5' };
  const link = { name: 'link.xml', data: '', type: '2' };
  const shadow = { name: '._one.xml', data: 'x' };
  expect(filesOf(writeTar([folder, ONE, link, shadow, TWO]))).toEqual([
    ['one.xml', 'first'],
    ['two.xml', 'x'.repeat(600)],
  ]);
});

test('an archive without the zeros at its end is whole', () => {
  expect(filesOf(writeTar([ONE, TWO], 0))).toHaveLength(2);
});

test.each<[string, TarFile[]]>([
  ['GNU', [{ name: '././@LongLink', type: 'L', data: `${'n'.repeat(200)}\0` }, ONE]],
  ['pax', [{ name: 'pax', type: 'x', data: `210 path=${'n'.repeat(200)}\n` }, ONE]],
])('a long name of %s is told with its file', (_, files) => {
  expect(filesOf(writeTar([...files, TWO])).map(([name]) => name)).toEqual([
    'n'.repeat(200),
    'two.xml',
  ]);
});

test.each<[string, Uint8Array, string]>([
  ['is cut in a file', writeTar([ONE, TWO]).subarray(0, 1200), 'report/corrupt-archive'],
  [
    'says a size beyond its end',
    writeTar([{ ...ONE, size: 8 ** 11 - 1 }]),
    'report/corrupt-archive',
  ],
  ['has a damaged header', writeTar([ONE, { ...TWO, checksum: 1 }]), 'report/corrupt-archive'],
  [
    'has more files than allowed',
    writeTar(Array.from({ length: 11 }, () => ONE)),
    'report/too-large',
  ],
  [
    'has a thousand folders',
    writeTar(Array.from({ length: 1000 }, () => ({ name: 'a/', data: '', type: '5' }))),
    'report/too-large',
  ],
])('an archive that %s is refused', (_, bytes, code) => {
  expect(untar(bytes, DEFAULT_LIMITS)).toMatchObject({ ok: false, error: { code } });
});

test('a text or zeros are no archive', () => {
  expect(isTar(writeTar([ONE]))).toBe(true);
  expect(isTar(Buffer.from('<feedback>'.repeat(100)))).toBe(false);
  expect(isTar(Buffer.alloc(2048))).toBe(false);
});

function filesOf(bytes: Uint8Array) {
  const entries = untar(bytes, DEFAULT_LIMITS);
  if (!entries.ok) throw new Error(entries.error.text);
  return entries.value.map(({ name, content }) => [
    name,
    content.ok ? Buffer.from(content.value).toString() : content.error.code,
  ]);
}
