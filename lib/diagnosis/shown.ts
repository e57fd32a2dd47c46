/** Longer values say nothing more to a reader. */
const MOST = 80;

/**
 * A value of a report inside a sentence. Reports are written by strangers: what would break the line,
 * turn its direction or hide is taken out, and what is long is cut.
 */
export function shown(text: string): string {
  const plain = text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cs}]+/gu, ' ').trim();
  const letters = Array.from(plain);
  return letters.length > MOST ? `${letters.slice(0, MOST - 1).join('')}…` : plain;
}

/** A few names in a sentence: `a`, `a and b`, `a and 3 others`. */
export function shownNames(names: readonly string[]): string {
  const [first = 'a receiver', second, ...more] = names.map(shown);
  if (second === undefined) return first;
  return more.length === 0 ? `${first} and ${second}` : `${first} and ${more.length + 1} others`;
}
