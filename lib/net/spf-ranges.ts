import { Resolver } from 'node:dns/promises';
import { type Block, readBlock, withoutBlocks } from '#lib/posture/address-blocks';
import { parseSpf, type SpfRange, type SpfTerm, spfRecordsIn } from '#lib/posture/spf-record';

/** What a domain's SPF record lets send. */
export type SpfOutcome =
  /** `beyond` are the terms that no list of addresses can stand for, as they are written. */
  | { state: 'found'; ranges: SpfRange[]; beyond: string[]; lookups: number }
  | { state: 'permerror'; reason: string; lookups: number }
  | { state: 'none' | 'failed' };

/** RFC 7208 §4.6.4. */
const MOST_LOOKUPS = 10;
const MOST_VOID = 2;
const MOST_MX = 10;
/** No record is so long: what is, is somebody's joke. */
const MOST_RANGES = 5_000;
/** To take so many out of all of IPv6 holds the worker up for a third of a second. */
const MOST_REFUSED = 500;

const ABSENT = new Set(['ENOTFOUND', 'ENODATA']);
const EVERYTHING = ['0.0.0.0/0', '::/0'];

type SpfRangesOptions = { servers?: readonly string[]; timeoutMs?: number };

/** Finds out which addresses SPF records let send, as RFC 7208 evaluates them; remembers what it asked. */
export class SpfRanges {
  readonly #resolver: Resolver;
  readonly #answers = new Map<string, Promise<string[]>>();

  constructor({ servers = [], timeoutMs = 2_000 }: SpfRangesOptions = {}) {
    this.#resolver = new Resolver({ timeout: timeoutMs, tries: 1 });
    if (servers.length > 0) this.#resolver.setServers([...servers]);
  }

  async of(domain: string): Promise<SpfOutcome> {
    const count = { lookups: 0, voids: 0 };
    try {
      const found = await this.#evaluate(domain, null, count);
      return found === null
        ? { state: 'none' }
        : { state: 'found', ...found, lookups: count.lookups };
    } catch (error) {
      if (!(error instanceof PermError)) return { state: 'failed' };
      return { state: 'permerror', reason: error.message, lookups: count.lookups };
    }
  }

