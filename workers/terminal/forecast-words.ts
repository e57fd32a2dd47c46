import type { RunCounts } from '#lib/store/run';
import { ENGLISH } from './english.ts';
import { plural } from './print.ts';

/** What would be done, in one sentence, and that it was not. */
export function forecastInWords(counts: RunCounts): string {
  const { done, stored, duplicates, conflicts, quarantined, records, messages } = counts;
  const parts = [
    `${plural(stored, 'report')} (${plural(records, 'record')}, ${plural(messages, 'message')}) would be stored`,
    duplicates > 0 && `${ENGLISH.count(duplicates)} are known already`,
    conflicts > 0 && `${ENGLISH.count(conflicts)} would be in conflict with a known one`,
    quarantined > 0 && `${plural(quarantined, 'mail')} would go to quarantine`,
  ];
  return `Of ${plural(done, 'new mail')} ${parts.filter(Boolean).join(', ')}. Nothing was changed.`;
}
