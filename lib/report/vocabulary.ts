/**
 * The closed words of aggregate reports (RFC 7489 appendix C, RFC 9990 §3.1). What a reporter wrote
 * outside them is mapped where its meaning is known, kept raw always, and `other` where it is not.
 */
export const DISPOSITIONS = ['none', 'pass', 'quarantine', 'reject', 'other'] as const;
export type Disposition = (typeof DISPOSITIONS)[number];

/** What a domain owner may ask for (RFC 9989 §4.7, tags `p`, `sp`, `np`). */
export const POLICIES = ['none', 'quarantine', 'reject'] as const;
export type Policy = (typeof POLICIES)[number];

/** Results of DKIM and SPF checks (RFC 8601 §2.7); `unknown` is ours, for words nobody defined. */
export const AUTH_RESULTS = [
  'pass',
  'fail',
  'softfail',
  'neutral',
  'none',
  'policy',
  'temperror',
  'permerror',
  'unknown',
] as const;
export type AuthResult = (typeof AUTH_RESULTS)[number];

/** Why a receiver did not do what the policy asks (RFC 9990 §3.1.6; the starred are RFC 7489's). */
export const OVERRIDE_TYPES = [
  'local_policy',
  'mailing_list',
  'trusted_forwarder',
  'policy_test_mode',
  'forwarded', // *
  'sampled_out', // *
  'other',
] as const;
