import { Resolver } from 'node:dns/promises';

/** Asks DNS for records of a type; rejects with `code` ENOTFOUND or ENODATA where there are none. */
export type Lookup = (name: string, type: string) => Promise<string[] | string[][]>;

/** How DNS fared for one mail: `none` when nobody asked. */
export type DnsState = 'answered' | 'failed' | 'none';

const ABSENT = new Set(['ENOTFOUND', 'ENODATA']);
const CACHE = 5_000;
const KEEP_MS = 3_600_000;
const REST_MS = 60_000;
const FAILURES = 3;

type DnsOptions = { servers?: readonly string[]; timeoutMs?: number };

/**
 * DNS with a memory and a breaker: reporters sign every mail with the same few keys, and where DNS
 * does not answer at all (an offline machine), three silences give it a minute's rest instead of
 * two seconds a mail.
 */
export class Dns {
  readonly #resolver: Resolver;
  readonly #answers = new Map<string, { until: number; answer: Promise<string[] | string[][]> }>();
  #failures = 0;
  #restsUntil = 0;

  constructor({ servers = [], timeoutMs = 2_000 }: DnsOptions = {}) {
    this.#resolver = new Resolver({ timeout: timeoutMs, tries: 1 });
    if (servers.length > 0) this.#resolver.setServers([...servers]);
  }

  /** A lookup for one mail: at most `budget` questions, and how they fared. */
  forMail(budget: number): { lookup: Lookup; state: () => DnsState } {
    let asked = 0;
    let answered = false;
    const lookup: Lookup = async (name, type) => {
      asked += 1;
      if (asked > budget)
        throw dnsError('ETIMEOUT', `More than ${budget} DNS questions for one mail.`);
      try {
        const records = await this.#ask(name.toLowerCase(), type.toUpperCase());
        answered = true;
        return records;
      } catch (error) {
        answered ||= isAbsent(error);
        throw error;
      }
    };
    return { lookup, state: () => (asked === 0 ? 'none' : answered ? 'answered' : 'failed') };
  }

  #ask(name: string, type: string) {
    const key = `${type} ${name}`;
    const known = this.#answers.get(key);
    if (known && known.until > Date.now()) return known.answer;
    if (this.#restsUntil > Date.now()) throw dnsError('ETIMEOUT', 'DNS does not answer.');
    const answer = this.#query(name, type);
    if (this.#answers.size >= CACHE) this.#answers.clear();
    this.#answers.set(key, { until: Date.now() + KEEP_MS, answer });
    answer.catch((error) => {
      // That there is no record is an answer; that nobody answered is none, and is asked again.
      if (!isAbsent(error)) this.#answers.delete(key);
    });
    return answer;
  }

  async #query(name: string, type: string) {
    try {
      const records = await this.#resolve(name, type);
      this.#failures = 0;
      return records;
    } catch (error) {
      this.#failures = isAbsent(error) ? 0 : this.#failures + 1;
      if (this.#failures >= FAILURES) this.#restsUntil = Date.now() + REST_MS;
      throw error;
    }
  }

  async #resolve(name: string, type: string): Promise<string[] | string[][]> {
    switch (type) {
      case 'TXT':
        return await this.#resolver.resolveTxt(name);
      case 'A':
        return await this.#resolver.resolve4(name);
      case 'AAAA':
        return await this.#resolver.resolve6(name);
      default:
        throw dnsError('ENOTIMP', `Nobody here asks for ${type} records.`);
    }
  }
}

function isAbsent(error: unknown) {
  return error instanceof Error && 'code' in error && ABSENT.has(String(error.code));
}

function dnsError(code: string, message: string) {
  return Object.assign(new Error(message), { code });
}
