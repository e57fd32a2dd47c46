import { db, join, type Snapshot, type Sql, sql } from '#lib/db/client';
import type { Filter } from '#lib/filter/filter';
import type { Span } from '#lib/filter/period';
import { CANDIDATE, CLASS, saidOf, WHOSE } from './class-of-source.ts';
import { type JudgedSpan, recordSpan } from './judged-span.ts';
import { NO_ADDRESS } from './source-sums.ts';
import { askOfMonths, type MonthOfDomains, partsOf } from './summed-months.ts';
import { isRolledUp, type Scope, whereRecord } from './where.ts';

/**
 * Asks whose the mail of a filter was: `ask` is given a relation `r` (domain_id, day, class, candidate,
 * outcome, disposition, dkim_aligned, spf_aligned and `messages` as float8), and a client to ask it
 * with. Months that a job has added up by class come from `daily_class`, all others from their records.
 */
export async function askClassDays<T>(
  scope: Scope,
  filter: Filter,
  span: Span,
  ask: (tx: Snapshot, days: Sql) => Promise<T>,
): Promise<T> {
  const { domainIds } = scope;
  if (!isRolledUp(filter))
    return await ask(db(), classesOfRecords(domainIds, whereRecord(scope, filter, span)));
  return await askOfMonths(async (tx) => {
    const months = await listMonths(tx, domainIds, span);
    const whereOf = (part: Span & { domainIds: number[] }) =>
      whereRecord({ ...scope, domainIds: part.domainIds }, filter, part);
    const classed = partsOf(
      months.map((month) => ({ ...month, domainIds: month.classed })),
      span,
    );
    const open = partsOf(
      months.map((month) => ({ ...month, domainIds: month.open })),
      span,
    );
    const parts = [
      ...classed.map((part) => sql`${HELD} WHERE ${whereOf(part)}`),
      ...open.map(
        (part) => sql`SELECT * FROM (${classesOfRecords(part.domainIds, whereOf(part))}) AS o`,
      ),
    ];
    return await ask(tx, join([sql`${HELD} WHERE false`, ...parts], ' UNION ALL '));
  });
}

/** The days of a period that a page can tell: all, where no record need be read for them. */
export async function classedSpan(scope: Scope, filter: Filter, span: Span): Promise<JudgedSpan> {
  if (!isRolledUp(filter)) return await recordSpan(scope, span);
  const months = await listMonths(db(), scope.domainIds, span);
  const isClassed = months.every(({ open }) => open.length === 0);
  return isClassed ? { ...span, whole: true } : await recordSpan(scope, span);
}

const HELD: Sql = sql`
  SELECT r.domain_id, r.day, r.class, r.candidate, r.outcome, r.disposition, r.dkim_aligned,
    r.spf_aligned, r.messages::float8 AS messages
  FROM daily_class AS r`;

/** The rows of `daily_class` for a domain's month (its first day). */
export function classesOfMonth(domainId: number, first: string): Sql {
  return classesOfRecords(
    [domainId],
    sql`r.domain_id = ${domainId} AND r.day >= ${first}::date
      AND r.day < ${first}::date + INTERVAL '1 month'`,
  );
}

/** The same rows of records that a condition over `r` means. A source is judged once, however many days it sent on. */
export function classesOfRecords(domainIds: readonly number[], where: Sql): Sql {
  return sql`
    WITH ${saidOf(domainIds)}, sent AS MATERIALIZED (
      SELECT r.domain_id, r.day, coalesce(r.source_ip, ${NO_ADDRESS}) AS source_ip, r.outcome,
        r.disposition, r.dkim_aligned, r.spf_aligned, sum(r.count)::float8 AS messages
      FROM record AS r WHERE ${where} GROUP BY 1, 2, 3, 4, 5, 6, 7
    ), known AS (
      SELECT r.domain_id, r.source_ip, ${CLASS} AS class, ${CANDIDATE} AS candidate
      FROM (SELECT DISTINCT domain_id, source_ip FROM sent) AS r ${WHOSE}
    )
    SELECT domain_id, day, class, candidate, outcome, disposition, dkim_aligned, spf_aligned,
      sum(messages)::float8 AS messages
    FROM sent JOIN known USING (domain_id, source_ip) GROUP BY 1, 2, 3, 4, 5, 6, 7, 8`;
}

type Month = Omit<MonthOfDomains, 'domainIds'> & { classed: number[]; open: number[] };

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
      END AS classed
      FROM asked AS a
        LEFT JOIN summed_month AS s ON s.domain_id = a.id AND s.month = a.month
        LEFT JOIN classed_month AS c ON c.domain_id = a.id AND c.month = a.month
          AND c.summed_at = s.summed_at
    )
    SELECT to_char(month, 'YYYY-MM-DD') AS first,
      to_char(month + INTERVAL '1 month' - INTERVAL '1 day', 'YYYY-MM-DD') AS last,
      coalesce(array_agg(id ORDER BY id) FILTER (WHERE classed), '{}') AS classed,
      coalesce(array_agg(id ORDER BY id) FILTER (WHERE NOT classed), '{}') AS open
    FROM known GROUP BY month ORDER BY month`);
}
