/** An answer that is kept: how to be rid of it, and how much room it takes (characters of JSON). */
export type KeptAnswer = { drop: () => void; size: number };

/** Of all answers together; in memory it is some two or three times as much. */
const MOST_SIZE = 48 * 1024 * 1024;

/**
 * The answers that this process keeps (lib/queries/kept.ts), for as long as somebody hears of every
 * change (lib/queries/hear-changes.ts). Those that were asked for longest ago make room for others.
 */
class KeptAnswers {
  readonly #kept = new Set<KeptAnswer>();
  #size = 0;
  #isHearing = false;

  /** Nobody who cannot hear of changes keeps anything. */
  set isHearing(isHearing: boolean) {
    this.#isHearing = isHearing;
    this.forget();
  }

  /** An answer that somebody waits for, before its size is known. */
  begin(drop: () => void): KeptAnswer {
    const answer = { drop, size: 0 };
    this.#kept.add(answer);
    return answer;
  }

  /** Keeps what was answered, unless something has changed meanwhile or it takes too much room. */
  keep(answer: KeptAnswer, size: number): void {
    if (!this.#kept.has(answer)) return;
    answer.size = size;
    this.#size += size;
    if (!this.#isHearing || size > MOST_SIZE / 4) this.let(answer);
    for (const oldest of this.#kept) {
      if (this.#size <= MOST_SIZE) break;
      if (oldest.size > 0) this.let(oldest);
    }
  }

  /** It was asked for again: others go before it. */
  touch(answer: KeptAnswer): void {
    if (this.#kept.delete(answer)) this.#kept.add(answer);
  }

  let(answer: KeptAnswer): void {
    if (!this.#kept.delete(answer)) return;
    this.#size -= answer.size;
    answer.drop();
  }

  /** Something has changed: whoever asks from now on is told of now. */
  forget(): void {
    for (const { drop } of this.#kept) drop();
    this.#kept.clear();
    this.#size = 0;
  }
}

declare global {
  /** One, though the web has this file twice: bare before Next starts, and in Next's bundle. */
  var ruascopeAnswers: KeptAnswers | undefined;
}

globalThis.ruascopeAnswers ??= new KeptAnswers();
export const keptAnswers = globalThis.ruascopeAnswers;
