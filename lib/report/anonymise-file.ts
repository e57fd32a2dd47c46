import { gzipSync } from 'node:zlib';
import AdmZip from 'adm-zip';
import { anonymiseText } from './anonymise.ts';
import { ByteBudget } from './byte-budget.ts';
import { Deviations } from './deviation.ts';
import type { Disguise } from './disguise.ts';
import { gunzip, isGzip } from './gzip.ts';
import type { Limits } from './limits.ts';
import { isZip, unzip } from './zip.ts';

/** What of an archive that cannot be opened is kept: enough to be recognised, too little to tell. */
const HEAD = 16;

/**
 * A report file, plain or packed, as a sample that may be shared: opened, anonymised and packed again
 * the same way. An archive that cannot be opened keeps its first bytes and its length; the rest is
 * zeros, since nobody could say what would be given away.
 */
export async function anonymiseFile(
  bytes: Uint8Array,
  limits: Limits,
  disguise: Disguise,
): Promise<Uint8Array> {
  return await anonymiseAt(0, bytes, { limits, budget: new ByteBudget(limits), disguise });
}

type Sampling = { limits: Limits; budget: ByteBudget; disguise: Disguise };

async function anonymiseAt(
  depth: number,
  bytes: Uint8Array,
  sampling: Sampling,
): Promise<Uint8Array> {
  const { limits, budget, disguise } = sampling;
  if (depth > limits.archiveDepth) return blank(bytes);
  if (isGzip(bytes)) {
    const inner = await gunzip(bytes, budget, new Deviations());
    return inner.ok ? gzipSync(await anonymiseAt(depth + 1, inner.value, sampling)) : blank(bytes);
  }
  if (isZip(bytes)) {
    const entries = await unzip(bytes, limits, budget, new Deviations());
    return entries.ok ? await anonymiseZip(depth, entries.value, sampling) : blank(bytes);
  }
  const text = Buffer.from(bytes).toString('latin1');
  return isText(text) ? Buffer.from(anonymiseText(text, disguise), 'latin1') : blank(bytes);
}

type Entries = Extract<Awaited<ReturnType<typeof unzip>>, { ok: true }>['value'];

async function anonymiseZip(depth: number, entries: Entries, sampling: Sampling) {
  const archive = new AdmZip();
  for (const { name, content } of entries) {
    const sample = content.ok ? await anonymiseAt(depth + 1, content.value, sampling) : [];
    archive.addFile(sampling.disguise.words(name), Buffer.from(sample));
  }
  return archive.toBuffer();
}

function blank(bytes: Uint8Array) {
  const blanked = Buffer.alloc(bytes.length);
  blanked.set(bytes.subarray(0, HEAD));
  return blanked;
}

/** A picture or a document is no text: its letters are not letters. */
function isText(latin1: string) {
  const head = latin1.slice(0, 4096);
  const controls = [...head].filter((character) => character < ' ' && !/\s/.test(character));
  return controls.length * 20 <= head.length;
}
