import { gzipSync } from 'node:zlib';
import { attacks, MIB } from './hostile-input.ts';
import { deflateBomb, gzipBomb } from './sample-bomb.ts';
import { ber, endless, signedData } from './sample-cms.ts';
import { writeTar } from './sample-tar.ts';
import { aggregateXml } from './sample-xml.ts';
import { writeZip, type ZipFile } from './sample-zip.ts';

const XML = Buffer.from(aggregateXml());
const NOTHING = Buffer.alloc(0);
const GIB = 1024;

/** Attacks by what a file is packed in (SECURITY 2.1 and 2.2). */
export const HOSTILE_ARCHIVES = attacks([
  ['a zip of 1 GiB', () => writeZip([bomb(GIB)]), 'report/too-large'],
  ['a zip of 1 GiB that says 100 bytes', () => lyingZip(100), 'report/corrupt-archive'],
  ['a zip of 1 GiB that says 0 bytes', () => lyingZip(0), 'report/corrupt-archive'],
  ['a zip of 1 GiB that says 4 GiB', () => lyingZip(0xffff_fffe), 'report/too-large'],
  [
    'a zip of three files that are small one by one',
    () => writeZip([bomb(20), bomb(20), bomb(20)]),
    'report/too-large',
  ],
  [
    'a zip of 1,000 entries over one file',
    () => writeZip(times(1000, () => file({ overlaps: true }))),
    'report/too-large',
  ],
  [
    'a zip of 20,000 entries',
    () => writeZip(times(20_000, () => file({ data: NOTHING, method: 0 }))),
    'report/too-large',
  ],
  [
    'a zip of 65,000 folders',
    () => writeZip(times(65_000, () => file({ name: 'a/', data: NOTHING, method: 0 }))),
    'report/too-large',
  ],
  ['a zip in a zip, four deep', () => nested(4, (data) => zipOf(data)), 'report/too-large'],
  ['a zip of zips of 1 GiB', () => writeZip(times(3, () => inner(zipBomb()))), 'report/too-large'],
  ['a zip with a wrong checksum', () => writeZip([file({ crc: 1 })]), 'report/corrupt-archive'],
  ['a zip with a password', () => writeZip([file({ flags: 1 })]), 'report/encrypted'],
  ['a zip packed by bzip2', () => writeZip([file({ method: 12 })]), 'report/corrupt-archive'],
  [
    'a zip packed by nothing known',
    () => writeZip([file({ method: 99 })]),
    'report/corrupt-archive',
  ],
  ['a zip that is cut', () => zipOf(XML).subarray(0, -30), 'report/corrupt-archive'],
  ['a zip header alone', () => zipOf(XML).subarray(0, 30), 'report/corrupt-archive'],
  [
    'a zip whose directory is nowhere',
    () => Buffer.concat([zipOf(XML).subarray(0, -6), Buffer.alloc(6, 0xff)]),
    'report/corrupt-archive',
  ],
  [
    'a zip of end records',
    () => Buffer.concat([zipOf(XML), Buffer.alloc(4 * MIB, 'PK\u0005\u0006')]),
    'report/corrupt-archive',
  ],
  ['a gzip of 1 GiB', () => gzipBomb(GIB), 'report/too-large'],
  [
    'a gzip of 100 members that are small one by one',
    () => Buffer.concat(times(100, () => gzipBomb(4))),
    'report/too-large',
  ],
  [
    'a gzip of 100,000 empty members',
    () => Buffer.concat(times(100_000, () => EMPTY_MEMBER)),
    'report/corrupt-archive',
  ],
  ['a gzip in a gzip, four deep', () => nested(4, (data) => gzipSync(data)), 'report/too-large'],
  ['a gzip of a gzip of 1 GiB', () => gzipSync(gzipBomb(GIB)), 'report/too-large'],
  ['a gzip of a zip of 1 GiB', () => gzipSync(zipBomb()), 'report/too-large'],
  ['a gzip with a wrong length', () => flipped(gzipSync(XML), 4), 'report/corrupt-archive'],
  ['a gzip with a wrong checksum', () => flipped(gzipSync(XML), 8), 'report/corrupt-archive'],
  ['a gzip that is cut', () => gzipSync(XML).subarray(0, -20), 'report/corrupt-archive'],
  ['a gzip without its trailer', () => gzipSync(XML).subarray(0, -5), 'report/corrupt-archive'],
  ['a gzip header alone', () => gzipSync(XML).subarray(0, 10), 'report/corrupt-archive'],
  [
    'a gzip with an endless name',
    () => Buffer.concat([NAMED_HEADER, Buffer.alloc(20 * MIB, 'x')]),
    'report/corrupt-archive',
  ],
  [
    'a gzip of noise',
    () => Buffer.concat([gzipSync(XML).subarray(0, 10), Buffer.alloc(500, 0xa7)]),
    'report/corrupt-archive',
  ],
  ['a tar of 1,000 files', () => writeTar(times(1000, () => TAR_FILE)), 'report/too-large'],
  [
    'a tar of 10,000 long names',
    () => writeTar(times(10_000, () => ({ name: 'n', type: 'L', data: 'n' }))),
    'report/too-large',
  ],
  ['a tar that is cut', () => writeTar([TAR_FILE]).subarray(0, 600), 'report/corrupt-archive'],
  [
    'a tar that says 8 GiB',
    () => writeTar([{ ...TAR_FILE, size: 8 ** 11 - 1 }]),
    'report/corrupt-archive',
  ],
  [
    'a tar with a damaged header',
    () => writeTar([TAR_FILE, { ...TAR_FILE, checksum: 1 }]),
    'report/corrupt-archive',
  ],
  ['a tar in a tar, four deep', () => nested(4, (data) => tarOf(data)), 'report/too-large'],
  ['a tar of a gzip of 1 GiB', () => tarOf(gzipBomb(GIB)), 'report/too-large'],
  [
    'a signature of a million pieces',
    () => signedData(ber(0xa0, endless(0x24, Buffer.alloc(3 * MIB, '\u0004\u0001x')))),
    'report/corrupt-archive',
  ],
  [
    'a signature of pieces of pieces without end',
    () => signedData(endless(0xa0, Buffer.alloc(4 * MIB, Buffer.from([0x24, 0x80])))),
    'report/corrupt-archive',
  ],
  [
    'a signature that says 4 GiB',
    () => Buffer.from('3084ffffffff06092a864886f70d010702', 'hex'),
    'report/corrupt-archive',
  ],
  ['a signature of a gzip of 1 GiB', () => signed(mailOfGzip(gzipBomb(GIB))), 'report/too-large'],
]);

