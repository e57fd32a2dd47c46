import ipaddr from 'ipaddr.js';

/**
 * The address a request comes from; null when nothing usable was said. Each of our `proxies`
 * appended the address it saw, so the client's is that many from the right; what stands further left
 * is the client's own claim. Without a proxy Next writes the header from the socket, but keeps one
 * that the client sent.
 */
export function clientAddress(headers: Headers, proxies: number): string | null {
  const seen = (headers.get('x-forwarded-for') ?? '').split(',').map((part) => part.trim());
  const address = seen.at(-Math.max(proxies, 1)) ?? '';
  return ipaddr.isValid(address) ? ipaddr.process(address).toString() : null;
}

/**
 * The network of that address, as a limiter counts it: an IPv4 address, or the /64 that an IPv6
 * subscriber owns whole (CVE-2026-45364). `unknown` where there is no address.
 */
export function clientNetwork(headers: Headers, proxies: number): string {
  const address = clientAddress(headers, proxies);
  if (address === null) return 'unknown';
  if (!ipaddr.IPv6.isValid(address)) return address;
  return `${ipaddr.IPv6.networkAddressFromCIDR(`${address}/64`)}/64`;
}
