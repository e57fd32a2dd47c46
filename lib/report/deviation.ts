/**
 * A tolerated departure of a report from its RFC: what was mapped, repaired or left out. `code` is a
 * stable kebab-case word, `detail` the received value or place, `count` how often it happened.
 */
export type Deviation = { code: string; detail: string; count: number };

/** Those of how a report came: packed, or hidden in its mail. The report's own file does not show them. */
export const CARRIAGE_DEVIATIONS = [
  'gzip-trailing-bytes',
  'zip-trailing-bytes',
  'attachment-hidden',
] as const;

const MOST = 100;
const DETAIL_LENGTH = 120;

/**
 * Collects deviations while a report is read: equal ones are counted, and after a hundred different
 * ones only those already known are, so that a hostile report cannot make the list its weapon.
 */
export class Deviations {
  readonly #list = new Map<string, Deviation>();

  note(code: string, detail: string, count = 1): void {
    const short = detail.slice(0, DETAIL_LENGTH);
    const key = `${code}\n${short}`;
    const known = this.#list.get(key);
    if (known) known.count += count;
    else if (this.#list.size < MOST) this.#list.set(key, { code, detail: short, count });
  }

  list(): Deviation[] {
    return [...this.#list.values()];
  }
}
