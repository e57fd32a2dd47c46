import { sql } from '#lib/db/client';
import type { Filter } from '#lib/filter/filter';
import { resolvePeriod } from '#lib/filter/period';
import type { Viewer } from '#lib/filter/viewer';
import { kept } from './kept.ts';
import { askSourceSums, NO_ADDRESS } from './source-sums.ts';
import { scopeOf } from './where.ts';

/**
 * How many source addresses there are in a period. Asked apart from the totals, so that those need
 * not wait: with few conditions it is quick, but with some it reads every record of the period.
 */
export const sourceCount = kept(findSourceCount);

async function findSourceCount(viewer: Viewer, filter: Filter, now = new Date()): Promise<number> {
  const scope = await scopeOf(viewer, filter);
  return await askSourceSums(scope, filter, resolvePeriod(filter.period, now), async (tx, sums) => {
    const [row] = await tx.$queryRaw<[{ sources: number }]>(sql`
      SELECT count(*)::int AS sources FROM (
        SELECT DISTINCT source_ip FROM (${sums}) AS r WHERE source_ip <> ${NO_ADDRESS}
      ) AS seen`);
    return row.sources;
  });
}
