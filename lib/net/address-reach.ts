import ipaddr from 'ipaddr.js';

/**
 * From where an address can be reached: `public` from everywhere, `private` from this machine or its
 * networks only, `never` where no server of anybody's stands that we should ask.
 */
export type Reach = 'public' | 'private' | 'never';

/** The reach of an address as a resolver or a URL spells it; what is no address is asked by nobody. */
export function reachOf(address: string): Reach {
  if (!ipaddr.isValid(address) || METADATA.has(address.toLowerCase())) return 'never';
  // An IPv4 address in an IPv6 one (::ffff:127.0.0.1) is that IPv4 address.
  const parsed = ipaddr.process(address);
  if (METADATA.has(parsed.toString())) return 'never';
  const range = parsed.range();
  // NAT64 (RFC 6052): behind a gateway this is how public IPv4 looks, and loopback as well.
  if (range === 'rfc6052') return reachOf(behindNat64(parsed.toByteArray()));
  if (PRIVATE.has(range)) return 'private';
  return range === 'unicast' && isAssigned(parsed) ? 'public' : 'never';
}

/** Where clouds tell a machine its own credentials, in ranges that are private otherwise. */
const METADATA = new Set([
  ...['169.254.169.254', 'fd00:ec2::254', 'fd00:ec2:0:0:0:0:0:254'],
  ...['100.100.100.200', '192.0.0.192', '168.63.129.16'],
]);

const PRIVATE = new Set(['loopback', 'private', 'carrierGradeNat', 'uniqueLocal']);

/** Of IPv6 only 2000::/3 is given out (RFC 3513 §4); what lies beyond, such as ::7f00:1, is nobody's. */
function isAssigned(address: ipaddr.IPv4 | ipaddr.IPv6) {
  const [first = 0] = address.toByteArray();
  return address.kind() === 'ipv4' || first >> 5 === 1;
}

/** What the well-known prefix wraps; a prefix of somebody's own (RFC 8215) may wrap it anywhere. */
function behindNat64(bytes: readonly number[]) {
  const wellKnown = bytes.slice(4, 12).every((byte) => byte === 0);
  return wellKnown ? bytes.slice(12).join('.') : '';
}
