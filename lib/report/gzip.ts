import { crc32 } from 'node:zlib';
import { err, ok, type Result } from '#lib/result';
import type { ByteBudget } from './byte-budget.ts';
import type { Deviations } from './deviation.ts';
import { inflate } from './inflate.ts';
import type { ReportProblem } from './problem.ts';

/** Whether the bytes start a gzip member (RFC 1952 §2.3.1). */
export function isGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b && bytes[2] === 8;
}

/** pigz and bgzip cut large files into members of 64 KiB and more; a million empty ones are an attack. */
const MOST_MEMBERS = 1000;

/**
 * Inflates all members of a gzip file (RFC 1952 §2.2) and stops where the budget ends. The members
 * are walked here because zlib, given bytes after the last one, refuses the file and what it held:
 * Mimecast appends a line end. Such bytes are ignored and noted; a member that ends early is not.
 */
export async function gunzip(
  bytes: Uint8Array,
  budget: ByteBudget,
  deviations: Deviations,
): Promise<Result<Uint8Array, ReportProblem>> {
  const members: Uint8Array[] = [];
  let at = 0;
  do {
    if (members.length === MOST_MEMBERS) return corrupt(`It has over ${MOST_MEMBERS} members.`);
    const member = await inflateMember(bytes, at, budget);
    if (!member.ok) return member;
    members.push(member.value.content);
    at = member.value.end;
  } while (isGzip(bytes.subarray(at)));
  if (at < bytes.length) deviations.note('gzip-trailing-bytes', `${bytes.length - at} bytes`);
  return ok(members.length === 1 && members[0] ? members[0] : Buffer.concat(members));
}

type Member = { content: Uint8Array; end: number };

const TRAILER = 8;

/** Inflates the member at a place, and finds where it ends. */
async function inflateMember(
  bytes: Uint8Array,
  start: number,
  budget: ByteBudget,
): Promise<Result<Member, ReportProblem>> {
  const data = endOfHeader(bytes, start);
  if (data === null) return corrupt('The gzip header is cut.');
  const deflated = bytes.subarray(data);
  const inflated =
    (await inflate(deflated, statedSize(bytes), budget)) ?? (await inflate(deflated, null, budget));
  if (!inflated?.ok) return inflated ?? corrupt('It cannot be unpacked.');

  const { content, consumed } = inflated.value;
  const trailer = data + consumed;
  if (trailer + TRAILER > bytes.length) return corrupt('The gzip data is cut.');
  const view = new DataView(bytes.buffer, bytes.byteOffset + trailer, TRAILER);
  if (view.getUint32(0, true) !== crc32(content)) return corrupt('The checksum is wrong.');
  if (view.getUint32(4, true) !== content.length) return corrupt('The length is wrong.');
  return ok({ content, end: trailer + TRAILER });
}

/** ISIZE (RFC 1952 §2.3.1): of the last member, which mostly is the only one, and mostly the end. */
function statedSize(bytes: Uint8Array) {
  const { length } = bytes;
  return length < 4
    ? null
    : new DataView(bytes.buffer, bytes.byteOffset + length - 4).getUint32(0, true);
}

const FHCRC = 2;
const FEXTRA = 4;
const FNAME = 8;
const FCOMMENT = 16;

/** Where the deflate data of a member begins (RFC 1952 §2.3); null when the bytes end before it. */
function endOfHeader(bytes: Uint8Array, start: number): number | null {
  const flags = bytes[start + 3] ?? 0;
  let at = start + 10;
  if (flags & FEXTRA) at += 2 + (bytes[at] ?? 0) + 256 * (bytes[at + 1] ?? 0);
  for (const field of [FNAME, FCOMMENT]) {
    if (!(flags & field)) continue;
    const end = bytes.indexOf(0, at);
    if (end === -1) return null;
    at = end + 1;
  }
  if (flags & FHCRC) at += 2;
  return at < bytes.length ? at : null;
}

function corrupt(text: string): Result<never, ReportProblem> {
  return err({ code: 'report/corrupt-archive', text });
}
