type Part = { stop: () => Promise<unknown>; force?: () => Promise<unknown> };

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Ends what was started, the last first: web and worker before the database they need. The first
 * signal asks, the second one forces.
 */
export class Shutdown {
  readonly #parts: Part[] = [];
  readonly #began = new AbortController();
  #beganAt = 0;

  /** Aborts when the shutdown begins. */
  readonly signal = this.#began.signal;

  constructor() {
    for (const signal of SIGNALS) process.on(signal, () => this.#hear());
    // npm may be killed without passing anything on; then its child, this process, is handed over.
    const parent = process.ppid;
    if (!process.env['npm_lifecycle_event']) return;
    setInterval(() => process.ppid !== parent && void this.run(0), 1000).unref();
  }

  add(part: Part): void {
    this.#parts.unshift(part);
  }

  /** Ends everything, then the process. */
  async run(code: number): Promise<never> {
    this.#beganAt = Date.now();
    this.#began.abort();
    for (const { stop } of this.#parts) await stop();
    process.exit(code);
  }

  #hear() {
    if (!this.signal.aborted) {
      process.stdout.write('\nStopping. Once more forces it.\n');
      void this.run(0);
    } else if (Date.now() - this.#beganAt > 500) {
      // Not sooner: a terminal's Ctrl-C comes twice, from itself and passed on by npm.
      for (const { force } of this.#parts) void force?.();
    }
  }
}
