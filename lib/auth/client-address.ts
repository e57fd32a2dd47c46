import ipaddr from 'ipaddr.js';

/**
 * The network a request comes from, as the limiter counts it: an IPv4 address, or the /64 that an
 * IPv6 subscriber owns whole (CVE-2026-45364). `unknown` when nothing usable was said.
 *
 * Each of our `proxies` appended the address it saw, so the client's is that many from the right;
 * what stands further left is the client's own claim. Without a proxy Next writes the header from
 * the socket, but keeps one that the client sent: then only the limit per account is firm.
 */
export function clientNetwork(headers: Headers, proxies: number): string {
  const seen = (headers.get('x-forwarded-for') ?? '').split(',').map((part) => part.trim());
  const address = seen.at(-Math.max(proxies, 1)) ?? '';
  if (!ipaddr.isValid(address)) return 'unknown';
  const parsed = ipaddr.process(address);
  if (parsed.kind() === 'ipv4') return parsed.toString();
  return `${ipaddr.fromByteArray([...parsed.toByteArray().slice(0, 8), 0, 0, 0, 0, 0, 0, 0, 0])}/64`;
}
