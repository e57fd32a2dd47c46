import type { Evidence } from './evidence.ts';

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

/** Who reported it, for `a`, `a and b` or `a and 3 others`. */
export function nameValues(all: readonly Evidence[]) {
  const names = [...new Set(all.flatMap(({ reporters }) => reporters))];
  const [first = '', second = ''] = names.map(shown);
  return { names: names.length, first, second, others: names.length - 1 };
}
