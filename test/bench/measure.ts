/** What a piece of work took of this process: seconds on the clock and of its processors. */
export type Taken = { seconds: number; cpuSeconds: number };

export async function measure(work: () => unknown): Promise<Taken> {
  const cpu = process.cpuUsage();
  const started = performance.now();
  await work();
  const { user, system } = process.cpuUsage(cpu);
  return { seconds: (performance.now() - started) / 1000, cpuSeconds: (user + system) / 1e6 };
}

/** Two pieces of work in turn, several rounds, so that a busy moment meets both: the median of each. */
export async function measureInTurn(
  first: () => unknown,
  second: () => unknown,
  rounds: number,
): Promise<[Taken, Taken]> {
  const taken: [Taken[], Taken[]] = [[], []];
  for (let round = 0; round < rounds; round += 1) {
    taken[0].push(await measure(first));
    taken[1].push(await measure(second));
  }
  return [medianOf(taken[0]), medianOf(taken[1])];
}

/** The median of several rounds of one piece of work. */
export async function measureRounds(work: () => unknown, rounds: number): Promise<Taken> {
  const taken: Taken[] = [];
  for (let round = 0; round < rounds; round += 1) taken.push(await measure(work));
  return medianOf(taken);
}

function medianOf(taken: readonly Taken[]): Taken {
  const middle = (key: keyof Taken) =>
    taken.map((one) => one[key]).sort((a, b) => a - b)[taken.length >> 1] ?? Number.NaN;
  return { seconds: middle('seconds'), cpuSeconds: middle('cpuSeconds') };
}

/** The most memory this process ever had. */
export function peakMib(): number {
  return process.resourceUsage().maxRSS / 1024;
}
