import { crc32 } from 'node:zlib';
import { type Entry, fromBufferPromise, type ZipFile } from 'yauzl';
import { err, ok, type Result } from '#lib/result';
import { type ArchiveEntry, isShadow } from './archive-entry.ts';
import type { ByteBudget } from './byte-budget.ts';
import type { Deviations } from './deviation.ts';
import { inflate } from './inflate.ts';
import { exceeds, type Limits } from './limits.ts';
import type { ReportProblem } from './problem.ts';

/** Whether the bytes start a zip file: a local file header, or the end record of an empty one. */
export function isZip(bytes: Uint8Array): boolean {
  const [p, k, a, b] = bytes;
  return p === 0x50 && k === 0x4b && ((a === 3 && b === 4) || (a === 5 && b === 6));
}

/**
 * Unpacks every file of a zip archive by its central directory, within the budget. Folders and the
 * shadow files of macOS are left out; a broken entry does not hide the others. Names are only told,
 * never used as a path.
 */
export async function unzip(
  bytes: Uint8Array,
  limits: Limits,
  budget: ByteBudget,
  deviations: Deviations,
): Promise<Result<ArchiveEntry[], ReportProblem>> {
  try {
    const buffer = withoutTrailingBytes(bytes, deviations);
    const archive = await fromBufferPromise(buffer, {
      // Names may be empty, absolute, or hold NUL: yauzl would refuse the archive for them.
      decodeStrings: false,
      validateEntrySizes: true,
    });
    if (archive.entryCount > mostEntries(limits)) return err(exceeds('archiveEntries', limits));
    const entries: ArchiveEntry[] = [];
    for await (const entry of archive.eachEntry()) {
      const name = entryName(entry);
      if (isShadow(name)) continue;
      if (entries.length === limits.archiveEntries) return err(exceeds('archiveEntries', limits));
      const content = await unpackEntry(archive, buffer, entry, budget);
      if (!content.ok && content.error.code === 'report/too-large') return content;
      entries.push({ name, content });
    }
    return ok(entries);
  } catch (cause) {
    return corrupt(cause);
  }
}

/** A folder and a shadow file for every report is what macOS makes of ten reports. */
function mostEntries({ archiveEntries }: Limits) {
  return archiveEntries * 3;
}

const END_RECORD = Buffer.from('PK\u0005\u0006', 'latin1');
const END_RECORD_SIZE = 22;

/** Mimecast appends a line end to its archives; yauzl takes what follows the end record as damage. */
function withoutTrailingBytes(bytes: Uint8Array, deviations: Deviations): Buffer {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const at = buffer.lastIndexOf(END_RECORD);
  if (at === -1 || at + END_RECORD_SIZE > buffer.length) return buffer;
  const end = at + END_RECORD_SIZE + buffer.readUInt16LE(at + 20);
  if (end >= buffer.length) return buffer;
  deviations.note('zip-trailing-bytes', `${buffer.length - end} bytes`);
  return buffer.subarray(0, end);
}

/** With `decodeStrings` off the typings still promise strings; the raw bytes are there in any case. */
function entryName(entry: Entry) {
  return entry.fileNameRaw.toString('utf8').slice(0, 255);
}

async function unpackEntry(
  archive: ZipFile,
  bytes: Buffer,
  entry: Entry,
  budget: ByteBudget,
): Promise<Result<Uint8Array, ReportProblem>> {
  if (entry.isEncrypted()) {
    const text = 'The archive asks for a password. Ask the reporter to send it without one.';
    return err({ code: 'report/encrypted', text });
  }
  if (!entry.canDecodeFileData()) {
    return damaged(`Its compression method ${entry.compressionMethod} is not stored or deflate.`);
  }
  try {
    const minimal = { minimal: true } as const;
    const { fileDataStart } = await archive.readLocalFileHeaderPromise(entry, minimal);
    const packed = bytes.subarray(fileDataStart, fileDataStart + entry.compressedSize);
    const content = await contentOf(entry, packed, budget);
    if (!content.ok) return content;
    if (content.value.length !== entry.uncompressedSize) return damaged('The length is wrong.');
    if (crc32(content.value) !== entry.crc32) return damaged('The checksum is wrong.');
    return content;
  } catch (cause) {
    return corrupt(cause);
  }
}

const STORED = 0;

async function contentOf(
  { compressionMethod, uncompressedSize }: Entry,
  packed: Buffer,
  budget: ByteBudget,
): Promise<Result<Uint8Array, ReportProblem>> {
  if (compressionMethod === STORED) {
    return budget.take(packed.length) ? ok(packed) : err(budget.problem());
  }
  const inflated = await inflate(packed, uncompressedSize, budget);
  if (!inflated) return damaged('The length is wrong.');
  return inflated.ok ? ok(inflated.value.content) : inflated;
}

function corrupt(cause: unknown): Result<never, ReportProblem> {
  return damaged(cause instanceof Error ? cause.message.slice(0, 200) : 'It cannot be unpacked.');
}

function damaged(text: string): Result<never, ReportProblem> {
  return err({ code: 'report/corrupt-archive', text });
}
