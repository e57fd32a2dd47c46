import { db, type Sql, sql } from '#lib/db/client';
import { comparisonOf } from '#lib/filter/comparison';
import type { Filter } from '#lib/filter/filter';
import { resolvePeriod, type Span } from '#lib/filter/period';
import type { Viewer } from '#lib/filter/viewer';
import { completeThrough } from './complete-through.ts';
import {
  passedButBlockedSum,
  sumUp,
  sumWhere,
  type Tally,
  type TallyRow,
  tally,
  tallyOf,
} from './metrics.ts';
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
  const [sums, reports] = await Promise.all([
    sumBoth(viewer, scope, filter, now),
    countReports(scope, filter, { from, to }),
  ]);
  return { ...sums, ...reports, from, to };
}

/** The period, and of it what can be compared, in one look; and what it is compared with. */
async function sumBoth(viewer: Viewer, scope: Scope, filter: Filter, now: Date) {
  const { compare, period } = filter;
  const span = resolvePeriod(period, now);
  const through = compare === 'none' ? null : await completeThrough(viewer, filter, now);
  const days = comparisonOf(span, compare, through, now);
  if (!days) {
    return {
      ...(await sumPeriod(scope, filter, span, null)).all,
      comparable: null,
      previous: null,
    };
  }
  const [{ all, part }, before] = await Promise.all([
    sumPeriod(scope, filter, span, days.current),
    sumUp(countedIn(filter), whereRecord(scope, filter, days.previous)),
  ]);
  return {
    ...all,
    comparable: { ...part, ...days.current },
    previous: { ...before, ...days.previous },
  };
}

/**
 * Adds a period up, and a part of it: first by what tells messages apart, which is little, so that the
 * many measures look at few groups.
 */
async function sumPeriod(scope: Scope, filter: Filter, span: Span, part: Span | null) {
  const { table, count } = countedIn(filter);
  const inPart = part ? sql`r.day BETWEEN ${part.from}::date AND ${part.to}::date` : sql`false`;
  const of = (condition: Sql) => sumWhere(sql`r.count`, condition);
  const rows = await db().$queryRaw<
    (TallyRow & Treated & { which: 'all' | 'part' | 'rest' })[]
  >(sql`
    SELECT CASE WHEN grouping(r.part) = 1 THEN 'all' WHEN r.part THEN 'part' ELSE 'rest' END AS which,
      ${tally(sql`r.count`)}, count(DISTINCT r.domain_id)::int AS domains,
      ${passedButBlockedSum(sql`r.count`)} AS "passedButBlocked",
      ${of(sql`r.disposition IN ('none', 'pass')`)} AS "byDelivered",
      ${of(sql`r.disposition = 'quarantine'`)} AS "byQuarantine",
      ${of(sql`r.disposition = 'reject'`)} AS "byReject",
      ${of(sql`r.disposition = 'other'`)} AS "byOther"
    FROM (
      SELECT r.domain_id, r.outcome, r.disposition, r.dkim_aligned, r.spf_aligned, ${inPart} AS part,
        sum(${count}) AS count
      FROM ${table} WHERE ${whereRecord(scope, filter, span)} GROUP BY 1, 2, 3, 4, 5, 6
    ) AS r GROUP BY ROLLUP (r.part)`);
  const all = rows.find(({ which }) => which === 'all') ?? NOTHING;
  const found = rows.find(({ which }) => which === 'part') ?? NOTHING;
  return { all: { ...tallyOf(all), ...treated(all) }, part: tallyOf(found) };
}

type Treated = Pick<Totals, 'domains' | 'passedButBlocked'> &
  Record<'byDelivered' | 'byQuarantine' | 'byReject' | 'byOther', number>;

/** A part without a single group has no row. */
const NOTHING: TallyRow & Treated = {
  ...{ messages: 0, passed: 0, overridden: 0, quarantined: 0, rejected: 0, delivered: 0 },
  ...{ both: 0, dkimOnly: 0, spfOnly: 0, neither: 0, domains: 0, passedButBlocked: 0 },
  ...{ byDelivered: 0, byQuarantine: 0, byReject: 0, byOther: 0 },
};

function treated({ domains, passedButBlocked, ...by }: Treated) {
  const { byDelivered: delivered, byQuarantine: quarantine, byReject: reject, byOther: other } = by;
  return { domains, passedButBlocked, byDisposition: { delivered, quarantine, reject, other } };
}

async function countReports(scope: Scope, filter: Filter, span: Span) {
  const [row] = await db().$queryRaw<[{ reports: number; reporters: number }]>(sql`
    SELECT coalesce(sum(reports), 0)::int AS reports, count(DISTINCT reporter_id)::int AS reporters
    FROM (${reportSums(scope, filter, span)}) AS i`);
  return row;
}
