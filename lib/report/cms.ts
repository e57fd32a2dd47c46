import { err, ok, type Result } from '#lib/result';
import type { ReportProblem } from './problem.ts';

const SEQUENCE = 0x30;
const OBJECT_IDENTIFIER = 0x06;
const INTEGER = 0x02;
const SET = 0x31;
const OCTETS = 0x04;
const OCTETS_IN_PIECES = 0x24;
const EXPLICIT_0 = 0xa0;

/** Object identifiers as they are encoded: PKCS #7, and what CMS added to it under PKCS #9. */
const PKCS7 = '2a864886f70d0107';
const PKCS9_CONTENT = '2a864886f70d01091001';
const SIGNED_DATA = `${PKCS7}02`;
const ENCRYPTED = [`${PKCS7}03`, `${PKCS7}06`, `${PKCS9_CONTENT}17`];

/** Whether the bytes are a message of CMS (RFC 5652 §3), as S/MIME attaches it. */
export function isCms(bytes: Uint8Array): boolean {
  const type = contentTypeOf(bytes);
  return type.startsWith(PKCS7) || type.startsWith(PKCS9_CONTENT);
}

/**
 * What an opaque S/MIME signature wraps (RFC 8551 §3.5.2): a MIME entity, to be read like a mail. Null
 * for a detached signature, which holds nothing. The signature is not verified: who sent a report is
 * judged by DKIM (`authenticity.ts`).
 */
export function openCms(bytes: Uint8Array): Result<Uint8Array | null, ReportProblem> {
  const type = contentTypeOf(bytes);
  if (ENCRYPTED.includes(type)) {
    const text = 'The mail is encrypted with S/MIME: decrypt it, and upload what was attached.';
    return err({ code: 'report/encrypted', text });
  }
  if (type !== SIGNED_DATA) {
    const text = 'This kind of S/MIME is not opened: save what is in it, and upload that.';
    return err({ code: 'report/unsupported', text });
  }
  const encapsulated = follow(bytes);
  if (!encapsulated) return corrupt();
  const { at, end } = encapsulated;
  const content = headerAt(bytes, at);
  // Past the end of a definite length stand the certificates, which have the same tag.
  if (content?.tag !== EXPLICIT_0 || (end !== null && at >= end)) return ok(null);
  const pieces: Uint8Array[] = [];
  return addOctets(bytes, content.start, pieces, 0) === null
    ? corrupt()
    : ok(Buffer.concat(pieces));
}

/** The way to the EncapsulatedContentInfo of a SignedData (RFC 5652 §5.1): tags to enter or to pass. */
const WAY = [
  ['enter', SEQUENCE],
  ['pass', OBJECT_IDENTIFIER],
  ['enter', EXPLICIT_0],
  ['enter', SEQUENCE],
  ['pass', INTEGER],
  ['pass', SET],
  ['enter', SEQUENCE],
  ['pass', OBJECT_IDENTIFIER],
] as const;

function follow(bytes: Uint8Array): { at: number; end: number | null } | null {
  let at = 0;
  let end: number | null = null;
  for (const [step, tag] of WAY) {
    const header = headerAt(bytes, at);
    if (header?.tag !== tag || (header.end ?? 0) > bytes.length) return null;
    if (step === 'enter') end = header.end;
    const next = step === 'enter' ? header.start : endOf(bytes, at, 0);
    if (next === null) return null;
    at = next;
  }
  return { at, end };
}

/** A signer that streams writes the content in pieces, of a thousand bytes and more. */
const MOST_PIECES = 100_000;
const DEEPEST = 8;

/** Adds the octets of the string at a place, whole or in pieces; null where it is damaged. */
function addOctets(
  bytes: Uint8Array,
  at: number,
  pieces: Uint8Array[],
  depth: number,
): number | null {
  const header = headerAt(bytes, at);
  const next = endOf(bytes, at, depth);
  if (!header || next === null || pieces.length === MOST_PIECES) return null;
  if (header.tag === OCTETS && header.end !== null) {
    pieces.push(bytes.subarray(header.start, header.end));
    return next;
  }
  if (header.tag !== OCTETS_IN_PIECES || depth === DEEPEST) return null;
  let piece: number | null = header.start;
  while (piece !== null && piece < (header.end ?? next - END_OF_CONTENTS)) {
    piece = addOctets(bytes, piece, pieces, depth + 1);
  }
  return piece === null ? null : next;
}

/** A tag with the bounds of its content (X.690 §8.1); `end` is null for the indefinite length of BER. */
type Header = { tag: number; start: number; end: number | null };

function headerAt(bytes: Uint8Array, at: number): Header | null {
  const tag = bytes[at];
  const length = bytes[at + 1];
  if (tag === undefined || length === undefined) return null;
  if (length === 0x80) return { tag, start: at + 2, end: null };
  if (length < 0x80) return { tag, start: at + 2, end: at + 2 + length };
  const digits = bytes.subarray(at + 2, at + 2 + (length & 0x7f));
  if (digits.length > 4) return null;
  const start = at + 2 + digits.length;
  return { tag, start, end: start + digits.reduce((sum, digit) => sum * 256 + digit, 0) };
}

const END_OF_CONTENTS = 2;

/** Where the element at a place ends; null when that is beyond the bytes, or nested too deep to tell. */
function endOf(bytes: Uint8Array, at: number, depth: number): number | null {
  const header = headerAt(bytes, at);
  if (!header || depth > DEEPEST) return null;
  if (header.end !== null) return header.end <= bytes.length ? header.end : null;
  let next: number | null = header.start;
  while (next !== null && !(bytes[next] === 0 && bytes[next + 1] === 0)) {
    next = endOf(bytes, next, depth + 1);
  }
  return next === null ? null : next + END_OF_CONTENTS;
}

function contentTypeOf(bytes: Uint8Array) {
  const outer = headerAt(bytes, 0);
  const type = outer?.tag === SEQUENCE ? headerAt(bytes, outer.start) : null;
  if (type?.tag !== OBJECT_IDENTIFIER || type.end === null || type.end - type.start > 16) return '';
  return Buffer.from(bytes.subarray(type.start, type.end)).toString('hex');
}

function corrupt(): Result<never, ReportProblem> {
  return err({ code: 'report/corrupt-archive', text: 'The S/MIME wrapping is damaged.' });
}
