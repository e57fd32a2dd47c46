/** Prints what `npm start` does: one line a step, its number, its name and how long it took. */
export class Steps {
  #done = 0;
  readonly #total: number;

  constructor(total: number) {
    this.#total = total;
  }

  /** Runs one step; `outcome` says in a few words what came of it. */
  async run<T>(name: string, work: () => Promise<T>, outcome: (value: T) => string): Promise<T> {
    this.#done += 1;
    const started = performance.now();
    process.stdout.write(`${this.#done}/${this.#total} ${name.padEnd(12)}`);
    try {
      const value = await work();
      process.stdout.write(`${outcome(value)} (${seconds(started)})\n`);
      return value;
    } catch (error) {
      process.stdout.write('failed\n');
      throw error;
    }
  }
}

function seconds(started: number) {
  return `${((performance.now() - started) / 1000).toFixed(1)} s`;
}
