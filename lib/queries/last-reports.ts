import { db, sql } from '#lib/db/client';
import type { Filter } from '#lib/filter/filter';
import type { Viewer } from '#lib/filter/viewer';
import { scopeOf } from './where.ts';

/** When the newest report about a domain came; null before the first. */
export type LastReport = { domain: string; lastReportAt: Date | null };

/** The newest report of each domain in scope, those that wait longest first. */
export async function lastReports(viewer: Viewer, filter: Filter): Promise<LastReport[]> {
  const { domainIds } = await scopeOf(viewer, filter);
  return await db().$queryRaw<LastReport[]>(sql`
    SELECT d.name AS domain, newest.received_at AS "lastReportAt"
    FROM domain AS d LEFT JOIN LATERAL (
      SELECT received_at FROM report WHERE domain_id = d.id ORDER BY end_at DESC, id DESC LIMIT 1
    ) AS newest ON true
    WHERE d.id = ANY(${domainIds}::int[])
    ORDER BY newest.received_at NULLS FIRST, d.name`);
}