const EMPTY_MEMBER = gzipSync('');
/** A member whose header names the file (RFC 1952 §2.3.1, FNAME). */
const NAMED_HEADER = Buffer.from([0x1f, 0x8b, 8, 8, 0, 0, 0, 0, 0, 3]);
const TAR_FILE = { name: 'report.xml', data: XML };

function times<T>(count: number, make: () => T): T[] {
  return Array.from({ length: count }, make);
}

function nested(depth: number, pack: (inner: Uint8Array) => Uint8Array) {
  let packed: Uint8Array = XML;
  for (let n = 0; n < depth; n += 1) packed = pack(packed);
  return packed;
}

function file(given: Partial<ZipFile>): ZipFile {
  return { name: 'report.xml', data: XML, ...given };
}

function inner(data: Uint8Array) {
  return file({ name: 'inner.zip', data });
}

function bomb(mib: number): ZipFile {
  return file({ data: NOTHING, packed: deflateBomb(mib), size: mib * MIB });
}

function lyingZip(size: number) {
  return writeZip([{ ...bomb(GIB), size }]);
}

function zipBomb() {
  return writeZip([bomb(GIB)]);
}

function zipOf(data: Uint8Array) {
  return writeZip([file({ data })]);
}

function tarOf(data: Uint8Array) {
  return writeTar([{ name: 'inner', data }]);
}

function signed(content: Uint8Array) {
  return signedData(ber(0xa0, ber(4, content)));
}

function mailOfGzip(content: Uint8Array) {
  return Buffer.concat([
    Buffer.from('Content-Type: application/gzip\nContent-Transfer-Encoding: binary\n\n'),
    content,
  ]);
}

function flipped(bytes: Buffer, fromEnd: number) {
  bytes.writeUInt8(bytes.readUInt8(bytes.length - fromEnd) ^ 0xff, bytes.length - fromEnd);
  return bytes;
}
