import { db, sql } from '#lib/db/client';
import type { Filter } from '#lib/filter/filter';
import { resolvePeriod } from '#lib/filter/period';
import type { Viewer } from '#lib/filter/viewer';
import { VERDICTS, type Verdict } from '#lib/filter/vocabulary';
import { kept } from './kept.ts';
import { isMeant } from './reports-in.ts';
import { scopeOf } from './where.ts';

/** How many reports are of one verdict; `held` are those of them that do not count. */
export type VerdictCount = { verdict: Verdict; reports: number; held: number };

/**
 * The reports of a period by how sure it is who sent them, the surest first, whatever verdict and
 * records the filter means; verdicts without a report are left out.
 */
export const verdictCounts = kept(findVerdictCounts);

async function findVerdictCounts(
  viewer: Viewer,
  filter: Filter,
  now = new Date(),
): Promise<VerdictCount[]> {
  const scope = await scopeOf(viewer, filter);
  const whole = { ...filter, verdicts: { not: false, values: [] } };
  const rows = await db().$queryRaw<VerdictCount[]>(sql`
    SELECT p.verdict::text, count(*)::int AS reports,
      (count(*) FILTER (WHERE NOT p.counted))::int AS held
    FROM report AS p WHERE ${isMeant(scope, whole, resolvePeriod(filter.period, now))}
    GROUP BY p.verdict`);
  return VERDICTS.flatMap((verdict) => rows.filter((row) => row.verdict === verdict));
}
