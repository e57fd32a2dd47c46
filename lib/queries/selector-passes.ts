import { db, sql } from '#lib/db/client';
import type { Span } from '#lib/filter/period';
import type { StoredDkim } from './auth-results.ts';

/** Whether a selector passed in any mail of the domains and days that were asked about. */
export type PassesElsewhere = (signature: { domain: string; selector: string | null }) => boolean;

type Asked = { domainIds: readonly number[]; span: Span };
type Named = { domain: string; selector: string | null };

/** More selectors than that in one question are a flood; those beyond it are asked about next time. */
const MOST_AT_ONCE = 200;

/**
 * Remembers which selectors pass, and asks only for those it does not know. The results of a record
 * are a dictionary (`auth_set`), so the few sets in which a selector passes are found first; then one
 * record with any of them is enough, and mostly the first one that is looked at has it.
 */
export class SelectorPasses {
  readonly #asked: Asked;
  readonly #known = new Map<string, boolean>();

  constructor(asked: Asked) {
    this.#asked = asked;
  }

  /** Looks up the signatures that did not pass, as far as they are not known yet. */
  async learn(rows: readonly { dkim: readonly StoredDkim[] }[]): Promise<PassesElsewhere> {
    const failed = rows.flatMap(({ dkim }) => dkim.filter(({ result }) => result !== 'pass'));
    const unknown = new Map(failed.map((one) => [keyOf(one), one]));
    for (const key of this.#known.keys()) unknown.delete(key);
    const named = [...unknown.values()];
    for (let start = 0; start < named.length; start += MOST_AT_ONCE) {
      const part = named.slice(start, start + MOST_AT_ONCE);
      const passing = new Set((await this.#listPassing(part)).map(keyOf));
      for (const one of part) this.#known.set(keyOf(one), passing.has(keyOf(one)));
    }
    return (signature) => this.#known.get(keyOf(signature)) ?? false;
  }

  async #listPassing(named: readonly Named[]) {
    const { domainIds, span } = this.#asked;
    const asked = JSON.stringify(named.map(({ domain, selector }) => ({ domain, selector })));
    return await db().$queryRaw<Named[]>(sql`
      WITH asked AS (
        SELECT domain, selector FROM jsonb_to_recordset(${asked}::jsonb) AS x(domain text, selector text)
      ), sets AS MATERIALIZED (
        SELECT asked.domain, asked.selector, array_agg(DISTINCT a.id) AS ids
        FROM auth_set AS a CROSS JOIN jsonb_array_elements(a.dkim) AS e
        JOIN asked ON asked.domain = e ->> 'domain'
          AND asked.selector IS NOT DISTINCT FROM e ->> 'selector'
        WHERE e ->> 'result' = 'pass' GROUP BY asked.domain, asked.selector
      )
      SELECT sets.domain, sets.selector FROM sets CROSS JOIN LATERAL (
        SELECT FROM record AS r
        WHERE r.domain_id = ANY(${domainIds}::int[])
          AND r.day BETWEEN ${span.from}::date AND ${span.to}::date
          AND r.auth_set_id = ANY(sets.ids) AND r.count > 0 LIMIT 1
      ) AS found`);
  }
}

function keyOf({ domain, selector }: Named) {
  return JSON.stringify([domain, selector]);
}
