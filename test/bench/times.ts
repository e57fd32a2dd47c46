/** As many rounds as fit into ten seconds, three at least. */
const ROUNDS = { fewest: 3, most: 20, withinMs: 10_000 };

/**
 * How many milliseconds a piece of work takes, shortest first. Its first round is not counted, unless
 * that alone took longer than all rounds should: then it is the only one.
 */
export async function timesOf(work: () => Promise<unknown>, rounds = ROUNDS): Promise<number[]> {
  const first = await timeOf(work);
  if (first > rounds.withinMs) return [first];
  const times: number[] = [];
  const begun = performance.now();
  const isOver = () => times.length >= rounds.fewest && performance.now() - begun > rounds.withinMs;
  while (times.length < rounds.most && !isOver()) times.push(await timeOf(work));
  return times.sort((a, b) => a - b);
}

async function timeOf(work: () => Promise<unknown>) {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

/** The value that so large a share of the values does not exceed; of an ascending list. */
export function percentile(sorted: readonly number[], share: number): number {
  return sorted[Math.ceil(sorted.length * share) - 1] ?? Number.NaN;
}
