import { db, sql } from '#lib/db/client';
import type { Filter } from '#lib/filter/filter';
import type { Viewer } from '#lib/filter/viewer';
import { scopeOf } from './where.ts';

/** The newest UTC day of which the filter's domains have any mail, whatever its period; null without. */
export async function newestDay(viewer: Viewer, filter: Filter): Promise<string | null> {
  const { domainIds } = await scopeOf(viewer, filter);
  const [row] = await db().$queryRaw<[{ day: string | null }]>(sql`
    SELECT to_char(max(day), 'YYYY-MM-DD') AS day FROM daily
    WHERE domain_id = ANY(${domainIds}::int[])`);
  return row.day;
}
