import { db, sql } from '#lib/db/client';
import { ARRIVING_DAYS, EXPECTED_DAYS, WINDOW_DAYS } from '#lib/filter/coverage';
import { addDays, dayOf } from '#lib/filter/day';
import type { Filter } from '#lib/filter/filter';
import type { Viewer } from '#lib/filter/viewer';
import { kept } from './kept.ts';
import { liesIn, spreadDays } from './reports-in.ts';
import { type Scope, scopeOf } from './where.ts';

/**
 * M14: the last UTC day of which at least 90 % of the expected reporters have reported; of several
 * domains the earliest such day among those that carry 1 % of the mail. Null as long as nobody has
 * reported often enough to be expected.
 */
export async function completeThrough(
  viewer: Viewer,
  filter: Filter,
  now = new Date(),
): Promise<string | null> {
  const scope = await scopeOf(viewer, filter);
  return await lastDay(scope, dayOf(now));
}

const lastDay = kept(async (scope: Scope, today: string) => {
  const [row] = await db().$queryRaw<[{ day: string | null }]>(question(scope, today));
  return row.day;
});

function question({ domainIds }: Scope, today: string) {
  const last = addDays(today, -1 - ARRIVING_DAYS);
  const first = addDays(last, 1 - WINDOW_DAYS);
  const inWindow = sql`day BETWEEN ${first}::date AND ${today}::date`;
  const spread = sql`p.counted AND p.domain_id = ANY(${domainIds}::int[])
    AND ${liesIn({ from: first, to: today })}`;
  return sql`
    WITH reported AS MATERIALIZED (
      SELECT domain_id, reporter_id, day FROM daily_report
      WHERE domain_id = ANY(${domainIds}::int[]) AND ${inWindow}
      UNION
      SELECT domain_id, reporter_id, day FROM (${spreadDays(sql`report`, spread)}) AS covered
      WHERE ${inWindow}
    ), expected AS (
      SELECT domain_id, reporter_id FROM reported WHERE day <= ${last}::date
      GROUP BY domain_id, reporter_id HAVING count(*) >= ${EXPECTED_DAYS}
    ), needed AS (
      SELECT domain_id, ceil(count(*) * 0.9) AS reporters FROM expected GROUP BY domain_id
    ), complete AS (
      SELECT domain_id, day FROM reported JOIN expected USING (domain_id, reporter_id)
      JOIN needed USING (domain_id)
      GROUP BY domain_id, day, needed.reporters HAVING count(*) >= needed.reporters
    ), volume AS (
      SELECT domain_id, sum(messages) AS messages FROM daily
      WHERE domain_id = ANY(${domainIds}::int[]) AND ${inWindow} GROUP BY domain_id
    ), latest AS (
      SELECT domain_id, max(day) AS day FROM complete GROUP BY domain_id
    )
    SELECT to_char(min(latest.day), 'YYYY-MM-DD') AS day FROM latest JOIN volume USING (domain_id)
    WHERE volume.messages >= 0.01 * (SELECT sum(messages) FROM volume)`;
}
