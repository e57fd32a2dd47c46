import { isUtf8 } from 'node:buffer';
import type { Deviations } from './deviation.ts';

/** The character encodings reports are written in; the names are those of TextDecoder. */
type Label = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';
export type Encoding = { label: Label; start: number };

const DECLARED: Readonly<Record<string, Label>> = {
  'utf-8': 'utf-8',
  utf8: 'utf-8',
  'us-ascii': 'utf-8',
  ascii: 'utf-8',
  // WHATWG reads ISO 8859-1 as its superset windows-1252, which is what such senders mean.
  'iso-8859-1': 'windows-1252',
  'windows-1252': 'windows-1252',
};

/**
 * Which encoding a document is in (XML 1.0 appendix F): the byte order mark, else the declaration,
 * else UTF-8. Bytes that are not what the declaration promises are read as windows-1252, which
 * knows every byte, and that is noted.
 */
export function detectEncoding(bytes: Uint8Array, deviations: Deviations): Encoding {
  const [a, b, c] = bytes;
  if (a === 0xef && b === 0xbb && c === 0xbf) return eightBit(bytes, 'utf-8', 3, deviations);
  if ((a === 0xff && b === 0xfe) || (a === 0x3c && b === 0)) {
    return { label: 'utf-16le', start: a === 0xff ? 2 : 0 };
  }
  if ((a === 0xfe && b === 0xff) || (a === 0 && b === 0x3c)) {
    return { label: 'utf-16be', start: a === 0xfe ? 2 : 0 };
  }
  return eightBit(bytes, declaredLabel(bytes, deviations), 0, deviations);
}

/** The document as text in pieces of 64 KiB, so that a large one is never held twice. */
export function* decodeChunks(bytes: Uint8Array, { label, start }: Encoding): Generator<string> {
  const decoder = new TextDecoder(label, { ignoreBOM: true });
  for (let at = start; at < bytes.length; at += CHUNK) {
    const text = decoder.decode(bytes.subarray(at, at + CHUNK), { stream: true });
    if (text !== '') yield text;
  }
  const rest = decoder.decode();
  if (rest !== '') yield rest;
}

/** The document as one text. */
export function decodeText(bytes: Uint8Array, encoding: Encoding): string {
  return [...decodeChunks(bytes, encoding)].join('');
}

const CHUNK = 64 * 1024;

function declaredLabel(bytes: Uint8Array, deviations: Deviations): Label {
  const head = Buffer.from(bytes.subarray(0, 200)).toString('latin1');
  const name = /^\s*<\?xml[^>]*?encoding\s*=\s*["']([^"']*)["']/.exec(head)?.[1];
  if (name === undefined) return 'utf-8';
  const label = DECLARED[name.toLowerCase()];
  // A .NET string writer declares UTF-16 and is then saved as UTF-8.
  if (label === undefined) deviations.note('encoding-not-as-declared', name);
  return label ?? 'utf-8';
}

function eightBit(bytes: Uint8Array, label: Label, start: number, deviations: Deviations) {
  if (label !== 'utf-8' || isUtf8(bytes.subarray(start))) return { label, start };
  deviations.note('encoding-not-as-declared', 'not UTF-8, read as windows-1252');
  return { label: 'windows-1252', start } as const;
}
