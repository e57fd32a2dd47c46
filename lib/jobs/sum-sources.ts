import { divideMonth, listUndividedMonths } from '#lib/store/divided-days';
import { listChangedMonths, sumUpMonth } from '#lib/store/source-sum';
import { addUpClasses, judgeMonths } from './judge-sources.ts';
import type { JobOutcome } from './nightly.ts';

/**
 * Adds up what sources sent in every month whose records have changed, so that lists of sources need
 * not read them, and judges whose those sources are. Until it has come by, records are read, which is
 * slower and right, and a new source is one that nobody has judged.
 */
export async function sumSources(
  stop: AbortSignal,
  { traitsFrom }: { traitsFrom?: number } = {},
): Promise<JobOutcome> {
  const months = await listChangedMonths();
  for (const month of months) {
    stop.throwIfAborted();
    await sumUpMonth(month, traitsFrom);
  }
  for (const month of await listUndividedMonths()) {
    stop.throwIfAborted();
    await divideMonth(month);
  }
  const judged = await judgeMonths(stop);
  await addUpClasses(stop);
  if (months.length > 0) {
    const named = [...months].reverse().join(', ');
    const told = { what: 'addedUp', values: { months: named } } as const;
    return { good: true, text: `Added up: ${named}.`, told };
  }
  if (judged > 0) {
    const text = `Judged again: the sources of ${judged} months of domains.`;
    return { good: true, text, told: { what: 'judged', values: { months: judged } } };
  }
  return { good: true, text: 'No month has changed.', told: { what: 'noMonth' } };
}
