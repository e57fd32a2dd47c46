import { crc32, deflateRawSync } from 'node:zlib';

/** A file for a zip archive; whatever its headers should say other than the truth. */
export type ZipFile = {
  name: string | Buffer;
  data: Uint8Array;
  method?: number;
  flags?: number;
  crc?: number;
  size?: number;
  /** Points at the local header of the first file instead of its own. */
  overlaps?: boolean;
};

/** Writes a zip archive (APPNOTE 4.3) that may lie in every field, which no library would do. */
export function writeZip(files: readonly ZipFile[], trailing = ''): Buffer {
  const locals: Buffer[] = [];
  const central: Buffer[] = [];
  let offset = 0;
  for (const file of files) {
    const { method = 8, flags = 0, size = file.data.length, crc = crc32(file.data) } = file;
    const name = Buffer.from(file.name);
    const packed = method === 8 ? deflateRawSync(file.data) : Buffer.from(file.data);
    const fields = [flags, method, 0, 0x5a21].map(uint16);
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
      ...[uint16(20), ...fields, ...sizes, ...names],
      name,
      packed,
    ]);
    locals.push(local);
    offset += local.length;
  }
  const directory = Buffer.concat(central);
  const end = Buffer.concat([
    Buffer.from('PK\u0005\u0006'),
    ...[0, 0, files.length, files.length].map(uint16),
    ...[directory.length, offset].map(uint32),
    uint16(0),
  ]);
  return Buffer.concat([...locals, directory, end, Buffer.from(trailing)]);
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
