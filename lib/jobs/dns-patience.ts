import { env } from '#lib/env';

/** How a job asks DNS: whether at all, whom (none: as the system does), and how long it waits. */
export type DnsOptions = { lookUps?: boolean; servers?: readonly string[]; timeoutMs?: number };

/** As the operator set it, where a caller does not say otherwise. */
export function dnsOptions(given: DnsOptions): Required<DnsOptions> {
  return {
    lookUps: env().LOOK_UP_SOURCES === 'on',
    servers: env().DNS_SERVERS,
    timeoutMs: 2_000,
    ...given,
  };
}

/** So many silences in a row, and DNS is not asked again in this run. */
const SILENCES = 10;

/** Asks DNS as long as it answers: after ten silences in a row every answer is silence, unasked. */
export class DnsPatience<Answer> {
  readonly #silence: Answer;
  readonly #isSilence: (answer: Answer) => boolean | null;
  #silences = 0;

  /** `isSilence` is null of an answer that DNS had no part in. */
  constructor(silence: Answer, isSilence: (answer: Answer) => boolean | null) {
    this.#silence = silence;
    this.#isSilence = isSilence;
  }

  get isOver(): boolean {
    return this.#silences >= SILENCES;
  }

  async ask(question: () => Promise<Answer>): Promise<Answer> {
    if (this.isOver) return this.#silence;
    const answer = await question();
    const silent = this.#isSilence(answer);
    if (silent !== null) this.#silences = silent ? this.#silences + 1 : 0;
    return answer;
  }
}
