import { db, sql } from '#lib/db/client';
import type { Filter } from '#lib/filter/filter';
import { resolvePeriod } from '#lib/filter/period';
import type { Viewer } from '#lib/filter/viewer';
import { kept } from './kept.ts';
import { scopeOf } from './where.ts';

/** Mailbox providers whose rules for bulk senders count messages a day. */
export const PROVIDERS = ['google', 'yahoo', 'microsoft'] as const;
export type Provider = (typeof PROVIDERS)[number];

/** The day on which a provider reported most messages; none of a provider that reported nothing. */
export type BusiestDay = { provider: Provider; day: string; messages: number };

/** How much a provider was sent on its busiest day, of all mail in the name of the filter's domains. */
export const busiestDays = kept(findBusiestDays);

async function findBusiestDays(
  viewer: Viewer,
  filter: Filter,
  now = new Date(),
): Promise<BusiestDay[]> {
  const { domainIds } = await scopeOf(viewer, filter);
  const { from, to } = resolvePeriod(filter.period, now);
  return await db().$queryRaw<BusiestDay[]>(sql`
    WITH provider AS (
      SELECT id, CASE
        WHEN name_key ~ '^google' THEN 'google'
        WHEN name_key ~ '^(yahoo|aol)' THEN 'yahoo'
        WHEN name_key ~ '^((enterprise )?outlook|microsoft|hotmail)' THEN 'microsoft'
      END AS provider FROM reporter
    ), told AS (
      SELECT p.provider, r.day, sum(r.messages)::float8 AS messages
      FROM daily_report AS r JOIN provider AS p ON p.id = r.reporter_id
      WHERE p.provider IS NOT NULL AND r.domain_id = ANY(${domainIds}::int[])
        AND r.day BETWEEN ${from}::date AND ${to}::date GROUP BY 1, 2
    )
    SELECT DISTINCT ON (provider) provider, to_char(day, 'YYYY-MM-DD') AS day, messages
    FROM told ORDER BY provider, messages DESC, day DESC`);
}
