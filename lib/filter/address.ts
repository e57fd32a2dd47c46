import ipaddr from 'ipaddr.js';

/**
 * An IP address or a CIDR block in its one spelling (RFC 5952; an IPv4-mapped address is IPv4, a
 * block starts at its first address), or null for anything else.
 */
export function normaliseAddress(text: string): string | null {
  const [address = '', bits, ...more] = text.trim().split('/');
  if (more.length > 0 || !isAddress(address)) return null;
  const parsed = ipaddr.process(address);
  if (bits === undefined) return parsed.toString();
  // ::ffff:192.0.2.0/120 is 192.0.2.0/24: the first 96 bits say only that it is IPv4.
  const prefix = Number(bits) - (parsed.kind() === 'ipv4' && address.includes(':') ? 96 : 0);
  if (!/^\d{1,3}$/.test(bits) || prefix < 0 || prefix > parsed.toByteArray().length * 8)
    return null;
  return `${firstOf(parsed, prefix)}/${prefix}`;
}

function isAddress(text: string) {
  // ipaddr.js also reads 0x7f.1, 127.1 and fe80::1%eth0, which no report means.
  if (text.includes(':')) return !text.includes('%') && ipaddr.IPv6.isValid(text);
  return ipaddr.IPv4.isValidFourPartDecimal(text);
}

type Address = ReturnType<typeof ipaddr.process>;

function firstOf(address: Address, prefix: number) {
  const bytes = address.toByteArray().map((byte, index) => {
    const kept = Math.min(8, Math.max(0, prefix - index * 8));
    return byte & (0xff << (8 - kept)) & 0xff;
  });
  return ipaddr.fromByteArray(bytes);
}
