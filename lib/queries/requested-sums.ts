import { sql } from '#lib/db/client';
import type { Filter } from '#lib/filter/filter';
import { resolvePeriod, type Span } from '#lib/filter/period';
import type { Viewer } from '#lib/filter/viewer';
import { askDays, type DayRelation } from './divided-days.ts';
import { kept } from './kept.ts';
import { sumWhere } from './metrics.ts';
import { type Scope, scopeOf } from './where.ts';

/** M9: messages by what the policy asked of their receiver; adds up to M1. */
export type Requested = { none: number; quarantine: number; reject: number };

/** What was asked of receivers for the mail of a period: of all of it, and of what failed. */
export const requestedSums = kept(findRequestedSums);

async function findRequestedSums(
  viewer: Viewer,
  filter: Filter,
  now = new Date(),
): Promise<{ all: Requested; failed: Requested }> {
  const scope = await scopeOf(viewer, filter);
  return await requestedIn(scope, filter, resolvePeriod(filter.period, now));
}

/**
 * The same of some days. `requested` of a record knows `p`, `sp`, `t` and `pct=0`; any
 * other `pct` lowers it by one step for a share of the mail (RFC 7489 §6.3), which is done here, as
 * no one message can be told to be in that share.
 */
export async function requestedIn(
  scope: Scope,
  filter: Filter,
  span: Span,
): Promise<{ all: Requested; failed: Requested }> {
  const rows = await askDays(
    scope,
    filter,
    span,
    requests(scope),
    async (tx, days) =>
      await tx.$queryRaw<Row[]>(sql`
        SELECT requested::text, pct, sum(messages) AS messages, sum(failed) AS failed
        FROM (${days}) AS r GROUP BY 1, 2`),
  );
  return {
    all: lowered(rows, ({ messages }) => messages),
    failed: lowered(rows, ({ failed }) => failed),
  };
}

function requests(scope: Scope): DayRelation {
  return {
    held: sql`
      SELECT r.requested, r.pct::int AS pct, r.messages::float8 AS messages, r.failed::float8 AS failed
      FROM daily_conduct AS r`,
    ofRecords: (where) => sql`
      SELECT r.requested, coalesce(s.pct, 100) AS pct, coalesce(sum(r.count), 0)::float8 AS messages,
        ${sumWhere(sql`r.count`, sql`r.outcome <> 'passed'`)} AS failed
      FROM record AS r LEFT JOIN (${sampledReports(scope)}) AS s ON s.id = r.report_id
      WHERE ${where} GROUP BY 1, 2`,
  };
}

type Row = { requested: keyof Requested; pct: number; messages: number; failed: number };

const ONE_LOWER = { reject: 'quarantine', quarantine: 'none', none: 'none' } as const;

function lowered(rows: readonly Row[], countOf: (row: Row) => number): Requested {
  const sums: Requested = { none: 0, quarantine: 0, reject: 0 };
  for (const row of rows) {
    const kept = Math.round((countOf(row) * row.pct) / 100);
    sums[row.requested] += kept;
    sums[ONE_LOWER[row.requested]] += countOf(row) - kept;
  }
  return sums;
}

/** Few, and of RFC 7489 only. `CASE`, since nothing else says that the text is looked at first. */
function sampledReports({ domainIds }: Scope) {
  return sql`
    SELECT id, pct FROM (
      SELECT id, CASE WHEN policy_pct ~ '^[0-9]{1,2}$' THEN policy_pct::int END AS pct
      FROM report WHERE domain_id = ANY(${domainIds}::int[]) AND policy_pct <> '100'
    ) AS stated WHERE pct BETWEEN 1 AND 99`;
}
