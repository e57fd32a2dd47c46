/** As many rounds as fit into ten seconds, three at least. */
const ROUNDS = { fewest: 3, most: 20, withinMs: 10_000 };

/** How many milliseconds a piece of work takes, shortest first; its first round is not counted. */
export async function timesOf(work: () => Promise<unknown>): Promise<number[]> {
  await work();
  const times: number[] = [];
  const begun = performance.now();
  const isOver = () => times.length >= ROUNDS.fewest && performance.now() - begun > ROUNDS.withinMs;
  while (times.length < ROUNDS.most && !isOver()) {
    const started = performance.now();
    await work();
    times.push(performance.now() - started);
  }
  return times.sort((a, b) => a - b);
}

/** The value that so large a share of the values does not exceed; of an ascending list. */
export function percentile(sorted: readonly number[], share: number): number {
  return sorted[Math.ceil(sorted.length * share) - 1] ?? Number.NaN;
}
