import { deflateRawSync, gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { DEFAULT_LIMITS } from '#lib/report/limits';
import { readFile } from '#lib/report/read-file';
import { readMail } from '#lib/report/read-mail';
import { attachment, mailOf } from './sample-mail.ts';
import { aggregateXml } from './sample-xml.ts';
import { writeZip, type ZipFile } from './sample-zip.ts';

const MIB = 2 ** 20;
/** A tenth of the default, so that the bombs need not be large. */
const LIMITS = { ...DEFAULT_LIMITS, unpackedBytes: 5 * MIB };
const XML = Buffer.from(aggregateXml());
const bomb = (mib: number) => Buffer.alloc(mib * MIB, '<');

test.each<[string, () => Uint8Array, string]>([
  ['a zip of 12 MiB', () => writeZip([file({ data: bomb(12) })]), 'report/too-large'],
  [
    'a zip of 12 MiB that says 100 bytes',
    () => writeZip([file({ data: bomb(12), size: 100 })]),
    'report/corrupt-archive',
  ],
  [
    'a zip of 12 MiB that says 0 bytes',
    () => writeZip([file({ data: bomb(12), size: 0 })]),
    'report/corrupt-archive',
  ],
  [
    'a zip of 12 MiB that says 4 GiB',
    () => writeZip([file({ data: bomb(12), size: 0xfffffffe })]),
    'report/too-large',
  ],
  [
    'a zip of three files that are small one by one',
    () => writeZip([1, 2, 3].map(() => file({ data: bomb(2) }))),
    'report/too-large',
  ],
  [
    'a zip of 1,000 entries over one file',
    () => writeZip(Array.from({ length: 1000 }, () => file({ data: XML, overlaps: true }))),
    'report/too-large',
  ],
  [
    'a zip of 20,000 entries',
    () =>
      writeZip(Array.from({ length: 20_000 }, () => file({ data: Buffer.alloc(0), method: 0 }))),
    'report/too-large',
  ],
  [
    'a zip in a zip in a zip in a zip',
    () => [1, 2, 3, 4].reduce((inner: Buffer) => writeZip([file({ data: inner })]), XML),
    'report/too-large',
  ],
  ['a zip with a wrong checksum', () => writeZip([file({ crc: 1 })]), 'report/corrupt-archive'],
  ['a zip with a password', () => writeZip([file({ flags: 1 })]), 'report/encrypted'],
  ['a zip packed by bzip2', () => writeZip([file({ method: 12 })]), 'report/corrupt-archive'],
  ['a zip that is cut', () => writeZip([file({})]).subarray(0, -30), 'report/corrupt-archive'],
  [
    'a zip whose directory is nowhere',
    () => Buffer.concat([writeZip([file({})]).subarray(0, -6), Buffer.alloc(6, 0xff)]),
    'report/corrupt-archive',
  ],
  ['a gzip of 12 MiB', () => gzipSync(bomb(12)), 'report/too-large'],
  [
    'a gzip of ten members that are small one by one',
    () => Buffer.concat(Array.from({ length: 10 }, () => gzipSync(bomb(1)))),
    'report/too-large',
  ],
  [
    'a gzip of 100,000 empty members',
    () => Buffer.concat(Array.from({ length: 100_000 }, () => EMPTY_MEMBER)),
    'report/corrupt-archive',
  ],
  [
    'a gzip in a gzip in a gzip in a gzip',
    () => [1, 2, 3, 4].reduce((inner: Buffer) => gzipSync(inner), XML),
    'report/too-large',
  ],
  ['a gzip with a wrong length', () => flipped(gzipSync(XML), 4), 'report/corrupt-archive'],
  ['a gzip with a wrong checksum', () => flipped(gzipSync(XML), 8), 'report/corrupt-archive'],
  ['a gzip that is cut', () => gzipSync(XML).subarray(0, -20), 'report/corrupt-archive'],
  ['a gzip without its trailer', () => gzipSync(XML).subarray(0, -5), 'report/corrupt-archive'],
  ['a gzip header alone', () => gzipSync(XML).subarray(0, 10), 'report/corrupt-archive'],
  ['a gzip with an endless name', () => namedGzip(MIB, false), 'report/corrupt-archive'],
  [
    'a gzip of noise',
    () => Buffer.concat([gzipSync(XML).subarray(0, 10), Buffer.alloc(500, 0xa7)]),
    'report/corrupt-archive',
  ],
])('%s is refused', { timeout: 20_000 }, async (_, write, code) => {
  const bytes = write();
  const before = process.cpuUsage();
  const { items } = await readFile('report.xml.gz', bytes, LIMITS);
  const { user, system } = process.cpuUsage(before);
  expect(items.map(({ outcome }) => (outcome.ok ? 'read' : outcome.error.code))).toEqual([code]);
  expect((user + system) / 1e6).toBeLessThan(5);
});

test.each<[string, () => Uint8Array]>([
  ['a zip with bytes after its end', () => writeZip([file({})], '\r\n')],
  ['a zip with a name that leads out', () => writeZip([file({ name: '../../etc/passwd' })])],
  ['a zip with an absolute name', () => writeZip([file({ name: 'C:\\a\\b.xml' })])],
  ['a zip with NUL in a name', () => writeZip([file({ name: 'a\0b.xml' })])],
  ['a zip with an empty name', () => writeZip([file({ name: '' })])],
  ['a zip with a name of a prototype', () => writeZip([file({ name: '__proto__' })])],
  ['a zip with a name that is not UTF-8', () => writeZip([file({ name: Buffer.from([0xff]) })])],
  ['a zip that stores', () => writeZip([file({ method: 0 })])],
  ['a gzip in a zip', () => writeZip([file({ data: gzipSync(XML) })])],
  ['a gzip in a gzip', () => gzipSync(gzipSync(XML))],
  ['a gzip with zeros after its end', () => Buffer.concat([gzipSync(XML), Buffer.alloc(9)])],
  ['a gzip with a line end after its end', () => Buffer.concat([gzipSync(XML), CRLF])],
  [
    'a gzip in two members',
    () => Buffer.concat([gzipSync(XML.subarray(0, 99)), gzipSync(XML.subarray(99))]),
  ],
  ['a gzip with a name of a mebibyte', () => namedGzip(MIB, true)],
])('%s is read', async (_, write) => {
  const { items } = await readFile('report.xml.gz', write());
  expect(items.map(({ outcome }) => outcome.ok)).toEqual([true]);
});

test('the budget is one for all attachments of a mail', async () => {
  const half = gzipSync(Buffer.concat([XML, Buffer.alloc(3 * MIB, '<!-- -->')]));
  const { items } = await readMail(mailOf([attachment(half), attachment(half)]), LIMITS);
  expect(items.map(({ outcome }) => (outcome.ok ? 'read' : outcome.error.code))).toEqual([
    'read',
    'report/too-large',
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

test('a refusal names the bound, its size and the variable', async () => {
  const { items } = await readFile('report.xml.gz', gzipSync(bomb(60)));
  expect(items[0]?.outcome).toMatchObject({
    error: {
      text: 'It unpacks to more than 50 MiB (MAX_UNPACKED_BYTES); raise it if you trust the reporter.',
    },
  });
});

const CRLF = Buffer.from('\r\n');
const EMPTY_MEMBER = gzipSync('');

function file(given: Partial<ZipFile>): ZipFile {
  return { name: 'report.xml', data: XML, ...given };
}

function flipped(bytes: Buffer, fromEnd: number) {
  bytes.writeUInt8(bytes.readUInt8(bytes.length - fromEnd) ^ 0xff, bytes.length - fromEnd);
  return bytes;
}

/** A member whose header names the file (RFC 1952 §2.3.1, FNAME). */
function namedGzip(length: number, terminated: boolean) {
  const header = Buffer.from([0x1f, 0x8b, 8, 8, 0, 0, 0, 0, 0, 3]);
  const name = Buffer.alloc(length, 'x');
  const plain = gzipSync(XML);
  const rest = terminated ? [Buffer.from([0]), deflateRawSync(XML), plain.subarray(-8)] : [];
  return Buffer.concat([header, name, ...rest]);
}
