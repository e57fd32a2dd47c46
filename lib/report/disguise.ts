import ipaddr from 'ipaddr.js';
import { organizationalDomain } from '#lib/domain-name';

/** Addresses that stand for nobody (RFC 5737); 762 of them before they repeat. */
const NETWORKS = ['192.0.2', '198.51.100', '203.0.113'] as const;
/** Names that stand for nobody (RFC 2606). */
const KNOWN_NAMES = ['example.com', 'example.net', 'example.org'] as const;

const EMAIL = /[a-z0-9._%+=-]{1,64}@(?:[a-z0-9_-]{1,63}\.)+[a-z0-9-]{2,63}/gi;
const IPV6 =
  /(?<![\w.:])(?:[0-9a-f]{0,4}:){2,7}(?:[0-9a-f]{0,4}|(?:\d{1,3}\.){3}\d{1,3})(?![\w:])/gi;
const IPV4 = /(?<![\w.])(?:\d{1,3}\.){3}\d{1,3}(?![\w.]|-\d)/g;
const DOMAIN = /(?<![\w@.-])(?:[a-z0-9_-]{1,63}\.)+[a-z][a-z0-9-]{1,62}(?![\w-])/gi;
const FOUND = new RegExp(
  [EMAIL, IPV6, IPV4, DOMAIN].map(({ source }) => `(${source})`).join('|'),
  'gi',
);

/**
 * Replaces what tells who somebody is, the same thing always by the same: addresses, domains with
 * their family ties (two names of one organisation stay of one organisation), e-mail addresses and
 * words. One disguise serves one sample, all files of a mail included.
 */
export class Disguise {
  readonly #addresses = new Map<string, string>();
  readonly #organizations = new Map<string, string>();
  readonly #labels = new Map<string, string>();
  readonly #people = new Map<string, string>();

  /** A text that tells nothing: names replaced, of every other word only its length and shape. */
  words(text: string): string {
    let masked = '';
    let last = 0;
    for (const { 0: found, index } of text.matchAll(FOUND)) {
      masked += shapeOf(text.slice(last, index)) + this.#name(found);
      last = index + found.length;
    }
    return masked + shapeOf(text.slice(last));
  }

  #name(found: string): string {
    if (found.includes('@')) return this.#email(found);
    if (ipaddr.isValid(found)) return this.#address(found);
    // Four numbers beyond 255, or colons that are a time: the fault is what the sample is for.
    return /^[\d.:]+$/.test(found) || found.includes(':') ? shapeOf(found) : this.#domain(found);
  }

  #email(email: string) {
    const at = email.lastIndexOf('@');
    const person = remembered(this.#people, email.slice(0, at).toLowerCase(), (n) => `user${n}`);
    return `${person}@${this.#domain(email.slice(at + 1))}`;
  }

  #address(address: string) {
    const parsed = ipaddr.parse(address);
    const key = parsed.toNormalizedString();
    return remembered(this.#addresses, key, (n) =>
      parsed.kind() === 'ipv6' ? `2001:db8::${n.toString(16)}` : documentationIpv4(n),
    );
  }

  #domain(domain: string) {
    const name = domain.toLowerCase();
    const organization = organizationalDomain(name);
    const stand = remembered(
      this.#organizations,
      organization,
      (n) => KNOWN_NAMES[n - 1] ?? `org${n}.example`,
    );
    const below = name.slice(0, Math.max(0, name.length - organization.length - 1));
    const labels = below === '' ? [] : below.split('.').map((label) => this.#label(label));
    const disguised = [...labels, stand].join('.');
    return domain === domain.toUpperCase() ? disguised.toUpperCase() : disguised;
  }

  #label(label: string) {
    // These say what a name is for, not whose it is.
    if (/^(?:_dmarc|_domainkey|_smtp|_tls|_mta-sts|mta-sts|www|mail|mx\d?)$/.test(label))
      return label;
    return remembered(this.#labels, label, (n) => `sub${n}`);
  }
}

/** Of each letter and digit only that it was one; what is not ASCII stays, for it may be the fault. */
function shapeOf(text: string) {
  return text.replace(/[a-z]/g, 'x').replace(/[A-Z]/g, 'X').replace(/[0-9]/g, '9');
}

function documentationIpv4(n: number) {
  const index = (n - 1) % (NETWORKS.length * 254);
  return `${NETWORKS[Math.floor(index / 254)]}.${(index % 254) + 1}`;
}

function remembered(known: Map<string, string>, key: string, make: (n: number) => string) {
  const before = known.get(key);
  if (before !== undefined) return before;
  const made = make(known.size + 1);
  known.set(key, made);
  return made;
}
