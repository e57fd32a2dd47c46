import { domainToASCII, domainToUnicode } from 'node:url';
import { getDomain } from 'tldts';

/**
 * A domain name as it is compared and stored: lower case, A-labels, no trailing dot, no blanks.
 * Null when it is not a name that could stand in DNS (RFC 1035 §2.3.4: 253 characters, labels of 63).
 */
export function normaliseDomain(text: string): string | null {
  // Nearly all names are written so, and there are four in a record.
  if (isNormal(text)) return text;
  const trimmed = text.trim().replace(/\.$/, '').toLowerCase();
  if (trimmed === '' || trimmed.length > 253) return null;
  // Underscores occur in real names (service labels), which the URL rules of domainToASCII refuse.
  const ascii = /^[a-z0-9._-]+$/.test(trimmed) ? trimmed : domainToASCII(trimmed);
  return isNormal(ascii) ? ascii : null;
}

function isNormal(name: string) {
  return name.length <= 253 && LABELS.test(name);
}

const LABELS = /^[a-z0-9_-]{1,63}(?:\.[a-z0-9_-]{1,63})*$/;

/**
 * The Organizational Domain by the Public Suffix List (RFC 7489 §3.2); the name itself when it has
 * none. RFC 9989 finds it by a DNS tree walk instead, which the posture room will do beside this.
 */
export function organizationalDomain(domain: string): string {
  const known = asked.get(domain);
  if (known !== undefined) return known;
  const found = getDomain(domain, { allowPrivateDomains: true }) ?? domain;
  // Ten thousand sources name the same few hundred domains; a forger's million names must not stay.
  if (asked.size >= MOST_ASKED) asked.clear();
  asked.set(domain, found);
  return found;
}

const asked = new Map<string, string>();
const MOST_ASKED = 10_000;

/** The name as people write it (U-labels), for display beside the A-label. */
export function unicodeDomain(domain: string): string {
  return domainToUnicode(domain) || domain;
}
