import { Resolver } from 'node:dns/promises';
import { isDmarc } from '#lib/posture/dmarc-record';

/** What stands at `_dmarc` below a domain; `failed` where DNS did not answer. */
export type DmarcOutcome =
  | { state: 'found'; record: string }
  | { state: 'none' | 'several' | 'failed' };

const ABSENT = new Set(['ENOTFOUND', 'ENODATA']);
/** No record is so long: what is, is somebody's joke. */
const LONGEST = 2_000;

type DmarcRecordsOptions = { servers?: readonly string[]; timeoutMs?: number };

/** Asks DNS for the DMARC records of domains. */
export class DmarcRecords {
  readonly #resolver: Resolver;

  constructor({ servers = [], timeoutMs = 2_000 }: DmarcRecordsOptions = {}) {
    this.#resolver = new Resolver({ timeout: timeoutMs, tries: 1 });
    if (servers.length > 0) this.#resolver.setServers([...servers]);
  }

  /** A record beside another is as good as none (RFC 9989 §4.10); what is no DMARC record is neither. */
  async of(domain: string): Promise<DmarcOutcome> {
    try {
      const texts = await this.#resolver.resolveTxt(`_dmarc.${domain}`);
      const records = texts.map((parts) => parts.join('')).filter(isDmarc);
      const [record, ...more] = records;
      if (more.length > 0) return { state: 'several' };
      return record === undefined
        ? { state: 'none' }
        : { state: 'found', record: record.slice(0, LONGEST) };
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? String(error.code) : '';
      return { state: ABSENT.has(code) ? 'none' : 'failed' };
    }
  }
}
