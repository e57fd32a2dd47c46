/** A part of a text keeps the whole text in memory, however large; this is the part alone. */
export function ownCopy(text: string): string {
  if (text.length < SHORTEST_PART) return text;
  const encoding = WIDE.test(text) ? 'utf16le' : 'latin1';
  return Buffer.from(text, encoding).toString(encoding);
}

/** V8 copies shorter parts by itself. */
const SHORTEST_PART = 13;
const WIDE = /[\u0100-\uffff]/;
