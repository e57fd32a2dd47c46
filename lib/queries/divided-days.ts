import { db, join, type Snapshot, type Sql, sql } from '#lib/db/client';
import type { Filter } from '#lib/filter/filter';
import type { Span } from '#lib/filter/period';
import { type JudgedSpan, judgedSpan } from './judged-span.ts';
import { askOfMonths, type MonthOfDomains, partsOf } from './summed-months.ts';
import { isRolledUp, isWhole, type Scope, whereRecord } from './where.ts';

/** The same relation twice: of `daily_conduct` or its like as `r`, and of what a condition over `record AS r` means. */
export type DayRelation = { held: Sql; ofRecords: (where: Sql) => Sql };

/**
 * Asks about the days of a filter: `ask` is given a relation, and a client to ask it with. Months whose
 * days a job has divided (lib/store/divided-days) are told as that holds them, all others, and what
 * only some records of a report are about, by records.
 */
export async function askDays<T>(
  scope: Scope,
  filter: Filter,
  span: Span,
  { held, ofRecords }: DayRelation,
  ask: (tx: Snapshot, days: Sql) => Promise<T>,
): Promise<T> {
  if (!isDivided(filter)) return await ask(db(), ofRecords(whereRecord(scope, filter, span)));
  return await askOfMonths(async (tx) => {
    const { divided, open } = await listParts(tx, scope, span);
    const whereOf = (part: Span & { domainIds: number[] }) =>
      whereRecord({ ...scope, domainIds: part.domainIds }, filter, part);
    const parts = [
      ...divided.map((part) => sql`${held} WHERE ${whereOf(part)}`),
      ...open.map((part) => sql`SELECT * FROM (${ofRecords(whereOf(part))}) AS o`),
    ];
    return await ask(tx, join([sql`${held} WHERE false`, ...parts], ' UNION ALL '));
  });
}

/** The days of a period that a page can tell: all, where no record need be read for them. */
export async function dividedSpan(scope: Scope, filter: Filter, span: Span): Promise<JudgedSpan> {
  if (isDivided(filter)) {
    const { open } = await listParts(db(), scope, span);
    if (open.length === 0) return { ...span, whole: true };
  }
  return await judgedSpan(scope, span);
}

function isDivided(filter: Filter) {
  return isWhole(filter) && isRolledUp(filter);
}

type Month = Omit<MonthOfDomains, 'domainIds'> & { divided: number[]; open: number[] };

/** Which domains' days of each month are divided as they are now; without any mail there is no more to do. */
async function listParts(tx: Snapshot, { domainIds }: Scope, span: Span) {
  const { from, to } = span;
  const months = await tx.$queryRaw<Month[]>(sql`
    WITH asked AS (
      SELECT month::date, id FROM unnest(${domainIds}::int[]) AS id
      CROSS JOIN generate_series(date_trunc('month', ${from}::timestamp), ${to}::timestamp,
        '1 month') AS month
    ), known AS (
      SELECT a.id, a.month, CASE
        WHEN EXISTS (SELECT FROM changed_month AS c WHERE c.month = a.month AND c.domain_id = a.id)
          THEN false
        WHEN s.month IS NOT NULL THEN s.divided
        ELSE NOT EXISTS (SELECT FROM daily AS d WHERE d.domain_id = a.id AND d.day >= a.month
          AND d.day < a.month + INTERVAL '1 month')
      END AS divided
      FROM asked AS a LEFT JOIN summed_month AS s ON s.domain_id = a.id AND s.month = a.month
    )
    SELECT to_char(month, 'YYYY-MM-DD') AS first,
      to_char(month + INTERVAL '1 month' - INTERVAL '1 day', 'YYYY-MM-DD') AS last,
      coalesce(array_agg(id ORDER BY id) FILTER (WHERE divided), '{}') AS divided,
      coalesce(array_agg(id ORDER BY id) FILTER (WHERE NOT divided), '{}') AS open
    FROM known GROUP BY month ORDER BY month`);
  const partsWith = (those: 'divided' | 'open') =>
    partsOf(
      months.map((month) => ({ ...month, domainIds: month[those] })),
      span,
    );
  return { divided: partsWith('divided'), open: partsWith('open') };
}