  /** What passes by the record of a domain; null where it has none. The first match wins (§4.6.2). */
  async #evaluate(domain: string, via: string | null, count: Count): Promise<Passing | null> {
    const [record, ...more] = spfRecordsIn(await this.#ask('TXT', domain));
    if (record === undefined) return null;
    if (more.length > 0) throw new PermError(`${domain} has more than one SPF record`);
    const parsed = parseSpf(record);
    if (!parsed.ok) throw new PermError(`“${parsed.error}” of ${domain} is no SPF term`);
    const { terms, redirect } = parsed.value;
    const passing = new PassingSoFar();
    for (const term of terms) {
      if (term.kind === 'all') {
        passing.add(term, { ranges: EVERYTHING.map((block) => ({ block, via })), beyond: [] });
        return passing.done();
      }
      passing.add(term, await this.#expand(term, domain, via, count));
    }
    // §6.1: only where there is no `all`.
    if (redirect) {
      const term = { qualifier: '+', text: `redirect=${redirect.target}` } as const;
      passing.add(term, await this.#other(redirect, term.text, domain, via, count));
    }
    return passing.done();
  }

  async #expand(
    term: Exclude<SpfTerm, { kind: 'all' }>,
    domain: string,
    via: string | null,
    count: Count,
  ): Promise<Passing> {
    switch (term.kind) {
      case 'ip':
        return { ranges: [{ block: term.range, via }], beyond: [] };
      case 'include':
        return await this.#other(term, term.text, domain, via ?? term.target, count);
      case 'exists':
      case 'ptr':
        spend(count, term.text);
        return { ranges: [], beyond: [term.text] };
      case 'a':
      case 'mx': {
        spend(count, term.text);
        if (term.macro) return { ranges: [], beyond: [term.text] };
        const name = term.target ?? domain;
        const hosts = term.kind === 'a' ? [name] : await this.#mailHosts(name, count);
        const found = await Promise.all(hosts.map((host) => this.#addresses(host)));
        const addresses = found.flat();
        if (term.kind === 'a' && addresses.length === 0) spendVoid(count, name);
        return { ranges: addresses.map((address) => toRange(address, term, via)), beyond: [] };
      }
    }
  }

  /** Another domain's record, by `include` or `redirect`: that there is none is an error (§5.2, §6.1). */
  async #other(
    { target, macro }: { target: string; macro: boolean },
    text: string,
    domain: string,
    via: string | null,
    count: Count,
  ): Promise<Passing> {
    spend(count, text);
    if (macro) return { ranges: [], beyond: [text] };
    const found = await this.#evaluate(target, via, count);
    if (found === null) throw new PermError(`${text} of ${domain} leads to no SPF record`);
    return found;
  }

  async #mailHosts(name: string, count: Count) {
    const hosts = await this.#ask('MX', name);
    if (hosts.length === 0) spendVoid(count, name);
    if (hosts.length > MOST_MX) throw new PermError(`${name} has more than ${MOST_MX} mail hosts`);
    return hosts;
  }

  async #addresses(host: string) {
    return (await Promise.all([this.#ask('A', host), this.#ask('AAAA', host)])).flat();
  }

  /** No answers where DNS says that there are none; it throws where DNS says nothing. */
  #ask(type: 'TXT' | 'MX' | 'A' | 'AAAA', name: string): Promise<string[]> {
    const key = `${type} ${name}`;
    const known = this.#answers.get(key) ?? this.#query(type, name);
    this.#answers.set(key, known);
    return known;
  }

  async #query(type: 'TXT' | 'MX' | 'A' | 'AAAA', name: string): Promise<string[]> {
    try {
      switch (type) {
        case 'TXT':
          return (await this.#resolver.resolveTxt(name)).map((parts) => parts.join(''));
        case 'MX':
          return (await this.#resolver.resolveMx(name)).map(({ exchange }) => exchange);
        case 'A':
          return await this.#resolver.resolve4(name);
        case 'AAAA':
          return await this.#resolver.resolve6(name);
      }
    } catch (error) {
      if (error instanceof Error && 'code' in error && ABSENT.has(String(error.code))) return [];
      throw error;
    }
  }
}

type Count = { lookups: number; voids: number };
type Passing = { ranges: SpfRange[]; beyond: string[] };

/** What has passed term by term: an address that an earlier term refuses never passes by a later one. */
class PassingSoFar {
  readonly #ranges: SpfRange[] = [];
  readonly #beyond: string[] = [];
  readonly #refused: Block[] = [];
  #isOpen = true;

  add({ qualifier, text }: Pick<SpfTerm, 'qualifier' | 'text'>, { ranges, beyond }: Passing) {
    this.#beyond.push(...beyond);
    if (qualifier !== '+') {
      // Whom such a term refuses is not known, so nobody after it is known to pass.
      if (beyond.length > 0) this.#isOpen = false;
      if (!this.#isOpen) return;
      this.#refused.push(...ranges.map(({ block }) => readBlock(block)));
      if (this.#refused.length <= MOST_REFUSED) return;
      this.#beyond.push(text);
      this.#isOpen = false;
    } else if (this.#isOpen) {
      for (const { block, via } of ranges) {
        const left = withoutBlocks(block, this.#refused);
        this.#ranges.push(...left.map((one) => ({ block: one, via })));
        // At each block: to cut one in pieces takes as long as it makes pieces.
        if (this.#ranges.length > MOST_RANGES) {
          throw new PermError(`It names more than ${MOST_RANGES} blocks of addresses`);
        }
      }
    }
  }

  done(): Passing {
    return { ranges: this.#ranges, beyond: this.#beyond };
  }
}

/** The record itself is wrong, and no receiver passes anybody by it (§2.6.7). */
class PermError extends Error {}

function spend(count: Count, text: string) {
  count.lookups += 1;
  if (count.lookups > MOST_LOOKUPS) {
    throw new PermError(`It takes more than ${MOST_LOOKUPS} lookups; “${text}” is one too many`);
  }
}

function spendVoid(count: Count, name: string) {
  count.voids += 1;
  if (count.voids > MOST_VOID) {
    throw new PermError(`More than ${MOST_VOID} of its names lead nowhere; ${name} is one of them`);
  }
}

function toRange(
  address: string,
  { bits4, bits6 }: { bits4: number; bits6: number },
  via: string | null,
): SpfRange {
  const [block = address] = withoutBlocks(
    `${address}/${address.includes(':') ? bits6 : bits4}`,
    [],
  );
  return { block, via };
}
