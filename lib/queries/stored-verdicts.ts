import { db, sql } from '#lib/db/client';
import { AppError } from '#lib/errors';
import type { Viewer } from '#lib/filter/viewer';
import type { SourceVerdict } from '#lib/source/source-class';

/** A month of a domain whose sources are judged, and nothing has come since that tells of them. */
export type JudgedMonth = { domainId: number; domain: string; month: string; summedAt: Date };

/**
 * The newest such month of every domain, or of one. Older ones were judged in the light of what was known
 * then, and so is one whose month before is without records now.
 */
export async function newestJudged(viewer: Viewer, domain: string | null): Promise<JudgedMonth[]> {
  if (viewer.role !== 'system') throw new AppError('auth/forbidden');
  return await db().$queryRaw<JudgedMonth[]>(sql`
    SELECT j.domain_id AS "domainId", d.name AS domain, to_char(j.month, 'YYYY-MM') AS month,
      s.summed_at AS "summedAt"
    FROM (
      SELECT domain_id, max(month) AS month FROM summed_month GROUP BY domain_id
    ) AS newest
    JOIN judged_month AS j USING (domain_id, month) JOIN summed_month AS s USING (domain_id, month)
    JOIN domain AS d ON d.id = domain_id
    WHERE j.summed_at = s.summed_at ${domain === null ? sql`` : sql`AND d.name = ${domain}`}
      AND NOT EXISTS (SELECT FROM changed_month AS c WHERE c.domain_id = j.domain_id
        AND c.month BETWEEN j.month - INTERVAL '1 month' AND j.month)
      AND NOT EXISTS (SELECT FROM dropped_month AS gone WHERE gone.domain_id = j.domain_id
        AND gone.month = j.month - INTERVAL '1 month')
    ORDER BY d.name`);
}

/** What is written down of a source: the verdict, and the service that it was taken for. */
export type StoredVerdict = SourceVerdict & {
  ip: string | null;
  service: string | null;
  tracedBy: 'ptr' | 'spf' | 'dkim' | null;
  trace: string | null;
};

/** The verdicts of sources that were last seen in a month. */
export async function storedVerdicts({
  domainId,
  month,
}: Pick<JudgedMonth, 'domainId' | 'month'>): Promise<StoredVerdict[]> {
  return await db().$queryRaw<StoredVerdict[]>(sql`
    SELECT CASE WHEN source_ip <> '0.0.0.0/0' THEN host(source_ip) END AS ip, class, candidate,
      confidence, rule::int AS rule, because, against, service, traced_by AS "tracedBy", trace
    FROM source_verdict WHERE domain_id = ${domainId} AND month = ${`${month}-01`}::date`);
}
