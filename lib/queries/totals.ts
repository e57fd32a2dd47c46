import { db, type Sql, sql } from '#lib/db/client';
import { comparisonOf } from '#lib/filter/comparison';
import type { Filter } from '#lib/filter/filter';
import { resolvePeriod, type Span } from '#lib/filter/period';
import type { Viewer } from '#lib/filter/viewer';
import { completeThrough } from './complete-through.ts';
import { passedButBlockedSum, sumUp, sumWhere, type Tally } from './metrics.ts';
import { reportSums } from './reports-in.ts';
import { countedIn, type Scope, scopeOf, whereRecord } from './where.ts';

/**
 * The figures of a period. `domains` are those with records in it; `reports` those that count, and
 * `reporters` who sent them. Sources are counted apart (source-count.ts), since that takes longer.
 */
export type Totals = Tally & {
  /** M8. */
  passedButBlocked: number;
  /** M6: what receivers did, by their own word; adds up to `messages`. */
  byDisposition: { delivered: number; quarantine: number; reject: number; other: number };
  domains: number;
  reports: number;
  reporters: number;
  /** M20: the complete days of the period, and as many earlier ones with the same weekdays; null when
   * no comparison is asked for or no day is complete. Only these two are to be compared. */
  comparable: (Tally & Span) | null;
  previous: (Tally & Span) | null;
  from: string;
  to: string;
};

/** What was reported in all, and before. */
export async function totals(viewer: Viewer, filter: Filter, now = new Date()): Promise<Totals> {
  const scope = await scopeOf(viewer, filter);
  const { from, to } = resolvePeriod(filter.period, now);
  const [current, compared, treated, reports] = await Promise.all([
    sumUp(countedIn(filter), whereRecord(scope, filter, { from, to })),
    sumCompared(viewer, scope, filter, now),
    sumTreated(scope, filter, { from, to }),
    countReports(scope, filter, { from, to }),
  ]);
  return { ...current, ...treated, ...reports, ...compared, from, to };
}

async function sumCompared(viewer: Viewer, scope: Scope, filter: Filter, now: Date) {
  const { compare, period } = filter;
  const through = compare === 'none' ? null : await completeThrough(viewer, filter, now);
  const days = comparisonOf(resolvePeriod(period, now), compare, through, now);
  if (!days) return { comparable: null, previous: null };
  const counted = countedIn(filter);
  const sumOf = async (span: Span) => {
    return { ...(await sumUp(counted, whereRecord(scope, filter, span))), ...span };
  };
  const [comparable, previous] = await Promise.all([sumOf(days.current), sumOf(days.previous)]);
  return { comparable, previous };
}

/** How many domains, and what receivers did: in one look at few groups. */
async function sumTreated(scope: Scope, filter: Filter, span: Span) {
  const { table, count } = countedIn(filter);
  const of = (condition: Sql) => sumWhere(sql`r.count`, condition);
  const [{ domains, passedButBlocked, ...byDisposition }] = await db().$queryRaw<[Treated]>(sql`
    SELECT count(DISTINCT r.domain_id)::int AS domains,
      ${passedButBlockedSum(sql`r.count`)} AS "passedButBlocked",
      ${of(sql`r.disposition IN ('none', 'pass')`)} AS delivered,
      ${of(sql`r.disposition = 'quarantine'`)} AS quarantine,
      ${of(sql`r.disposition = 'reject'`)} AS reject,
      ${of(sql`r.disposition = 'other'`)} AS other
    FROM (
      SELECT r.domain_id, r.outcome, r.disposition, sum(${count}) AS count
      FROM ${table} WHERE ${whereRecord(scope, filter, span)} GROUP BY 1, 2, 3
    ) AS r`);
  return { domains, passedButBlocked, byDisposition };
}

type Treated = Totals['byDisposition'] & Pick<Totals, 'domains' | 'passedButBlocked'>;

async function countReports(scope: Scope, filter: Filter, span: Span) {
  const [row] = await db().$queryRaw<[{ reports: number; reporters: number }]>(sql`
    SELECT coalesce(sum(reports), 0)::int AS reports, count(DISTINCT reporter_id)::int AS reporters
    FROM (${reportSums(scope, filter, span)}) AS i`);
  return row;
}
