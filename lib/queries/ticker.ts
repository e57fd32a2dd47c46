import { beyondWall } from '#lib/db/wall';

type Listener<Answer> = (answer: Answer) => void;

/**
 * Asks one question every so often as long as anybody listens, and tells all of them the answer:
 * however many look on, the database hears it once a tick, and not as whoever came first. A failure
 * ends every listener's stream.
 */
export class Ticker<Answer> {
  readonly #ask: () => Promise<Answer>;
  readonly #everyMs: number;
  readonly #listeners = new Map<Listener<Answer>, (error: unknown) => void>();
  #timer: NodeJS.Timeout | null = null;

  constructor(ask: () => Promise<Answer>, everyMs: number) {
    this.#ask = ask;
    this.#everyMs = everyMs;
  }

  /** Listens until the answer of this function is called. The first answer comes at once. */
  listen(listener: Listener<Answer>, fail: (error: unknown) => void): () => void {
    this.#listeners.set(listener, fail);
    this.#restart(0);
    return () => {
      this.#listeners.delete(listener);
      if (this.#listeners.size === 0) this.#stop();
    };
  }

  #restart(afterMs: number) {
    this.#stop();
    this.#timer = setTimeout(() => void this.#tick(), afterMs);
  }

  #stop() {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
  }

  async #tick() {
    const listeners = [...this.#listeners];
    try {
      const answer = await beyondWall(this.#ask);
      for (const [tell] of listeners) tell(answer);
      if (this.#listeners.size > 0) this.#restart(this.#everyMs);
    } catch (error) {
      for (const [, fail] of listeners) fail(error);
    }
  }
}
