/** How many tries a key has in a window of time. */
type Allowance = { tries: number; milliseconds: number };

/** Keys remembered at most: a flood of made-up accounts must not fill the memory. */
const AT_MOST = 100_000;

/**
 * Counts tries per key, in this process. A try is counted before it is judged, in one step, so that
 * a thousand tries at once are a thousand tries; `forgive` takes them back after a success.
 */
export class Throttle {
  readonly #allowance: Allowance;
  readonly #counts = new Map<string, { tries: number; until: number }>();

  constructor(allowance: Allowance) {
    this.#allowance = allowance;
  }

  /** Counts a try; the milliseconds to wait when the key has none left, else null. */
  take(key: string, now: number): number | null {
    const count = this.#counts.get(key);
    if (!count || count.until <= now) {
      this.#makeRoom(now);
      this.#counts.set(key, { tries: 1, until: now + this.#allowance.milliseconds });
      return null;
    }
    if (count.tries >= this.#allowance.tries) return count.until - now;
    count.tries += 1;
    return null;
  }

  /** Takes one try back: it was not a wrong one. */
  refund(key: string): void {
    const count = this.#counts.get(key);
    if (count) count.tries -= 1;
  }

  /** Forgets every try of the key. */
  forgive(key: string): void {
    this.#counts.delete(key);
  }

  #makeRoom(now: number) {
    if (this.#counts.size < AT_MOST) return;
    for (const [key, count] of this.#counts) if (count.until <= now) this.#counts.delete(key);
    for (const key of this.#counts.keys()) {
      if (this.#counts.size < AT_MOST) break;
      this.#counts.delete(key);
    }
  }
}
