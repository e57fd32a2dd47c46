/** What a mail goes through, in this order (ARCHITECTURE, the walk). */
const STAGES = ['search', 'fetch', 'claim', 'read', 'store', 'settle'] as const;
export type Stage = (typeof STAGES)[number];

const seconds: Record<Stage, number> = Object.fromEntries(
  STAGES.map((stage) => [stage, 0]),
) as Record<Stage, number>;

/** Does a piece of work of a stage, and adds the time it took, in vain or not, to that stage. */
export async function timed<T>(stage: Stage, work: () => Promise<T>): Promise<T> {
  const started = performance.now();
  try {
    return await work();
  } finally {
    seconds[stage] += (performance.now() - started) / 1000;
  }
}

/** Seconds that this process spent in each stage, mailboxes side by side added up. */
export function stageSeconds(): Readonly<Record<Stage, number>> {
  return { ...seconds };
}
