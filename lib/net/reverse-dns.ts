import { Resolver } from 'node:dns/promises';
import ipaddr from 'ipaddr.js';
import { normaliseDomain } from '#lib/domain-name';

/**
 * The name of an address. `confirmed`: the name leads back to it. `failed`: DNS did not answer, so
 * nothing is known; `skipped`: an address that nobody outside could know, and nobody is asked.
 */
export type HostName =
  | { state: 'found'; ptr: string; confirmed: boolean | null }
  | { state: 'none' | 'failed' | 'skipped' };

type ReverseDnsOptions = { servers?: readonly string[]; timeoutMs?: number };

/** Whoever owns an address names it, as often as they like: more names than that are not looked at. */
const MOST_NAMES = 3;
/** Answers that say "there is none" or are none of a host's, as opposed to silence. */
const ABSENT = new Set(['ENOTFOUND', 'ENODATA', 'EBADNAME', 'EBADRESP']);

/** Asks DNS what addresses are called: at most one question of PTR and one back for each name. */
export class ReverseDns {
  readonly #resolver: Resolver;

  constructor({ servers = [], timeoutMs = 2_000 }: ReverseDnsOptions = {}) {
    this.#resolver = new Resolver({ timeout: timeoutMs, tries: 1 });
    if (servers.length > 0) this.#resolver.setServers([...servers]);
  }

  async nameOf(ip: string): Promise<HostName> {
    if (!isPublic(ip)) return { state: 'skipped' };
    const names = await this.#names(ip);
    if (names === null) return { state: 'failed' };
    const [first] = names;
    if (first === undefined) return { state: 'none' };
    let confirmed: boolean | null = false;
    for (const ptr of names.slice(0, MOST_NAMES)) {
      const leads = await this.#leadsBack(ptr, ip);
      if (leads) return { state: 'found', ptr, confirmed: true };
      if (leads === null) confirmed = null;
    }
    return { state: 'found', ptr: first, confirmed };
  }

  /** Names that could stand in DNS: what others write there is theirs to choose. */
  async #names(ip: string): Promise<string[] | null> {
    try {
      const names = await this.#resolver.resolvePtr(reverseName(ip));
      return names.flatMap((name) => normaliseDomain(name) ?? []);
    } catch (error) {
      return isAbsent(error) ? [] : null;
    }
  }

  async #leadsBack(name: string, ip: string): Promise<boolean | null> {
    try {
      const addresses = ip.includes(':')
        ? await this.#resolver.resolve6(name)
        : await this.#resolver.resolve4(name);
      return addresses.some((address) => sameAddress(address, ip));
    } catch (error) {
      return isAbsent(error) ? false : null;
    }
  }
}

/** RFC 1035 §3.5 and RFC 3596 §2.5: the address backwards, below in-addr.arpa or ip6.arpa. */
export function reverseName(ip: string): string {
  const address = ipaddr.parse(ip);
  const backwards = (parts: readonly (string | number)[]) => parts.toReversed().join('.');
  if (address.kind() === 'ipv4') return `${backwards(address.toByteArray())}.in-addr.arpa`;
  const nibbles = address.toByteArray().flatMap((byte) => [byte >> 4, byte & 15]);
  return `${backwards(nibbles.map((nibble) => nibble.toString(16)))}.ip6.arpa`;
}

function isPublic(ip: string) {
  return ipaddr.parse(ip).range() === 'unicast';
}

function sameAddress(one: string, other: string) {
  return ipaddr.parse(one).toNormalizedString() === ipaddr.parse(other).toNormalizedString();
}

function isAbsent(error: unknown) {
  return error instanceof Error && 'code' in error && ABSENT.has(String(error.code));
}
