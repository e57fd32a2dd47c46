import { exceeds, type Limits } from './limits.ts';
import type { ReportProblem } from './problem.ts';

/**
 * The bytes that one mail may still unpack to. It counts what was really produced, over all its
 * archives: the sizes that an archive declares are a stranger's claim.
 */
export class ByteBudget {
  readonly #limits: Limits;
  #left: number;

  constructor(limits: Limits) {
    this.#limits = limits;
    this.#left = limits.unpackedBytes;
  }

  /** Takes the bytes; false when they are more than what is left. */
  take(bytes: number): boolean {
    this.#left -= bytes;
    return this.#left >= 0;
  }

  /** How many bytes may still be taken. */
  get left(): number {
    return Math.max(this.#left, 0);
  }

  problem(): ReportProblem {
    return exceeds('unpackedBytes', this.#limits);
  }
}
