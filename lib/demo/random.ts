/**
 * Dice that fall the same way for the same label, so that a demo, a test and a benchmark can be
 * repeated. Forked dice depend on their label alone: one more throw in one report changes no other.
 */
export class Dice {
  readonly #label: string;
  #state: number;

  constructor(label: string) {
    this.#label = label;
    this.#state = hash(label);
  }

  /** Dice of their own for a part of the story. */
  fork(...labels: readonly (string | number)[]): Dice {
    return new Dice([this.#label, ...labels].join('/'));
  }

  /** Evenly in [0, 1): mulberry32, small and good enough for a story. */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let bits = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    bits = (bits + Math.imul(bits ^ (bits >>> 7), 61 | bits)) ^ bits;
    return ((bits ^ (bits >>> 14)) >>> 0) / 2 ** 32;
  }

  /** A whole number from `low` to `high`, both included. */
  whole(low: number, high: number): number {
    return low + Math.floor(this.next() * (high - low + 1));
  }

  /** `value`, give or take the share `spread`; the middle is likelier than the edges. */
  near(value: number, spread: number): number {
    return value * (1 + spread * (this.next() + this.next() - 1));
  }

  /** A whole number that is `expected` on average: 0.25 is one in every fourth throw. */
  round(expected: number): number {
    return Math.floor(expected + this.next());
  }

  /** The list in another order. */
  shuffle<T>(list: readonly T[]): T[] {
    const drawn = list.map((item) => ({ item, order: this.next() }));
    return drawn.sort((a, b) => a.order - b.order).map(({ item }) => item);
  }

  /** Letters and digits, as reporters make identifiers of. */
  word(alphabet: string, length: number): string {
    const letters = Array.from({ length }, () =>
      alphabet.charAt(this.whole(0, alphabet.length - 1)),
    );
    return letters.join('');
  }
}

/** FNV-1a over UTF-16 units, stirred once more, since labels often differ in their last digit only. */
function hash(label: string): number {
  let sum = 0x811c9dc5;
  for (let at = 0; at < label.length; at += 1) {
    sum = Math.imul(sum ^ label.charCodeAt(at), 0x01000193);
  }
  return Math.imul(sum ^ (sum >>> 16), 0x85ebca6b) ^ (sum >>> 13);
}
