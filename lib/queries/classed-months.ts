import { db, join, type Snapshot, type Sql, sql } from '#lib/db/client';
import type { Filter } from '#lib/filter/filter';
import type { Span } from '#lib/filter/period';
import {
  askOfMonths,
  type MonthOfDomains,
  monthsOf,
  partsOf,
  type Summed,
} from './summed-months.ts';
import { isRolledUp, ofKinds, type Scope, whereRecord } from './where.ts';

/** A roll-up that knows whose mail was, and the same of records: both over `r`, by a condition over it. */
export type Classed = {
  held: (where: Sql) => Sql;
  ofRecords: (domainIds: readonly number[], where: Sql) => Sql;
  /** The same once more by month, for who does not ask which day it was: by a condition over `r` again. */
  byMonth?: (where: Sql) => Sql;
};

/**
 * Asks a roll-up that was made with the classes of sources: `ask` is given its relation, and a client to
 * ask it with. Months of which it is true come from what is held, all others from their records.
 */
export async function askClassedMonths<T>(
  scope: Scope,
  filter: Filter,
  span: Span,
  { held, ofRecords, byMonth }: Classed,
  ask: (tx: Snapshot, rows: Sql) => Promise<T>,
): Promise<T> {
  const { domainIds } = scope;
  if (!isRolledUp(filter))
    return await ask(db(), ofRecords(domainIds, whereRecord(scope, filter, span)));
  return await askOfMonths(async (tx) => {
    const months = await listMonths(tx, domainIds, span);
    const whereOf = (part: Span & { domainIds: number[] }) =>
      whereRecord({ ...scope, domainIds: part.domainIds }, filter, part);
    const whole = monthsOf(
      months.map(({ first, whole: domainIds }) => ({ first, domainIds: byMonth ? domainIds : [] })),
    );
    const classed = partsOf(
      months.map(({ whole, classed, ...month }) => ({
        ...{ ...month, domainIds: byMonth ? classed.filter((id) => !whole.includes(id)) : classed },
      })),
      span,
    );
    const open = partsOf(
      months.map((month) => ({ ...month, domainIds: month.open })),
      span,
    );
    const parts = [
      ...whole.flatMap((part) => byMonth?.(whereMonths(filter, part)) ?? []),
      ...classed.map((part) => held(whereOf(part))),
      ...open.map((part) => sql`SELECT * FROM (${ofRecords(part.domainIds, whereOf(part))}) AS o`),
    ];
    return await ask(tx, join([held(sql`false`), ...parts], ' UNION ALL '));
  });
}

function whereMonths(filter: Filter, { domainIds, months }: Summed) {
  const conditions = [
    sql`r.domain_id = ANY(${domainIds}::int[]) AND r.month = ANY(${months}::date[])`,
    ...ofKinds(filter),
  ];
  return join(conditions, ' AND ');
}

/** Whether all months of a period are such that no record need be read. */
export async function areClassed({ domainIds }: Scope, span: Span): Promise<boolean> {
  const months = await listMonths(db(), domainIds, span);
  return months.every(({ open }) => open.length === 0);
}

/** `whole`: those of `classed` all of whose mail in that month lies in the period. */
type Month = Omit<MonthOfDomains, 'domainIds'> & {
  whole: number[];
  classed: number[];
  open: number[];
};

/** Which domains' mail of each month was added up as it is now; without any mail there is no more to do. */
async function listMonths(tx: Snapshot, domainIds: readonly number[], { from, to }: Span) {
  return await tx.$queryRaw<Month[]>(sql`
    WITH asked AS (
      SELECT month::date, id FROM unnest(${[...domainIds]}::int[]) AS id
      CROSS JOIN generate_series(date_trunc('month', ${from}::timestamp), ${to}::timestamp,
        '1 month') AS month
    ), known AS (
      SELECT a.id, a.month, CASE
        WHEN EXISTS (SELECT FROM changed_month AS c WHERE c.month = a.month AND c.domain_id = a.id)
          THEN false
        WHEN s.month IS NOT NULL THEN c.month IS NOT NULL
        ELSE NOT EXISTS (SELECT FROM daily AS d WHERE d.domain_id = a.id AND d.day >= a.month
          AND d.day < a.month + INTERVAL '1 month')
      END AS classed, s.first_day >= ${from}::date AND s.last_day <= ${to}::date AS whole
      FROM asked AS a
        LEFT JOIN summed_month AS s ON s.domain_id = a.id AND s.month = a.month
        LEFT JOIN classed_month AS c ON c.domain_id = a.id AND c.month = a.month
          AND c.summed_at = s.summed_at
    )
    SELECT to_char(month, 'YYYY-MM-DD') AS first,
      to_char(month + INTERVAL '1 month' - INTERVAL '1 day', 'YYYY-MM-DD') AS last,
      coalesce(array_agg(id ORDER BY id) FILTER (WHERE classed AND whole), '{}') AS whole,
      coalesce(array_agg(id ORDER BY id) FILTER (WHERE classed), '{}') AS classed,
      coalesce(array_agg(id ORDER BY id) FILTER (WHERE NOT classed), '{}') AS open
    FROM known GROUP BY month ORDER BY month`);
}

/** The domains whose sums of a month (`2026-10`) are asked: those to be added up anew are not. */
export async function listClassed(month: string, only: Sql): Promise<number[]> {
  const rows = await db().$queryRaw<{ id: number }[]>(sql`
    SELECT domain_id AS id FROM classed_month AS c JOIN summed_month AS s
      USING (domain_id, month, summed_at)
    WHERE month = ${`${month}-01`}::date ${only} AND NOT EXISTS (SELECT FROM changed_month AS n
      WHERE n.month = c.month AND n.domain_id = c.domain_id)`);
  return rows.map(({ id }) => id);
}

/** The condition over `r` that means the month (`2026-10`) of some domains. */
export function ofMonth(domainIds: readonly number[], month: string): Sql {
  const first = sql`${`${month}-01`}::date`;
  return sql`r.domain_id = ANY(${[...domainIds]}::int[]) AND r.day >= ${first}
    AND r.day < ${first} + INTERVAL '1 month'`;
}
