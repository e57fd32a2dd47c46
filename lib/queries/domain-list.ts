import { db, sql } from '#lib/db/client';
import { unicodeDomain } from '#lib/domain-name';
import type { Filter } from '#lib/filter/filter';
import { resolvePeriod, type Span } from '#lib/filter/period';
import type { Viewer } from '#lib/filter/viewer';
import { askDomainMonths } from './domain-months.ts';
import { kept } from './kept.ts';
import { complianceOf, sumWhere } from './metrics.ts';
import { type Scope, scopeOf } from './where.ts';

/**
 * Why a domain needs a look: no report for a week, much mail that fails, nothing asked of receivers; or
 * it is parked, and its newest report saw another policy than reject.
 */
export type Attention = 'silent' | 'failing' | 'unenforced' | 'parked';

export type DomainPolicy = {
  p: string | null;
  sp: string | null;
  np: string | null;
  /** RFC 7489 alone knows it. */
  pct: string | null;
  testing: boolean;
};

export type DomainRow = {
  name: string;
  unicode: string;
  isDemo: boolean;
  /** Somebody said that it sends no mail. */
  parked: boolean;
  /** The groups that it is in, by name. */
  groups: string[];
  /** As its newest report saw it; null before the first. `testing` is `t=y` (RFC 9990). */
  policy: DomainPolicy | null;
  messages: number;
  passed: number;
  failed: number;
  compliance: number | null;
  lastReportAt: Date | null;
  attention: Attention | null;
};

/** Every domain in scope with its figures, those with most messages first. */
export const domainOverview = kept(findDomainOverview);

async function findDomainOverview(
  viewer: Viewer,
  filter: Filter,
  now = new Date(),
): Promise<DomainRow[]> {
  const scope = await scopeOf(viewer, filter);
  const period = resolvePeriod(filter.period, now);
  const [domains, sums] = await Promise.all([listDomains(scope), sumUp(scope, filter, period)]);
  const rows = domains.map(({ id, name, isDemo, parked, groups, lastReportAt, ...policy }) => {
    const { messages, passed } = sums.get(id) ?? { messages: 0, passed: 0 };
    const figures = { messages, passed, failed: messages - passed };
    return {
      name,
      unicode: unicodeDomain(name),
      isDemo,
      parked,
      groups,
      policy: lastReportAt && policy,
      ...figures,
      compliance: complianceOf(passed, messages),
      lastReportAt,
      attention: attentionFor({ ...figures, ...policy, parked, lastReportAt }, now),
    };
  });
  return rows.toSorted((a, b) => b.messages - a.messages || (a.name < b.name ? -1 : 1));
}

type Facts = {
  messages: number;
  failed: number;
  p: string | null;
  testing: boolean;
  parked: boolean;
  lastReportAt: Date | null;
};

/** Worst first. Fewer than 30 messages prove nothing (PRODUCT 3.0, Numbers). */
function attentionFor(facts: Facts, now: Date): Attention | null {
  const { messages, failed, p, testing, parked, lastReportAt } = facts;
  if (lastReportAt === null) return null;
  // Of a domain that sends nothing silence is good, and whatever fails is a forger's.
  if (parked) return p === 'reject' && !testing ? null : 'parked';
  if (now.getTime() - lastReportAt.getTime() > WEEK_MS) return 'silent';
  if (messages >= 30 && failed / messages > 0.05) return 'failing';
  return p === 'none' || p === null ? 'unenforced' : null;
}

const WEEK_MS = 7 * 24 * 3600 * 1000;

type DomainFacts = DomainPolicy & {
  id: number;
  name: string;
  isDemo: boolean;
  parked: boolean;
  groups: string[];
  lastReportAt: Date | null;
};

async function listDomains({ domainIds }: Scope) {
  return await db().$queryRaw<DomainFacts[]>(sql`
    SELECT d.id, d.name, d.is_demo AS "isDemo", d.parked_at IS NOT NULL AS parked,
      ARRAY(SELECT g.name FROM group_domain AS m JOIN domain_group AS g ON g.id = m.group_id
        WHERE m.domain_id = d.id ORDER BY g.name_key) AS groups, latest.p, latest.sp, latest.np, latest.pct,
      latest.testing, latest.received_at AS "lastReportAt"
    FROM domain AS d
    LEFT JOIN LATERAL (
      SELECT policy_p AS p, policy_sp AS sp, policy_np AS np, policy_pct AS pct,
        policy_testing = 'y' IS TRUE AS testing, received_at
      FROM report WHERE domain_id = d.id ORDER BY end_at DESC, id DESC LIMIT 1
    ) AS latest ON true
    WHERE d.id = ANY(${domainIds}::int[])`);
}

type Figures = { messages: number; passed: number };

async function sumUp(scope: Scope, filter: Filter, span: Span): Promise<Map<number, Figures>> {
  const rows = await askDomainMonths(
    scope,
    filter,
    span,
    async (tx, sums) =>
      await tx.$queryRaw<(Figures & { id: number })[]>(sql`
        SELECT r.domain_id AS id, sum(r.messages)::float8 AS messages,
          ${sumWhere(sql`r.messages`, sql`r.outcome = 'passed'`)} AS passed
        FROM (${sums}) AS r GROUP BY r.domain_id`),
  );
  return new Map(rows.map(({ id, ...figures }) => [id, figures]));
}
