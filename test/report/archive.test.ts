import { deflateRawSync, gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { DEFAULT_LIMITS } from '#lib/report/limits';
import { readFile } from '#lib/report/read-file';
import { readMail } from '#lib/report/read-mail';
import { gzipBomb } from './sample-bomb.ts';
import { attachment, mailOf } from './sample-mail.ts';
import { aggregateXml } from './sample-xml.ts';
import { writeZip, writeZip64, type ZipFile } from './sample-zip.ts';

const MIB = 2 ** 20;
const XML = Buffer.from(aggregateXml());
const GZIP = gzipSync(XML);

test.each<[string, Uint8Array]>([
  ['a zip with bytes after its end', writeZip([file()], { trailing: '\r\n' })],
  ['a zip with a name that leads out', writeZip([file({ name: '../../etc/passwd' })])],
  ['a zip with an absolute name', writeZip([file({ name: 'C:\\a\\b.xml' })])],
  ['a zip with NUL in a name', writeZip([file({ name: 'a\0b.xml' })])],
  ['a zip with an empty name', writeZip([file({ name: '' })])],
  ['a zip with a name of a prototype', writeZip([file({ name: '__proto__' })])],
  ['a zip with a name that is not UTF-8', writeZip([file({ name: Buffer.from([0xff]) })])],
  ['a zip that stores', writeZip([file({ method: 0 })])],
  ['a zip whose sizes stand behind the data', writeZip([file({ streamed: true })])],
  ['a zip of zip64', writeZip64('report.xml', XML)],
  ['a zip with a comment', writeZip([file()], { comment: 'Made by a receiver.' })],
  [
    'a zip with a comment and a line end',
    writeZip([file()], { comment: 'Made by a receiver.', trailing: '\r\n' }),
  ],
  ['a zip in a zip', writeZip([{ name: 'inner.zip', data: writeZip([file()]) }])],
  ['a zip in a gzip', gzipSync(writeZip([file()]))],
  ['a gzip in a zip', writeZip([file({ data: GZIP })])],
  ['a gzip in a gzip', gzipSync(GZIP)],
  ['a gzip with zeros after its end', Buffer.concat([GZIP, Buffer.alloc(9)])],
  ['a gzip with a line end after its end', Buffer.concat([GZIP, Buffer.from('\r\n')])],
  [
    'a gzip in two members',
    Buffer.concat([gzipSync(XML.subarray(0, 99)), gzipSync(XML.subarray(99))]),
  ],
  ['a gzip with a name of a mebibyte', namedGzip(MIB)],
])('%s is read', async (_, bytes) => {
  const { items } = await readFile('report', bytes);
  expect(items.map(({ outcome }) => outcome.ok)).toEqual([true]);
});

test('each report of an archive is found, and what lies beside them is no fault', async () => {
  const bytes = writeZip([
    { name: 'november/', data: Buffer.alloc(0), method: 0 },
    { name: 'november/one.xml', data: XML },
    { name: '__MACOSX/november/._one.xml', data: Buffer.from('shadow') },
    { name: 'november/.DS_Store', data: Buffer.from('Bud1') },
    { name: 'november/README.txt', data: Buffer.from('Two reports.') },
    { name: 'november/two.xml.gz', data: gzipSync(aggregateXml().replace('r-1', 'r-2')) },
  ]);
  const { items } = await readFile('reports.zip', bytes);
  expect(items.map(({ member, outcome }) => [member, outcome.ok])).toEqual([
    ['november/one.xml', true],
    ['november/two.xml.gz', true],
  ]);
});

test('a broken file in an archive does not hide the others', async () => {
  const zip = writeZip([file({ name: 'a.xml', crc: 1 }), file({ name: 'b.xml' })]);
  const { items } = await readFile('reports.zip', zip);
  expect(items.map(({ member, outcome }) => [member, outcome.ok])).toEqual([
    ['a.xml', false],
    ['b.xml', true],
  ]);
});

test('the budget is one for all attachments of a mail', async () => {
  const half = gzipSync(Buffer.concat([XML, Buffer.alloc(3 * MIB, '<!-- -->')]));
  const limits = { ...DEFAULT_LIMITS, unpackedBytes: 5 * MIB };
  const { items } = await readMail(mailOf([attachment(half), attachment(half)]), limits);
  expect(items.map(({ outcome }) => (outcome.ok ? 'read' : outcome.error.code))).toEqual([
    'read',
    'report/too-large',
  ]);
});

test('a refusal names the bound, its size and the variable', async () => {
  const { items } = await readFile('report.xml.gz', gzipBomb(64));
  expect(items[0]?.outcome).toMatchObject({
    error: {
      text: 'It unpacks to more than 50 MiB (MAX_UNPACKED_BYTES); raise it if you trust the reporter.',
    },
  });
});

function file(given: Partial<ZipFile> = {}): ZipFile {
  return { name: 'report.xml', data: XML, ...given };
}

/** A member whose header names the file (RFC 1952 §2.3.1, FNAME). */
function namedGzip(length: number) {
  const header = Buffer.from([0x1f, 0x8b, 8, 8, 0, 0, 0, 0, 0, 3]);
  const name = Buffer.alloc(length + 1);
  name.fill('x', 0, length);
  return Buffer.concat([header, name, deflateRawSync(XML), GZIP.subarray(-8)]);
}
