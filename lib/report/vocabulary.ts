/**
 * The closed words of aggregate reports (RFC 7489 appendix C, RFC 9990 appendix A). What a reporter wrote
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

/** Why a receiver did not do what the policy asks (RFC 9990, Policy Override Reason; the starred are RFC 7489's). */
export const OVERRIDE_TYPES = [
  'local_policy',
  'mailing_list',
  'trusted_forwarder',
  'policy_test_mode',
  'forwarded', // *
  'sampled_out', // *
  'other',
] as const;

/** How strictly two domains must agree (RFC 9989 §4.7, tags `adkim` and `aspf`). */
export type AlignmentMode = 'relaxed' | 'strict';

/** The disposition that a word means. Any case and padding; a word nobody defined is `other`. */
export function dispositionOf(word: string): Disposition {
  const spelt = word.trim().toLowerCase();
  return DISPOSITIONS.find((known) => known === spelt) ?? 'other';
}

/** The policy that a word means; null for an empty or unknown one (Mail.Ru states `sp` as "nil"). */
export function policyOf(word: string | null): Policy | null {
  const spelt = word?.trim().toLowerCase();
  return POLICIES.find((known) => known === spelt) ?? null;
}

/** The alignment mode that a word means: relaxed unless it says strict (one reporter writes `r;`). */
export function alignmentModeOf(word: string | null): AlignmentMode {
  return word && /^\s*s/i.test(word) ? 'strict' : 'relaxed';
}

/** The result that a word means, with the words of reporters who write older or their own ones. */
export function authResultOf(word: string): AuthResult {
  const spelt = word.trim().toLowerCase();
  return (
    AUTH_RESULTS.find((known) => known === spelt && known !== 'unknown') ??
    OTHER_WORDS.get(spelt) ??
    'unknown'
  );
}

const OTHER_WORDS: ReadonlyMap<string, AuthResult> = new Map([
  ['hardfail', 'fail'], // docomo, Mail.Ru: the name before RFC 4408
  ['unknown', 'temperror'], // RFC 7489 appendix C, comment of SPFResultType
  ['error', 'permerror'], // the same
  ['temperr', 'temperror'],
  ['permerr', 'permerror'],
  ['invalid', 'permerror'], // a DKIM signature that cannot be parsed
]);
