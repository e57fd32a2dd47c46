import { organizationalDomain } from '#lib/domain-name';

/** A TXT record to publish: its name in DNS, and what it says. */
export type TxtRecord = { host: string; value: string };

/** The tags of a DMARC record as reports told them; null for one that they did not. */
export type SeenTags = Readonly<Record<(typeof TAGS)[number], string | null>>;

const TAGS = ['p', 'sp', 'np', 'adkim', 'aspf', 'fo', 'pct', 't'] as const;

/**
 * The record that asks receivers to report about a domain to an address (RFC 9989 §4.7): the tags that
 * reports have seen there already, or for a domain without any the one that changes no mail's fate.
 */
export function dmarcRecord(domain: string, address: string, seen: SeenTags | null): TxtRecord {
  const tags = seen ? statedTags(seen) : [];
  const policy = tags.some(([tag]) => tag === 'p') ? tags : [NO_POLICY, ...tags];
  const text = policy.map(([tag, value]) => `${tag}=${value}`).join('; ');
  return { host: `_dmarc.${domain}`, value: `v=DMARC1; ${text}; rua=${mailto(address)}` };
}

const NO_POLICY = ['p', 'none'] as const;

/**
 * By what another organisation's domain agrees to be sent reports about this one; receivers ignore its
 * address until it does (RFC 9990 §4). Null within one organisation, which need not agree with itself.
 */
export function consentRecord(domain: string, address: string): TxtRecord | null {
  const host = address.slice(address.lastIndexOf('@') + 1).toLowerCase();
  if (organizationalDomain(host) === organizationalDomain(domain)) return null;
  return { host: `${domain}._report._dmarc.${host}`, value: 'v=DMARC1;' };
}

/** An address as a URI of `rua`, where a comma parts and a `!` limits (RFC 9989 §4.7). */
export function mailto(address: string): string {
  return `mailto:${address.replace(/[^\w.@+~-]/g, (sign) => encodeURIComponent(sign).replace('!', '%21'))}`;
}

/** Without what says no more than its absence: reports state defaults that no record names. */
function statedTags(seen: SeenTags) {
  return TAGS.flatMap((tag) => {
    const value = seen[tag];
    if (value === null || value === DEFAULTS[tag]) return [];
    return tag === 'sp' && value === seen.p ? [] : [[tag, value] as const];
  });
}

const DEFAULTS: Partial<SeenTags> = { adkim: 'r', aspf: 'r', fo: '0', pct: '100', t: 'n' };
