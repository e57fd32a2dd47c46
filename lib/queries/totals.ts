import { join, type Snapshot, type Sql, sql } from '#lib/db/client';
import { comparisonOf } from '#lib/filter/comparison';
import type { Filter } from '#lib/filter/filter';
import { resolvePeriod, type Span } from '#lib/filter/period';
import type { Viewer } from '#lib/filter/viewer';
import { completeThrough } from './complete-through.ts';
import { askOfAll, askVolumeDays } from './days-of-all.ts';
import { kept } from './kept.ts';
import {
  passedButBlockedSum,
  sumWhere,
  type Tally,
  type TallyRow,
  tally,
  tallyOf,
} from './metrics.ts';
import { reportSums } from './reports-in.ts';
import { isRolledUp, type Scope, scopeOf, whereDays } from './where.ts';

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
export const totals = kept(findTotals);

async function findTotals(viewer: Viewer, filter: Filter, now = new Date()): Promise<Totals> {
  const scope = await scopeOf(viewer, filter);
  const { from, to } = resolvePeriod(filter.period, now);
  const days = await comparedDays(viewer, filter, now);
  const [[current, comparable, previous], reports] = await Promise.all([
    sumSpans(scope, filter, [{ from, to }, days?.current, days?.previous]),
    countReports(scope, filter, { from, to }),
  ]);
  const { domains, passedButBlocked, asDelivered, asQuarantine, asReject, asOther } = current;
  return {
    ...tallyOf(current),
    ...{ domains, passedButBlocked, ...reports, from, to },
    byDisposition: {
      delivered: asDelivered,
      quarantine: asQuarantine,
      reject: asReject,
      other: asOther,
    },
    comparable: days && { ...tallyOf(comparable), ...days.current },
    previous: days && { ...tallyOf(previous), ...days.previous },
  };
}

async function comparedDays(viewer: Viewer, filter: Filter, now: Date) {
  const { compare, period } = filter;
  if (compare === 'none') return null;
  const through = await completeThrough(viewer, filter, now);
  return comparisonOf(resolvePeriod(period, now), compare, through, now);
}
type SpanSums = TallyRow & {
  domains: number;
  passedButBlocked: number;
  asDelivered: number;
  asQuarantine: number;
  asReject: number;
  asOther: number;
};

/** A period, and the two that are compared with each other where any are. */
type Spans = [Span, Span | undefined, Span | undefined];

/**
 * The sums of up to three spans in one reading, for two of them mostly share their days, and of a year
 * of hundreds of domains reading is what takes long. A span that is not given adds up to nothing.
 */
async function sumSpans(scope: Scope, filter: Filter, spans: Spans) {
  const within = (span: Span | undefined) =>
    span ? sql`r.day BETWEEN ${span.from}::date AND ${span.to}::date` : sql`false`;
  const given = spans.filter((span) => span !== undefined);
  const [from = spans[0].from] = given.map((span) => span.from).toSorted();
  const to =
    given
      .map((span) => span.to)
      .toSorted()
      .at(-1) ?? spans[0].to;
  const columns = [sql`current`, sql`comparable`, sql`previous`] as const;
  const sums = columns.map(
    (column, at) =>
      sql`coalesce(sum(r.messages) FILTER (WHERE ${within(spans[at])}), 0)::float8 AS ${column}`,
  );
  const question = (days: Sql) => sql`
    WITH kinds AS MATERIALIZED (
      SELECT r.domain_id, r.outcome, r.disposition, r.dkim_aligned, r.spf_aligned,
        bool_or(${within(spans[0])}) AS here, ${join(sums)}
      FROM (${days}) AS r WHERE ${join(given.map(within), ' OR ')}
      GROUP BY 1, 2, 3, 4, 5
    )
    ${join(columns.map(sumsOfSpan), ' UNION ALL ')} ORDER BY no`;
  return await askVolumeDays(scope, filter, { from, to }, async (tx, days) => {
    const sums = await tx.$queryRaw<[SpanSums, SpanSums, SpanSums]>(question(days));
    if (isRolledUp(filter)) sums[0].domains = await countDomains(tx, scope, filter, spans[0]);
    return sums;
  });
}

/** Of sums of all domains nobody knows how many they are of: each is looked up, and its first row will do. */
async function countDomains(tx: Snapshot, { domainIds }: Scope, filter: Filter, span: Span) {
  const [row] = await tx.$queryRaw<[{ domains: number }]>(sql`
    SELECT count(*)::int AS domains FROM unnest(${domainIds}::int[]) AS asked(id)
    WHERE EXISTS (SELECT FROM daily AS r
      WHERE r.domain_id = asked.id AND ${whereDays(filter, span)})`);
  return row.domains;
}

/** Over `kinds`, few rows that differ in what `tally` asks. */
function sumsOfSpan(column: Sql, no: number): Sql {
  const count = sql`r.${column}`;
  return sql`
    SELECT ${no}::int AS no, ${tally(count)}, ${passedButBlockedSum(count)} AS "passedButBlocked",
      (count(DISTINCT r.domain_id) FILTER (WHERE r.here))::int AS domains,
      ${sumWhere(count, sql`r.disposition IN ('none', 'pass')`)} AS "asDelivered",
      ${sumWhere(count, sql`r.disposition = 'quarantine'`)} AS "asQuarantine",
      ${sumWhere(count, sql`r.disposition = 'reject'`)} AS "asReject",
      ${sumWhere(count, sql`r.disposition = 'other'`)} AS "asOther"
    FROM kinds AS r`;
}

async function countReports(scope: Scope, filter: Filter, span: Span) {
  return await askOfAll(scope, filter, span, async (tx, parts) => {
    const [row] = await tx.$queryRaw<[{ reports: number; reporters: number }]>(sql`
      SELECT coalesce(sum(reports), 0)::int AS reports, count(DISTINCT reporter_id)::int AS reporters
      FROM (${reportSums(scope, filter, span, parts)}) AS i`);
    return row;
  });
}
