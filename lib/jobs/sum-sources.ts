import { listChangedMonths, sumUpMonth } from '#lib/store/source-sum';
import type { JobOutcome } from './nightly.ts';

/**
 * Adds up what sources sent in every month whose records have changed, so that lists of sources need
 * not read them. Until it has come by, and whenever it does not, records are read: slower, and right.
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
  if (months.length === 0)
    return { good: true, text: 'No month has changed.', told: { what: 'noMonth' } };
  const named = [...months].reverse().join(', ');
  return {
    good: true,
    text: `Added up: ${named}.`,
    told: { what: 'addedUp', values: { months: named } },
  };
}
