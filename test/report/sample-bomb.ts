import { constants, crc32, deflateRawSync } from 'node:zlib';
import { MIB } from './hostile-input.ts';

const STEP = 4;
/** Four mebibytes of one letter, as blocks of deflate that others may follow. */
const STEP_PACKED = deflateRawSync(Buffer.alloc(STEP * MIB, '<'), {
  finishFlush: constants.Z_FULL_FLUSH,
});
const LAST_BLOCK = Buffer.from([3, 0]);

/** So many mebibytes, packed a thousand to one (RFC 1951), without ever having been that many. */
export function deflateBomb(mib: number): Buffer {
  return Buffer.concat([...Array.from({ length: mib / STEP }, () => STEP_PACKED), LAST_BLOCK]);
}

/** The same as a gzip file; its trailer is only right where it will be looked at. */
export function gzipBomb(mib: number): Buffer {
  const trailer = Buffer.alloc(8);
  if (mib === STEP) trailer.writeUInt32LE(crc32(Buffer.alloc(STEP * MIB, '<')));
  trailer.writeUInt32LE((mib * MIB) % 2 ** 32, 4);
  return Buffer.concat([
    Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3]),
    deflateBomb(mib),
    trailer,
  ]);
}
