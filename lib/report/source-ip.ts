import ipaddr from 'ipaddr.js';
import { ownCopy } from './own-copy.ts';

/**
 * An address in its one canonical spelling: dotted decimal, or RFC 5952; an IPv4 address that was
 * mapped into IPv6 is the IPv4 address. Null for anything else, octal and short forms included.
 */
export function canonicalIp(text: string): string | null {
  if (DOTTED_DECIMAL.test(text)) return text;
  const bare = text.replace(/^\[(.*)\]$/, '$1').replace(/^IPv6:/i, '');
  // Asked of an IPv6 address, it would throw and catch an error for each.
  if (!bare.includes(':')) return DOTTED_DECIMAL.test(bare) ? bare : null;
  if (bare.length > LONGEST) return canonicalIpv6(bare);
  const known = asked.get(bare);
  if (known !== undefined) return known;
  const found = canonicalIpv6(bare);
  if (asked.size >= MOST_ASKED) asked.clear();
  asked.set(ownCopy(bare), found);
  return found;
}

/** The addresses of one report are met often, and each is asked for again where it becomes a row. */
const asked = new Map<string, string | null>();
const MOST_ASKED = 10_000;
/** An IPv4 address within an IPv6 one, every digit written. */
const LONGEST = 45;

function canonicalIpv6(bare: string): string | null {
  // A zone index means something on the reporter's machine only, and inet cannot hold it.
  if (bare.includes('%')) return null;
  const address = parseIpv6(bare);
  if (!address) return null;
  return isMapped(address) ? address.toIPv4Address().toString() : address.toRFC5952String();
}

/** The library's own question whether it is valid parses it, too. */
function parseIpv6(text: string): ipaddr.IPv6 | null {
  try {
    return ipaddr.IPv6.parse(text);
  } catch {
    return null; // It says so of all that is no address, and nothing else.
  }
}

/** RFC 4291 §2.5.5.2. The library would hold the address against each range that has a name. */
function isMapped({ parts: [a, b, c, d, e, f] }: ipaddr.IPv6) {
  return f === 0xffff && !(a || b || c || d || e);
}

/** Four numbers up to 255 without leading zeros; a library takes six times as long to see that. */
const DOTTED_DECIMAL = /^(?:(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(?:\.(?!$)|$)){4}$/;
