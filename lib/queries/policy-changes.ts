import { db, join, sql } from '#lib/db/client';
import { addDays } from '#lib/filter/day';
import type { Filter } from '#lib/filter/filter';
import { resolvePeriod, type Span } from '#lib/filter/period';
import type { Viewer } from '#lib/filter/viewer';
import { kept } from './kept.ts';
import { liesIn } from './reports-in.ts';
import { askMonthSums } from './summed-months.ts';
import { type Scope, scopeOf } from './where.ts';

/** A policy that reporters began to see on a day: `p=reject; sp=none; t=y`; null for none stated. */
export type PolicyChange = {
  day: string;
  domain: string;
  before: string | null;
  after: string | null;
};

/** A policy that fewer reports than that have seen is a stale cache or a mistake. */
const FEWEST_REPORTS = 3;
/** How far back a policy is looked for that held when the period began. */
const LOOK_BACK_DAYS = 30;

/**
 * When published policies changed, as receivers saw it. A day's policy is the one that most of its
 * reports name, since receivers learn of a change one after another. Most domains have had but one, which
 * sums of months tell.
 */
export const policyChanges = kept(findPolicyChanges);

async function findPolicyChanges(
  viewer: Viewer,
  filter: Filter,
  now = new Date(),
): Promise<PolicyChange[]> {
  const scope = await scopeOf(viewer, filter);
  const { from, to } = resolvePeriod(filter.period, now);
  const since = addDays(from, -LOOK_BACK_DAYS);
  const domainIds = await listUndecided(scope, { from: since, to });
  const days = sql`day BETWEEN ${since}::date AND ${to}::date`;
  const spread = sql`p.spread AND p.counted AND ${liesIn({ from: since, to })}`;
  return await db().$queryRaw<PolicyChange[]>(sql`
    WITH seen AS (
      SELECT domain_id, day, nullif(policy, '') AS policy, sum(reports) AS reports FROM (
        SELECT domain_id, day, policy, reports FROM daily_report
        WHERE domain_id = ANY(${domainIds}::int[]) AND ${days}
        UNION ALL
        SELECT p.domain_id, (p.begin_at AT TIME ZONE 'UTC')::date,
          stated_policy(p.policy_p, p.policy_sp, p.policy_testing), 1
        FROM report AS p WHERE p.domain_id = ANY(${domainIds}::int[]) AND ${spread}
      ) AS stated GROUP BY 1, 2, 3
    ), daily_policy AS (
      SELECT DISTINCT ON (domain_id, day) domain_id, day, policy, reports
      FROM seen ORDER BY domain_id, day, reports DESC, policy
    ), marked AS (
      SELECT *, policy IS DISTINCT FROM lag(policy) OVER by_day AS begins
      FROM daily_policy WINDOW by_day AS (PARTITION BY domain_id ORDER BY day)
    ), numbered AS (
      SELECT *, count(*) FILTER (WHERE begins) OVER (PARTITION BY domain_id ORDER BY day) AS stretch
      FROM marked
    ), stretches AS (
      SELECT domain_id, stretch, policy, min(day) AS day FROM numbered
      GROUP BY domain_id, stretch, policy HAVING sum(reports) >= ${FEWEST_REPORTS}
    ), changes AS (
      SELECT *, lag(policy) OVER by_day AS before, lag(day) OVER by_day AS since
      FROM stretches WINDOW by_day AS (PARTITION BY domain_id ORDER BY day)
    )
    SELECT to_char(c.day, 'YYYY-MM-DD') AS day, d.name AS domain, c.before, c.policy AS after
    FROM changes AS c JOIN domain AS d ON d.id = c.domain_id
    WHERE c.since IS NOT NULL AND c.policy IS DISTINCT FROM c.before AND c.day >= ${from}::date
    ORDER BY c.day, d.name`);
}

/** Those with more than one policy in the months of a period, as far as sums of months or days tell. */
async function listUndecided(scope: Scope, { from, to }: Span): Promise<number[]> {
  const months = {
    from: `${from.slice(0, 7)}-01`,
    to: addDays(`${addDays(`${to.slice(0, 7)}-01`, 31).slice(0, 7)}-01`, -1),
  };
  return await askMonthSums(scope, months, async (tx, { summed, unsummed }) => {
    const parts = [
      sql`SELECT domain_id, policy FROM monthly_policy WHERE false`,
      ...summed.map(
        ({ domainIds, months }) => sql`
          SELECT domain_id, policy FROM monthly_policy
          WHERE domain_id = ANY(${domainIds}::int[]) AND month = ANY(${months}::date[])`,
      ),
      ...unsummed.map(
        ({ domainIds, ...days }) => sql`
          SELECT domain_id, policy FROM daily_report WHERE domain_id = ANY(${domainIds}::int[])
            AND day BETWEEN ${days.from}::date AND ${days.to}::date`,
      ),
    ];
    const rows = await tx.$queryRaw<{ id: number }[]>(sql`
      SELECT domain_id AS id FROM (${join(parts, ' UNION ALL ')}) AS stated
      GROUP BY domain_id HAVING min(policy) <> max(policy)
      UNION
      SELECT p.domain_id FROM report AS p WHERE p.domain_id = ANY(${scope.domainIds}::int[])
        AND p.spread AND p.counted AND ${liesIn({ from, to })}`);
    return rows.map(({ id }) => id);
  });
}
