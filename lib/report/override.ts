import { type Disposition, POLICIES, type Policy } from './vocabulary.ts';

type Reason = { type: string; comment: string | null };

/**
 * Whose doing an override is (metric M10): our own record left the message out of the policy, the
 * receiver trusted what ARC says of its way here, or it had another reason of its own.
 */
const REASON_ORIGINS = ['own-record', 'arc', 'receiver'] as const;
export type ReasonOrigin = (typeof REASON_ORIGINS)[number];

/** The reasons that our own record gives: RFC 7489's `pct`, RFC 9989's `t=y`. */
const OWN_RECORD_REASONS = ['sampled_out', 'policy_test_mode'] as const;

/** Whose doing a reason is. */
export function reasonOrigin({ type, comment }: Reason): ReasonOrigin {
  if (OWN_RECORD_REASONS.some((known) => known === type)) return 'own-record';
  return type === 'local_policy' && comment?.toLowerCase().includes('arc=pass')
    ? 'arc'
    : 'receiver';
}

type Facts = {
  pass: boolean;
  disposition: Disposition;
  requested: Policy;
  reasons: readonly Reason[];
};

/** M10: the mail failed, and the receiver gave a reason and did less than it was asked to. */
export function isOverridden({ pass, disposition, requested, reasons }: Facts): boolean {
  return !pass && reasons.length > 0 && strengthOf(disposition) < POLICIES.indexOf(requested);
}

function strengthOf(disposition: Disposition) {
  const strengths = { none: 0, pass: 0, other: 0, quarantine: 1, reject: 2 } as const;
  return strengths[disposition];
}
