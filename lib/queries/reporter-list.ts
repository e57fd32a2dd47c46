import { join, type Sql, sql } from '#lib/db/client';
import type { Filter } from '#lib/filter/filter';
import { resolvePeriod, type Span } from '#lib/filter/period';
import type { Viewer } from '#lib/filter/viewer';
import { askOfAll, isOfAll } from './days-of-all.ts';
import { kept } from './kept.ts';
import { complianceOf } from './metrics.ts';
import { isMeant, reportDays, reportSums, reportsIn, spreadDays } from './reports-in.ts';
import type { Unsummed } from './summed-months.ts';
import { isRolledUp, isWhole, type Scope, scopeOf } from './where.ts';

export type ReporterRow = {
  name: string;
  reports: number;
  messages: number;
  passed: number;
  compliance: number | null;
  /** M16: from the end of a period to the arrival of its report, over the newest 28 days it reported. */
  lagP50Seconds: number;
  lagP95Seconds: number;
  lastEnd: Date;
  /** UTC days of the period that its reports cover. */
  daysReported: number;
};

/** Who sent reports in the period, most messages first. */
export const reporterList = kept(findReporterList);

async function findReporterList(
  viewer: Viewer,
  filter: Filter,
  now = new Date(),
): Promise<ReporterRow[]> {
  const scope = await scopeOf(viewer, filter);
  const span = resolvePeriod(filter.period, now);
  const rows = await listReporters(scope, filter, span);
  return rows.map((row) => ({ ...row, compliance: complianceOf(row.passed, row.messages) }));
}

/** How many days up to its last one tell how late a reporter is: a year's reports need not be sorted. */
const LAG_DAYS = 28;

async function listReporters(scope: Scope, filter: Filter, span: Span) {
  const { from, to } = span;
  const rolledUp = isWhole(filter) && isRolledUp(filter);
  const chosen = rolledUp ? sql`p.counted AND ${isMeant(scope, filter, span)}` : IN_MEANT;
  return await askOfAll(
    scope,
    filter,
    span,
    async (tx, parts) =>
      await tx.$queryRaw<Omit<ReporterRow, 'compliance'>[]>(sql`
    WITH ${rolledUp ? sql`` : sql`meant AS MATERIALIZED (${reportsIn(scope, filter, span)}),`}
    sums AS MATERIALIZED (
      SELECT reporter_id, sum(reports)::int AS reports, sum(messages) AS messages,
        sum(passed) AS passed, max(last_day) AS last_day
      FROM (${reportSums(scope, filter, span, parts)}) AS i GROUP BY reporter_id
    ), covered AS (
      ${rolledUp ? rolledUpDays(parts, chosen) : reportDays(sql`report`, chosen)}
    ), days AS (
      SELECT reporter_id, count(DISTINCT day)::int AS count FROM covered
      WHERE day BETWEEN ${from}::date AND ${to}::date GROUP BY reporter_id
    )
    SELECT o.name, reports, messages, passed, newest.*, coalesce(days.count, 0) AS "daysReported"
    FROM sums JOIN reporter AS o ON o.id = sums.reporter_id
    LEFT JOIN days ON days.reporter_id = sums.reporter_id
    CROSS JOIN LATERAL (
      SELECT ${lag(0.5)} AS "lagP50Seconds", ${lag(0.95)} AS "lagP95Seconds",
        max(p.end_at) AS "lastEnd"
      FROM report AS p WHERE p.reporter_id = sums.reporter_id AND ${chosen}
        AND p.end_at >= (sums.last_day - ${LAG_DAYS - 1}::int)::timestamp AT TIME ZONE 'UTC'
    ) AS newest
    ORDER BY messages DESC, o.name`),
  );
}

const IN_MEANT = sql`p.id IN (SELECT report_id FROM meant)`;

/** The days on which reporters reported, each once but for those of spread reports. */
function rolledUpDays(parts: readonly Unsummed[], chosen: Sql) {
  const days = parts.map((part) => {
    const table = isOfAll(part)
      ? sql`daily_report_of_all AS r WHERE true`
      : sql`daily_report AS r WHERE r.domain_id = ANY(${part.domainIds}::int[])`;
    return sql`
      SELECT r.reporter_id, r.day FROM ${table}
        AND r.day BETWEEN ${part.from}::date AND ${part.to}::date GROUP BY 1, 2`;
  });
  return sql`
    ${join(days, ' UNION ALL ')}
    UNION ALL
    SELECT reporter_id, day FROM (${spreadDays(sql`report`, chosen)}) AS spread`;
}

function lag(share: number) {
  return sql`percentile_cont(${share}::float8) WITHIN GROUP (
    ORDER BY extract(epoch FROM p.received_at - p.end_at)::float8)`;
}
