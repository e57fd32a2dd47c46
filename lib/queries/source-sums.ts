import { join, type Snapshot, type Sql, sql } from '#lib/db/client';
import type { Filter } from '#lib/filter/filter';
import type { Span } from '#lib/filter/period';
import { askSummedMonths, type Summed } from './summed-months.ts';
import { type Scope, whereRecord } from './where.ts';

/** Stands in the place of an address where reporters wrote something else; it sorts before all. */
export const NO_ADDRESS = sql`'0.0.0.0/0'::inet`;

/**
 * Asks about what each source of a filter sent: `ask` is given a relation (source_ip, messages,
 * passed, first_day, last_day) with a row or more for each source, and a client to ask it with.
 */
export async function askSourceSums<T>(
  scope: Scope,
  filter: Filter,
  span: Span,
  ask: (tx: Snapshot, sums: Sql) => Promise<T>,
): Promise<T> {
  return await askSummedMonths(scope, filter, span, false, async (tx, { summed, unsummed }) => {
    const parts = [
      ...summed.map(summedPart),
      ...unsummed.map(({ domainIds, ...days }) =>
        recordPart(whereRecord({ ...scope, domainIds }, filter, days)),
      ),
    ];
    return await ask(tx, parts.length > 0 ? join(parts, ' UNION ALL ') : NOTHING);
  });
}

function summedPart({ domainIds, months }: Summed): Sql {
  return sql`
    SELECT source_ip, messages::float8, passed::float8, first_day, last_day FROM source_sum
    WHERE domain_id = ANY(${domainIds}::int[]) AND month = ANY(${months}::date[])`;
}

function recordPart(where: Sql): Sql {
  return sql`
    SELECT coalesce(r.source_ip, ${NO_ADDRESS}) AS source_ip, r.count::float8 AS messages,
      CASE WHEN r.outcome = 'passed' THEN r.count ELSE 0 END::float8 AS passed,
      r.day AS first_day, r.day AS last_day
    FROM record AS r WHERE ${where}`;
}

const NOTHING = sql`
  SELECT NULL::inet AS source_ip, 0::float8 AS messages, 0::float8 AS passed, NULL::date AS first_day,
    NULL::date AS last_day WHERE false`;
