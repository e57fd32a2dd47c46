/**
 * The lucide icons of closed vocabularies, so that a state is never colour alone (PRODUCT 3.0,
 * Palette). Their words are `outcome` and `label` of lib/words.
 */
export const OUTCOME_ICONS = {
  passed: 'check',
  overridden: 'corner-down-right',
  quarantined: 'inbox',
  rejected: 'ban',
  delivered: 'x',
} as const;

/** How sure we are who sent a report (RFC 9990 §7: reports may be forged in large volume). */
export const VERDICT_ICONS = {
  verified: 'check',
  authenticated: 'circle-help',
  unverified: 'warning',
  failed: 'x',
  'not-checked': 'minus',
} as const;

/** Whose a source is (PRODUCT 3.1, Classes); a candidate has not been approved yet. */
export const CLASS_ICONS = {
  own: 'check',
  approved: 'check-check',
  forwarder: 'corner-down-right',
  misconfigured: 'warning',
  unknown: 'circle-help',
  spoof: 'x',
  'not-mine': 'ban',
  candidate: 'circle-help',
} as const;

/** Override reasons (RFC 9990 §3.1.6; `forwarded` and `sampled_out` are RFC 7489’s). */
export const REASONS = [
  'local_policy',
  'mailing_list',
  'trusted_forwarder',
  'policy_test_mode',
  'forwarded',
  'sampled_out',
  'other',
] as const;
