import { crc32, deflateRawSync } from 'node:zlib';

/** A file for a zip archive; whatever its headers should say other than the truth. */
export type ZipFile = {
  name: string | Buffer;
  data: Uint8Array;
  /** What stands in the archive in place of the deflated data. */
  packed?: Uint8Array;
  method?: number;
  flags?: number;
  crc?: number;
  size?: number;
  /** Points at the local header of the first file instead of its own. */
  overlaps?: boolean;
  /** Leaves checksum and sizes to a descriptor behind the data, as a writer that streams does. */
  streamed?: boolean;
};

/** What stands behind the files: a comment of the archive, and bytes that are none of it. */
type ZipEnd = { comment?: string; trailing?: string };

/** Writes a zip archive (APPNOTE 4.3) that may lie in every field, which no library would do. */
export function writeZip(
  files: readonly ZipFile[],
  { comment = '', trailing = '' }: ZipEnd = {},
): Buffer {
  const locals: Buffer[] = [];
  const central: Buffer[] = [];
  let offset = 0;
  for (const file of files) {
    const { method = 8, flags = 0, size = file.data.length, crc = crc32(file.data) } = file;
    const name = Buffer.from(file.name);
    const packed = Buffer.from(
      file.packed ?? (method === 8 ? deflateRawSync(file.data) : file.data),
    );
    const flagged = file.streamed ? flags | DATA_DESCRIPTOR : flags;
    const fields = [flagged, method, 0, 0x5a21].map(uint16);
    const sizes = [crc, packed.length, size].map(uint32);
    const names = [name.length, 0].map(uint16);
    const at = file.overlaps ? 0 : offset;
    central.push(
      Buffer.concat([
        Buffer.from('PK\u0001\u0002'),
        ...[20, 20].map(uint16),
        ...[...fields, ...sizes, ...names],
        ...[0, 0, 0].map(uint16),
        ...[0, at].map(uint32),
        name,
      ]),
    );
    if (file.overlaps && offset > 0) continue;
    const local = Buffer.concat([
      Buffer.from('PK\u0003\u0004'),
      ...[uint16(20), ...fields, ...(file.streamed ? [0, 0, 0].map(uint32) : sizes), ...names],
      name,
      packed,
      ...(file.streamed ? [Buffer.from('PK\u0007\u0008'), ...sizes] : []),
    ]);
    locals.push(local);
    offset += local.length;
  }
  const directory = Buffer.concat(central);
  const end = Buffer.concat([
    Buffer.from('PK\u0005\u0006'),
    ...[0, 0, files.length, files.length].map(uint16),
    ...[directory.length, offset].map(uint32),
    uint16(comment.length),
    Buffer.from(comment),
  ]);
  return Buffer.concat([...locals, directory, end, Buffer.from(trailing)]);
}

const DATA_DESCRIPTOR = 8;

/** The same file as an archive of zip64 (APPNOTE 4.5.3): its sizes stand in an extra field of 64 bits. */
export function writeZip64(name: string, data: Uint8Array): Buffer {
  const beyond = 0xffff_ffff;
  const head = [45, 0, 0, 0, 0x5a21].map(uint16);
  const sizes = [crc32(data), beyond, beyond].map(uint32);
  const extra = [uint16(1), uint16(16), uint64(data.length), uint64(data.length)];
  const names = [name.length, 20].map(uint16);
  const local = Buffer.concat([
    Buffer.from('PK\u0003\u0004'),
    ...[...head, ...sizes, ...names, Buffer.from(name), ...extra, data],
  ]);
  const directory = Buffer.concat([
    Buffer.from('PK\u0001\u0002'),
    ...[uint16(45), ...head, ...sizes, ...names, ...[0, 0, 0].map(uint16), ...[0, 0].map(uint32)],
    ...[Buffer.from(name), ...extra],
  ]);
  const end = Buffer.concat([
    Buffer.from('PK\u0006\u0006'),
    ...[uint64(44), uint16(45), uint16(45), uint32(0), uint32(0), uint64(1), uint64(1)],
    ...[directory.length, local.length].map(uint64),
  ]);
  const locator = [uint32(0), uint64(local.length + directory.length), uint32(1)];
  return Buffer.concat([
    ...[local, directory, end, Buffer.from('PK\u0006\u0007'), ...locator],
    Buffer.from('PK\u0005\u0006'),
    ...[uint16(0), uint16(0), uint16(1), uint16(1), uint32(beyond), uint32(beyond), uint16(0)],
  ]);
}

function uint16(value: number) {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16LE(value);
  return bytes;
}

function uint32(value: number) {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

function uint64(value: number) {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(BigInt(value));
  return bytes;
}
