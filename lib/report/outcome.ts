import type { OverrideReason } from './aggregate-schema.ts';
import type { Disposition, Policy } from './vocabulary.ts';

/** What became of mail, as one split that adds up to all of it. */
export const OUTCOMES = ['passed', 'rejected', 'quarantined', 'overridden', 'delivered'] as const;
export type RecordOutcome = (typeof OUTCOMES)[number];

type Facts = {
  pass: boolean;
  disposition: Disposition;
  reasons: readonly OverrideReason[];
  requested: Policy;
};

/**
 * The outcome of a record's mail, first match: it passed; it failed and was rejected or quarantined;
 * it failed and was delivered although the policy asked otherwise, with a reason; or just delivered.
 */
export function outcomeOf({ pass, disposition, reasons, requested }: Facts): RecordOutcome {
  if (pass) return 'passed';
  if (disposition === 'reject') return 'rejected';
  if (disposition === 'quarantine') return 'quarantined';
  return reasons.length > 0 && requested !== 'none' ? 'overridden' : 'delivered';
}
