/** As many rounds as fit into ten seconds, three at least; `before` each of them, on nobody's time. */
const ROUNDS = { fewest: 3, most: 20, withinMs: 10_000, before: async () => undefined };
type Rounds = Omit<typeof ROUNDS, 'before'> & { before: () => Promise<unknown> };

/**
 * How many milliseconds a piece of work takes, shortest first. Its first round is not counted, unless
 * that alone took longer than all rounds should: then it is the only one.
 */
export async function timesOf(
  work: () => Promise<unknown>,
  given: Partial<Rounds> = {},
): Promise<number[]> {
  const { fewest, most, withinMs, before }: Rounds = { ...ROUNDS, ...given };
  await before();
  const first = await timeOf(work);
  if (first > withinMs) return [first];
  const times: number[] = [];
  const begun = performance.now();
  const isOver = () => times.length >= fewest && performance.now() - begun > withinMs;
  while (times.length < most && !isOver()) {
    await before();
    times.push(await timeOf(work));
  }
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
