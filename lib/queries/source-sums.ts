import { join, type Snapshot, type Sql, sql } from '#lib/db/client';
import type { Filter } from '#lib/filter/filter';
import type { Span } from '#lib/filter/period';
import { askSummedMonths, type Summed } from './summed-months.ts';
import { type Scope, whereRecord } from './where.ts';

/** Stands in the place of an address where reporters wrote something else; it sorts before all. */
export const NO_ADDRESS = sql`'0.0.0.0/0'::inet`;

/** `byDomain`: a source is asked about for each domain by itself, and not for all together. */
type Manner = { byDomain?: boolean };

/**
 * Asks about what each source of a filter sent: `ask` is given a relation (domain_id, source_ip,
 * first_day, last_day and the sums of `SUMS`) with a row or more for each source, and a client to
 * ask it with.
 */
export async function askSourceSums<T>(
  scope: Scope,
  filter: Filter,
  span: Span,
  ask: (tx: Snapshot, sums: Sql) => Promise<T>,
  { byDomain = false }: Manner = {},
): Promise<T> {
  const how = { traits: false, together: !byDomain, byAddress: true };
  return await askSummedMonths(scope, filter, span, how, async (tx, { summed, unsummed }) => {
    const parts = [
      ...summed.map((part) => summedPart(part, filter)),
      ...unsummed.map(({ domainIds, ...days }) =>
        recordPart(whereRecord({ ...scope, domainIds }, filter, days)),
      ),
    ];
    return await ask(tx, join([NOTHING, ...parts], ' UNION ALL '));
  });
}

export type SumName =
  | 'messages'
  | 'passed'
  | 'dkim_and_spf'
  | 'dkim_only'
  | 'spf_only'
  | 'overridden'
  | 'quarantined'
  | 'rejected';

/** What is summed of a source: a column of `source_sum` by its name, and which records add to it. */
const SUMS: readonly [name: SumName, column: Sql, meant: Sql][] = [
  ['messages', sql`messages`, sql`true`],
  ['passed', sql`passed`, sql`r.outcome = 'passed'`],
  ['dkim_and_spf', sql`dkim_and_spf`, sql`r.dkim_aligned AND r.spf_aligned`],
  ['dkim_only', sql`dkim_only`, sql`r.dkim_aligned AND NOT r.spf_aligned`],
  ['spf_only', sql`spf_only`, sql`r.spf_aligned AND NOT r.dkim_aligned`],
  ['overridden', sql`overridden`, sql`r.outcome = 'overridden'`],
  ['quarantined', sql`quarantined`, sql`r.outcome = 'quarantined'`],
  ['rejected', sql`rejected`, sql`r.outcome = 'rejected'`],
];

export const SUM_COLUMNS: readonly Sql[] = SUMS.map(([, column]) => column);

/** All of them as one value, by name, however each is come by. */
export function sumsAsJson(sumOf: (column: Sql, meant: Sql) => Sql): Sql {
  const pairs = SUMS.map(([name, column, meant]) => sql`${name}::text, ${sumOf(column, meant)}`);
  return sql`jsonb_build_object(${join(pairs)})`;
}

/** The same of records, over `record AS r`, for whoever proves the sums. */
export function sumsOfRecords(type: Sql): Sql {
  return join(
    SUMS.map(
      ([, column, meant]) =>
        sql`coalesce(sum(r.count) FILTER (WHERE ${meant}), 0)${type} AS ${column}`,
    ),
  );
}

/** The select list behind a TallyRow, over the relation of `askSourceSums` as `r`. */
export const TALLY_OF_SUMS: Sql = sql`
  sum(r.messages) AS messages, sum(r.passed) AS passed, sum(r.overridden) AS overridden,
  sum(r.quarantined) AS quarantined, sum(r.rejected) AS rejected,
  sum(r.messages - r.passed - r.overridden - r.quarantined - r.rejected) AS delivered,
  sum(r.dkim_and_spf) AS "both", sum(r.dkim_only) AS "dkimOnly", sum(r.spf_only) AS "spfOnly",
  sum(r.messages - r.dkim_and_spf - r.dkim_only - r.spf_only) AS neither`;

/** As float8, for sums of bigint are numeric: exact up to 2^53, and several times as fast. */
const HELD: Sql = sql`
  SELECT domain_id, source_ip, first_day, last_day,
    ${join(SUM_COLUMNS.map((column) => sql`${column}::float8`))}
  FROM source_sum`;

/** What sums say, of months that were added up. */
export function summedPart({ domainIds, months }: Summed, { ip }: Filter): Sql {
  // What stands in the place of an address is in no block, not even in that of all.
  const asked =
    ip === null ? sql`` : sql`AND source_ip <<= ${ip}::inet AND source_ip <> ${NO_ADDRESS}`;
  return sql`${HELD} WHERE domain_id = ANY(${domainIds}::int[]) AND month = ANY(${months}::date[]) ${asked}`;
}

/** The same of each record that a condition means. */
export function recordPart(where: Sql): Sql {
  const sums = SUMS.map(([, , meant]) => sql`CASE WHEN ${meant} THEN r.count::float8 ELSE 0 END`);
  return sql`
    SELECT r.domain_id, coalesce(r.source_ip, ${NO_ADDRESS}) AS source_ip, r.day, r.day, ${join(sums)}
    FROM record AS r WHERE ${where}`;
}

/** A relation without a row, by which the columns of the others are named. */
export const NOTHING: Sql = sql`${HELD} WHERE false`;
