/**
 * Personal data so that its owner recognises it and nobody else reads it (RFC 9991, Privacy
 * Considerations): of an address its domain, of a text the first letter of each word.
 */
export function maskAddresses(text: string): string {
  return text.replace(ADDRESS, (_, local: string, domain: string) => `${hidden(local)}@${domain}`);
}

/** A From or To field: the names of people go, the masked addresses stay. */
export function maskMailbox(field: string): string {
  const found = [...field.matchAll(ADDRESS)];
  if (found.length === 0) return maskText(field);
  return found.map(([address]) => maskAddresses(address)).join(', ');
}

/** A subject: lengths and first letters. */
export function maskText(text: string): string {
  return text.replace(/[\p{L}\p{N}]+/gu, hidden);
}

// A quoted local part may hold anything; it is rare, and hidden as a whole.
const ADDRESS = /("[^"\r\n]{1,64}"|[^\s@<>,;:="()]{1,64})@([a-z0-9._-]{1,253}|\[[^\]\s]{1,64}\])/gi;

const MOST_DOTS = 8;

function hidden(word: string): string {
  const [first = '', ...rest] = word;
  return first + '•'.repeat(Math.min(Math.max(rest.length, 1), MOST_DOTS));
}
