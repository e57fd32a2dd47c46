import { sql } from '#lib/db/client';
import type { Filter } from '#lib/filter/filter';
import { resolvePeriod } from '#lib/filter/period';
import type { Viewer } from '#lib/filter/viewer';
import { askDays } from './divided-days.ts';
import { EXCUSES } from './excuses.ts';
import { kept } from './kept.ts';
import { OVERRIDDEN } from './override-sums.ts';
import { NO_ADDRESS } from './source-sums.ts';
import { scopeOf } from './where.ts';

/** A reason that receivers gave for doing less than they were asked (M10). */
export type OverrideReasonRow = {
  /** The word of the report, or `arc`: a local policy that says it trusts an ARC chain. */
  reason: string;
  /** A message with two reasons stands under both: these do not add up. */
  messages: number;
  topReporter: string | null;
  /** Null too where the reporter gave no address. */
  topSource: string | null;
};

/** Why failing mail was treated more mildly than the policy asked, most messages first. */
export const overrideReasons = kept(findOverrideReasons);

async function findOverrideReasons(
  viewer: Viewer,
  filter: Filter,
  now = new Date(),
): Promise<OverrideReasonRow[]> {
  const scope = await scopeOf(viewer, filter);
  const span = resolvePeriod(filter.period, now);
  const rows = await askDays(
    scope,
    filter,
    span,
    EXCUSES,
    async (tx, days) =>
      await tx.$queryRaw<Part[]>(sql`
    WITH excused AS (
      SELECT r.reasons, r.reporter_id, nullif(r.source_ip, ${NO_ADDRESS}) AS source_ip,
        sum(r.messages) AS messages
      FROM (${days}) AS r WHERE ${OVERRIDDEN} GROUP BY 1, 2, 3
    ), ranked AS (
      SELECT g.reason, e.reporter_id, e.source_ip, sum(e.messages) AS messages,
        GROUPING(e.reporter_id, e.source_ip) AS part,
        row_number() OVER (PARTITION BY g.reason, GROUPING(e.reporter_id, e.source_ip)
          ORDER BY sum(e.messages) DESC, e.reporter_id, e.source_ip) AS rank
      FROM excused AS e CROSS JOIN LATERAL (${DISTINCT_REASONS}) AS g
      GROUP BY GROUPING SETS ((g.reason), (g.reason, e.reporter_id), (g.reason, e.source_ip))
    )
    SELECT k.reason, k.part, k.messages, o.name AS reporter, host(k.source_ip) AS source
    FROM ranked AS k LEFT JOIN reporter AS o ON o.id = k.reporter_id
    WHERE k.rank = 1 ORDER BY k.reason`),
  );
  const found = Map.groupBy(rows, ({ reason }) => reason);
  return [...found]
    .map(([reason, parts]) => ({ reason, ...assemble(parts) }))
    .toSorted((a, b) => b.messages - a.messages || (a.reason < b.reason ? -1 : 1));
}

/** `part` is Postgres' GROUPING: 3 of all, 1 by reporter, 2 by source. */
type Part = {
  reason: string;
  part: number;
  messages: number;
  reporter: string | null;
  source: string | null;
};

function assemble(parts: readonly Part[]) {
  const at = (wanted: number) => parts.find(({ part }) => part === wanted);
  return {
    messages: at(3)?.messages ?? 0,
    topReporter: at(1)?.reporter ?? null,
    topSource: at(2)?.source ?? null,
  };
}

/** A reason that is given twice is one; what counts as ARC is what `reasonOrigin` says. */
const DISTINCT_REASONS = sql`
  SELECT DISTINCT CASE WHEN one->>'type' = 'local_policy'
    AND lower(one->>'comment') LIKE '%arc=pass%' THEN 'arc' ELSE one->>'type' END AS reason
  FROM jsonb_array_elements(e.reasons) AS one`;
