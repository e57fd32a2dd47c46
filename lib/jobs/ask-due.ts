import type { DnsPatience } from './dns-patience.ts';
import { inTurn } from './in-turn.ts';

const BATCH = 50;
const AT_ONCE = 4;

/** What is due, how one of it is asked about, and where the answers of a batch are kept. */
type Asking<Due, Outcome> = {
  list: (limit: number) => Promise<Due[]>;
  ask: (due: Due) => Promise<Outcome>;
  save: (answered: [Due, Outcome][]) => Promise<void>;
};

/**
 * Asks DNS about all that is due, batch by batch, until nothing is left or DNS is silent. Counts in `told`
 * how many answers of each state there were.
 */
export async function askDue<Due, Outcome extends { state: string }>(
  stop: AbortSignal,
  patience: DnsPatience<Outcome>,
  told: Record<Outcome['state'], number>,
  { list, ask, save }: Asking<Due, Outcome>,
): Promise<void> {
  while (!patience.isOver) {
    stop.throwIfAborted();
    const due = await list(BATCH);
    if (due.length === 0) return;
    const answered = await inTurn(due, AT_ONCE, async (one): Promise<[Due, Outcome]> => {
      return [one, await patience.ask(() => ask(one))];
    });
    for (const [, outcome] of answered) {
      const state: Outcome['state'] = outcome.state;
      told[state] += 1;
    }
    await save(answered);
  }
}
