import { crc32, gzipSync } from 'node:zlib';

/** Deflate data by what came out of it, for as long as somebody holds that. */
const deflatedOf = new WeakMap<Uint8Array, Uint8Array>();

/** Notes of which deflate data bytes were made, so that they need not be deflated again. */
export function noteDeflated(content: Uint8Array, deflated: Uint8Array): void {
  deflatedOf.set(content, deflated);
}

/**
 * Bytes as a gzip file (RFC 1952). What came out of an archive keeps its sender's deflate data: to
 * deflate it again takes a sixth of all the time of reading. In memory of its own size: zlib's is
 * at least 16 KiB, and all of it would be handed over.
 */
export function gzipped(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const deflated = deflatedOf.get(bytes);
  // A stranger's deflate data may be all empty blocks, and far longer than what comes out of it.
  if (!deflated || deflated.length > bytes.length / 2) return new Uint8Array(gzipSync(bytes));
  const file = new Uint8Array(HEADER.length + deflated.length + TRAILER);
  file.set(HEADER);
  file.set(deflated, HEADER.length);
  const trailer = new DataView(file.buffer, file.length - TRAILER);
  trailer.setUint32(0, crc32(bytes), true);
  trailer.setUint32(4, bytes.length, true);
  return file;
}

/** §2.3: deflate, no flags, no time, no system named. */
const HEADER = Uint8Array.of(0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff);
/** The checksum and the length of what was deflated. */
const TRAILER = 8;
