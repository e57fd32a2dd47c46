/**
 * A tolerated departure of a report from its RFC: what was mapped, repaired or left out. `code` is a
 * stable kebab-case word, `detail` the received value or place, `count` how often it happened.
 */
export type Deviation = { code: string; detail: string; count: number };
