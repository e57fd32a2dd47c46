import { db, sql } from '#lib/db/client';
import { addDays, dayOf } from '#lib/filter/day';
import type { Filter } from '#lib/filter/filter';
import { resolvePeriod, type Span } from '#lib/filter/period';
import type { Viewer } from '#lib/filter/viewer';
import { type Lane, lanesOf, recordsOf, type SeenPolicy } from '#lib/posture/policy-lanes';
import {
  type PolicyValues,
  policyText,
  type StatedTags,
  valuesOfReport,
} from '#lib/posture/policy-tags';
import { kept } from './kept.ts';
import { type Behind, reportersBehind } from './policy-behind.ts';
import { type PublishedRecord, publishedRecords } from './published-records.ts';
import { isMeant, MIDDLE } from './reports-in.ts';
import { type Scope, scopeOf } from './where.ts';

/** A domain's policy over time, as reports saw it and as DNS said it. */
export type PolicyHistory = {
  domain: string;
  lanes: Lane[];
  /** Policies that most reports told, in the order of time. */
  seen: SeenStretch[];
  /** What stood in DNS, as far as this installation has read it; the newest last. */
  published: PublishedRecord[];
  /** Reporters of the period, and those whose newest report tells of another policy than DNS does now. */
  reporters: number;
  behind: Behind[];
};

export type SeenStretch = {
  from: string;
  to: string;
  policy: string;
  values: PolicyValues;
  reports: number;
  reporters: number;
};

/** More than that nobody looks at together. */
const MOST_DOMAINS = 10;

/** Of a period that ended longer ago nobody is behind what DNS says today. */
const RECENT_DAYS = 7;

/** The policies of the domains that a filter names, or of the first ten. */
export const policyHistory = kept(findPolicyHistory);

async function findPolicyHistory(
  viewer: Viewer,
  filter: Filter,
  now = new Date(),
): Promise<PolicyHistory[]> {
  const scope = await scopeOf(viewer, filter);
  const few = { ...scope, domainIds: scope.domainIds.slice(0, MOST_DOMAINS) };
  const span = resolvePeriod(filter.period, now);
  const [domains, seen, published] = await Promise.all([
    db().domain.findMany({ where: { id: { in: few.domainIds } }, orderBy: { id: 'asc' } }),
    listSeen(few, filter, span),
    publishedRecords(few, span),
  ]);
  const isRecent = span.to >= addDays(dayOf(now), -RECENT_DAYS);
  return await Promise.all(
    domains.map(async ({ id, name }) => {
      const own = seen.get(id) ?? [];
      const stood = published.get(id) ?? [];
      const lanes = lanesOf(own);
      return {
        domain: name,
        lanes,
        seen: recordsOf(lanes, own).map((one) => ({ ...one, policy: policyText(one.values) })),
        published: stood,
        ...(await reportersBehind(own, (isRecent && stood.at(-1)) || null)),
      };
    }),
  );
}

type Row = Omit<SeenPolicy, 'values'> & StatedTags & { domainId: number };

/** Some reports a day and a few ways to state a policy: the rows of a year are hundreds. */
async function listSeen(
  scope: Scope,
  filter: Filter,
  span: Span,
): Promise<Map<number, SeenPolicy[]>> {
  const rows = await db().$queryRaw<Row[]>(sql`
    SELECT domain_id AS "domainId", to_char(day, 'YYYY-MM-DD') AS day, p, sp, np, testing, pct,
      adkim, aspf, count(*)::int AS reports, array_agg(DISTINCT reporter_id) AS reporters
    FROM (
      SELECT p.domain_id, CASE WHEN p.spread THEN (p.begin_at AT TIME ZONE 'UTC')::date
          ELSE (${MIDDLE} AT TIME ZONE 'UTC')::date END AS day,
        p.reporter_id, lower(p.policy_p) AS p, lower(p.policy_sp) AS sp, lower(p.policy_np) AS np,
        lower(p.policy_testing) AS testing, p.policy_pct AS pct, lower(p.policy_adkim) AS adkim,
        lower(p.policy_aspf) AS aspf
      FROM report AS p WHERE p.counted AND ${isMeant(scope, filter, span)}
    ) AS stated
    WHERE day >= ${span.from}::date
    GROUP BY domain_id, stated.day, p, sp, np, testing, pct, adkim, aspf
    ORDER BY domain_id, stated.day`);
  const seen = rows.map(({ domainId, day, reports, reporters, ...stated }) => ({
    domainId,
    ...{ day, reports, reporters, values: valuesOfReport(stated) },
  }));
  return Map.groupBy(seen, ({ domainId }) => domainId);
}
