import { isIP } from 'node:net';
import { db } from '#lib/db/client';
import type { StoredSpf } from './auth-results.ts';
import { Ranges } from './spf-coverage.ts';

/** Whether the SPF record of a name lets an address send, as it was last read; null where nobody knows. */
export type IsListed = (name: string, address: string) => boolean | null;

/** Remembers which addresses SPF records name, and reads only those that it has not read. */
export class SpfListings {
  readonly #known = new Map<string, Ranges | null>();

  /** Looks up the names for which SPF failed. */
  async learn(rows: readonly { spf: readonly StoredSpf[] }[]): Promise<IsListed> {
    const failed = rows.flatMap(({ spf }) => spf.filter(({ result }) => FAILED.has(result)));
    const names = new Set(failed.map(({ domain }) => domain));
    const unknown = [...names].filter((name) => !this.#known.has(name));
    if (unknown.length > 0) {
      const found = await db().spfRanges.findMany({
        where: { name: { in: unknown } },
        select: { name: true, state: true, ranges: true, beyond: true },
      });
      for (const name of unknown) this.#known.set(name, null);
      for (const { name, ...record } of found) this.#known.set(name, new Ranges(record));
    }
    return (name, address) =>
      // Reporters write other things in its place.
      isIP(address) ? (this.#known.get(name)?.of(address).covered ?? null) : null;
  }
}

const FAILED: ReadonlySet<string> = new Set(['fail', 'softfail']);
