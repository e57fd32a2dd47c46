import type { PolicyPublished } from './aggregate-schema.ts';
import { type Policy, policyOf } from './vocabulary.ts';

/**
 * What the domain owner asked receivers to do with mail of this author domain that fails: `p` for the
 * policy domain itself, `sp` below it, else `p` (RFC 9989 §4.7). Whether a subdomain exists, which
 * would make `np` apply, cannot be told from a report. Test mode (`t=y`) lowers it one step, and so
 * does RFC 7489's `pct=0`; any other `pct` lowers it for a share of the mail: `sampledPercent`.
 */
export function requestedPolicy(published: PolicyPublished, headerFrom: string): Policy {
  const p = policyOf(published.p) ?? 'none';
  const stated = headerFrom === published.domain ? p : (policyOf(published.sp) ?? p);
  const isTesting = published.testing?.toLowerCase() === 'y';
  return isTesting || percentOf(published) === 0 ? ONE_LOWER[stated] : stated;
}

/** The percentage of failing mail the policy is meant for (RFC 7489 §6.3); null where it is all. */
export function sampledPercent(published: PolicyPublished): number | null {
  const percent = percentOf(published);
  return percent > 0 && percent < 100 ? percent : null;
}

const ONE_LOWER = { reject: 'quarantine', quarantine: 'none', none: 'none' } as const;

function percentOf({ pct }: PolicyPublished) {
  return pct && /^\d{1,3}$/.test(pct) ? Math.min(Number(pct), 100) : 100;
}
