import { db } from '#lib/db/client';

/** Whether a From domain exists in DNS; null where nobody has found out (jobs/look-up-names). */
export type Exists = (name: string) => boolean | null;

/** Remembers what DNS said of From domains, and asks the database only for those it does not know. */
export class FromDomains {
  readonly #known = new Map<string, boolean | null>();

  async learn(rows: readonly { headerFrom: string }[]): Promise<Exists> {
    const names = new Set(rows.map(({ headerFrom }) => headerFrom));
    const unknown = [...names].filter((name) => !this.#known.has(name));
    if (unknown.length > 0) {
      const found = await db().fromDomain.findMany({
        where: { name: { in: unknown } },
        select: { name: true, exists: true },
      });
      for (const name of unknown) this.#known.set(name, null);
      for (const { name, exists } of found) this.#known.set(name, exists);
    }
    return (name) => this.#known.get(name) ?? null;
  }
}
