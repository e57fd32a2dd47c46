import { type Snapshot, type Sql, sql } from '#lib/db/client';
import type { Filter } from '#lib/filter/filter';
import type { Span } from '#lib/filter/period';
import { CANDIDATE, CLASS, saidOf, WHOSE } from './class-of-source.ts';
import { areClassed, askClassedMonths, type Classed, ofMonth } from './classed-months.ts';
import { type JudgedSpan, recordSpan } from './judged-span.ts';
import { NO_ADDRESS } from './source-sums.ts';
import { isRolledUp, type Scope } from './where.ts';

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
  return await askClassedMonths(scope, filter, span, CLASS_DAYS, ask);
}

/** The same for who does not ask which day it was: `r` has none, and months come from `monthly_class`. */
export async function askClassMonths<T>(
  scope: Scope,
  filter: Filter,
  span: Span,
  ask: (tx: Snapshot, sums: Sql) => Promise<T>,
): Promise<T> {
  return await askClassedMonths(scope, filter, span, CLASS_MONTHS, ask);
}

/** The days of a period that a page can tell: all, where no record need be read for them. */
export async function classedSpan(scope: Scope, filter: Filter, span: Span): Promise<JudgedSpan> {
  if (!isRolledUp(filter)) return await recordSpan(scope, span);
  return (await areClassed(scope, span)) ? { ...span, whole: true } : await recordSpan(scope, span);
}

const CLASSED: Sql = sql`r.class, r.candidate, r.outcome, r.disposition, r.dkim_aligned,
  r.spf_aligned, r.messages::float8 AS messages`;

const CLASS_DAYS: Classed = {
  held: (where) => sql`SELECT r.domain_id, r.day, ${CLASSED} FROM daily_class AS r WHERE ${where}`,
  ofRecords: classesOfRecords,
};

const CLASS_MONTHS: Classed = {
  held: (where) => sql`SELECT r.domain_id, ${CLASSED} FROM daily_class AS r WHERE ${where}`,
  ofRecords: (domainIds, where) =>
    sql`SELECT r.domain_id, ${CLASSED} FROM (${classesOfRecords(domainIds, where)}) AS r`,
  byMonth: (where) => sql`SELECT r.domain_id, ${CLASSED} FROM monthly_class AS r WHERE ${where}`,
};

/** The rows of `daily_class` for a domain's month (`2026-10`). */
export function classesOfMonth(domainId: number, month: string): Sql {
  return classesOfRecords([domainId], ofMonth([domainId], month));
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
