import { err, ok, type Result } from '#lib/result';
import { type ArchiveEntry, isShadow } from './archive-entry.ts';
import { exceeds, type Limits } from './limits.ts';
import type { ReportProblem } from './problem.ts';

const BLOCK = 512;

/** Whether the bytes start a tar archive: the checksum of its first header holds, as no text's does. */
export function isTar(bytes: Uint8Array): boolean {
  return bytes.length >= BLOCK && hasChecksum(bytes.subarray(0, BLOCK));
}

/**
 * The files of a tar archive (POSIX.1-1988 `ustar`, its pax and GNU extensions), each a view of the
 * same memory. No reporter is known to send one; people who export a mailbox do.
 */
export function untar(bytes: Uint8Array, limits: Limits): Result<ArchiveEntry[], ReportProblem> {
  const entries: ArchiveEntry[] = [];
  let headers = 0;
  let longName: string | null = null;
  for (const block of blocksOf(bytes)) {
    if (block === null) return corrupt();
    headers += 1;
    if (headers > mostHeaders(limits)) return err(exceeds('archiveEntries', limits));
    const { header, content } = block;
    const type = String.fromCharCode(header[TYPE] ?? 0);
    if (type === GNU_LONG_NAME) longName = textOf(content, 0, content.length);
    if (type === PAX_HEADER) longName = paxPathOf(content) ?? longName;
    if (type === GNU_LONG_NAME || type === PAX_HEADER) continue;
    const name: string = (longName ?? nameOf(header)).slice(0, 255);
    longName = null;
    if (!FILE_TYPES.includes(type) || isShadow(name)) continue;
    if (entries.length === limits.archiveEntries) return err(exceeds('archiveEntries', limits));
    entries.push({ name, content: ok(content) });
  }
  return ok(entries);
}

const TYPE = 156;
const FILE_TYPES = ['0', '\0', '7'];
const GNU_LONG_NAME = 'L';
const PAX_HEADER = 'x';

/** A folder, a shadow file and a header with the long name of each may stand beside every file. */
function mostHeaders({ archiveEntries }: Limits) {
  return archiveEntries * 6;
}

type Block = { header: Uint8Array; content: Uint8Array };

/** Header by header up to the block of zeros; null where the archive is damaged. */
function* blocksOf(bytes: Uint8Array): Generator<Block | null> {
  let at = 0;
  while (at < bytes.length) {
    const header = bytes.subarray(at, at + BLOCK);
    if (header.every((byte) => byte === 0)) return;
    const size = header.length === BLOCK && hasChecksum(header) ? sizeOf(header) : null;
    const start = at + BLOCK;
    if (size === null || start + size > bytes.length) {
      yield null;
      return;
    }
    yield { header, content: bytes.subarray(start, start + size) };
    at = start + Math.ceil(size / BLOCK) * BLOCK;
  }
}

/** The sum of all bytes of the header, its own field taken for blanks. */
function hasChecksum(header: Uint8Array) {
  const stated = octalAt(header, 148, 8);
  if (stated === null) return false;
  let sum = 8 * 0x20;
  for (let at = 0; at < BLOCK; at += 1) if (at < 148 || at >= 156) sum += header[at] ?? 0;
  return sum === stated;
}

/** In octal, or in GNU's base 256, which nothing here is large enough for. */
function sizeOf(header: Uint8Array) {
  return octalAt(header, 124, 12);
}

function octalAt(header: Uint8Array, start: number, length: number) {
  const digits = textOf(header, start, start + length).trim();
  return /^[0-7]{1,12}$/.test(digits) ? Number.parseInt(digits, 8) : null;
}

function nameOf(header: Uint8Array) {
  const isUstar = textOf(header, 257, 262) === 'ustar';
  const prefix = isUstar ? textOf(header, 345, 500) : '';
  const name = textOf(header, 0, 100);
  return prefix === '' ? name : `${prefix}/${name}`;
}

/** A pax header is lines of `length key=value`; only the name matters here. */
function paxPathOf(content: Uint8Array) {
  return /^\d+ path=([^\n]*)$/m.exec(textOf(content, 0, 64 * 1024))?.[1] ?? null;
}

/** The text of a field, which ends with it or with a NUL. */
function textOf(bytes: Uint8Array, start: number, end: number) {
  const [text = ''] = Buffer.from(bytes.subarray(start, end)).toString('utf8').split('\0', 1);
  return text;
}

function corrupt(): Result<never, ReportProblem> {
  const text = 'The tar archive is cut, or a header of it is damaged.';
  return err({ code: 'report/corrupt-archive', text });
}
