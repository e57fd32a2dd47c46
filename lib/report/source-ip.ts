import ipaddr from 'ipaddr.js';

/**
 * An address in its one canonical spelling: dotted decimal, or RFC 5952; an IPv4 address that was
 * mapped into IPv6 is the IPv4 address. Null for anything else, octal and short forms included.
 */
export function canonicalIp(text: string): string | null {
  const bare = text.replace(/^\[(.*)\]$/, '$1').replace(/^IPv6:/i, '');
  // Asked of an IPv6 address, it would throw and catch an error for each.
  if (!bare.includes(':')) return DOTTED_DECIMAL.test(bare) ? bare : null;
  // A zone index means something on the reporter's machine only, and inet cannot hold it.
  if (bare.includes('%') || !ipaddr.IPv6.isValid(bare)) return null;
  const address = ipaddr.IPv6.parse(bare);
  return address.isIPv4MappedAddress()
    ? address.toIPv4Address().toString()
    : address.toRFC5952String();
}

/** Four numbers up to 255 without leading zeros; a library takes six times as long to see that. */
const DOTTED_DECIMAL = /^(?:(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(?:\.(?!$)|$)){4}$/;
