import { Resolver } from 'node:dns/promises';

type NameExistsOptions = { servers?: readonly string[]; timeoutMs?: number };

/** Asks DNS whether names exist. */
export class NameExists {
  readonly #resolver: Resolver;

  constructor({ servers = [], timeoutMs = 2_000 }: NameExistsOptions = {}) {
    this.#resolver = new Resolver({ timeout: timeoutMs, tries: 1 });
    if (servers.length > 0) this.#resolver.setServers([...servers]);
  }

  /**
   * False only for NXDOMAIN, which holds for everything below the name as well (RFC 8020): a name
   * without addresses exists. Null where DNS did not answer. One question of any type will do.
   */
  async ask(name: string): Promise<boolean | null> {
    try {
      await this.#resolver.resolve4(name);
      return true;
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? error.code : null;
      if (code === 'ENOTFOUND') return false;
      return code === 'ENODATA' ? true : null;
    }
  }
}
