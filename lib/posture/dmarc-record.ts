/** The tags of a DMARC record by name, in lower case as RFC 9989 §4.7 compares them. */
export type DmarcTags = ReadonlyMap<string, string>;

/** Whether text is a DMARC record at all: it begins with its version, in that spelling (§4.7). */
export function isDmarc(text: string): boolean {
  return /^\s*v\s*=\s*DMARC1\s*(;|$)/.test(text);
}

/**
 * Reads a record's tags. What is no `name=value` is passed over, as receivers do; of a tag that stands
 * there twice the first counts.
 */
export function parseDmarc(text: string): DmarcTags {
  const tags = new Map<string, string>();
  for (const part of text.split(';')) {
    const at = part.indexOf('=');
    const name = part.slice(0, at).trim().toLowerCase();
    if (at > 0 && name !== '' && !tags.has(name)) tags.set(name, part.slice(at + 1).trim());
  }
  return tags;
}
