import { db, sql } from '#lib/db/client';
import type { Filter } from '#lib/filter/filter';
import { resolvePeriod, type Span } from '#lib/filter/period';
import type { Viewer } from '#lib/filter/viewer';
import { passedButBlocked, sumUp, type Tally } from './metrics.ts';
import { reportsIn } from './reports-in.ts';
import { countedIn, type Scope, scopeOf, whereRecord } from './where.ts';

/**
 * The figures of a period. `domains` are those with records in it; `reports` those that count, and
 * `reporters` who sent them. Sources are counted apart (source-count.ts), since that takes longer.
 */
export type Totals = Tally & {
  passedButBlocked: number;
  domains: number;
  reports: number;
  reporters: number;
  /** The same length some whole weeks earlier; null when no comparison is asked for. */
  previous: Tally | null;
  from: string;
  to: string;
};

/** What was reported in all, and before. */
export async function totals(viewer: Viewer, filter: Filter, now = new Date()): Promise<Totals> {
  const scope = await scopeOf(viewer, filter);
  const { from, to, previous } = resolvePeriod(filter.period, now);
  const counted = countedIn(filter);
  const sumOf = (span: Span) => sumUp(counted, whereRecord(scope, filter, span));
  const [current, before, domains, reports] = await Promise.all([
    sumOf({ from, to }),
    filter.compare === 'prev' ? sumOf(previous) : null,
    countDomains(scope, filter, { from, to }),
    countReports(scope, filter, { from, to }),
  ]);
  return { ...current, ...domains, ...reports, previous: before, from, to };
}

async function countDomains(scope: Scope, filter: Filter, span: Span) {
  const { table, count } = countedIn(filter);
  const [row] = await db().$queryRaw<[{ domains: number; passedButBlocked: number }]>(sql`
    SELECT count(DISTINCT r.domain_id)::int AS domains, ${passedButBlocked(count)} AS "passedButBlocked"
    FROM ${table} WHERE ${whereRecord(scope, filter, span)}`);
  return row;
}

async function countReports(scope: Scope, filter: Filter, span: Span) {
  const [row] = await db().$queryRaw<[{ reports: number; reporters: number }]>(sql`
    SELECT count(*)::int AS reports, count(DISTINCT reporter_id)::int AS reporters
    FROM (${reportsIn(scope, filter, span)}) AS i`);
  return row;
}
