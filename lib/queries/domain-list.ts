import { db, type Sql, sql } from '#lib/db/client';
import { unicodeDomain } from '#lib/domain-name';
import { listDays } from '#lib/filter/day';
import type { Filter } from '#lib/filter/filter';
import { type ResolvedPeriod, resolvePeriod } from '#lib/filter/period';
import { granularityFor } from '#lib/filter/series';
import type { Viewer } from '#lib/filter/viewer';
import { complianceOf } from './metrics.ts';
import { sparklines } from './sparkline.ts';
import { countedIn, type Scope, scopeOf, whereRecord } from './where.ts';

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
  /** Messages by day, or by week where the period is long. */
  spark: number[];
  lastReportAt: Date | null;
  attention: Attention | null;
};

/** Every domain in scope with its figures, those with most messages first. */
export async function domainOverview(
  viewer: Viewer,
  filter: Filter,
  now = new Date(),
): Promise<DomainRow[]> {
  const scope = await scopeOf(viewer, filter);
  const period = resolvePeriod(filter.period, now);
  const [domains, days] = await Promise.all([listDomains(scope), dailySums(scope, filter, period)]);
  const sparkline = sparklines(period);
  const rows = domains.map(({ id, name, isDemo, parked, groups, lastReportAt, ...policy }) => {
    const own = days.get(id) ?? [];
    const messages = sumOf(own, 'messages');
    const passed = sumOf(own, 'passed');
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
      spark: sparkline(own),
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

type DaySum = { day: string; messages: number; passed: number };

/** By the buckets that the sparkline shows: of a year of 300 domains, 16,000 weeks, not 110,000 days. */
async function dailySums(scope: Scope, filter: Filter, span: ResolvedPeriod) {
  const { table, count } = countedIn(filter);
  const rows = await db().$queryRaw<SumsOfDomain[]>(sql`
    SELECT r.id, array_agg(r.day - ${span.from}::date ORDER BY r.day) AS offsets,
      array_agg(r.messages ORDER BY r.day) AS messages, array_agg(r.passed ORDER BY r.day) AS passed
    FROM (
      SELECT r.domain_id AS id, greatest(${bucketOf(span)}, ${span.from}::date) AS day,
        sum(${count})::float8 AS messages,
        coalesce(sum(${count}) FILTER (WHERE r.outcome = 'passed'), 0)::float8 AS passed
      FROM ${table} WHERE ${whereRecord(scope, filter, span)} GROUP BY 1, 2
    ) AS r GROUP BY r.id`);
  const days = listDays(span.from, span.to);
  return new Map(rows.map((row) => [row.id, sumsByDay(row, days)]));
}

type SumsOfDomain = { id: number; offsets: number[]; messages: number[]; passed: number[] };

function sumsByDay({ offsets, messages, passed }: SumsOfDomain, days: readonly string[]): DaySum[] {
  return offsets.map((offset, at) => ({
    day: days[offset] ?? '',
    messages: messages[at] ?? 0,
    passed: passed[at] ?? 0,
  }));
}

/** Weeks by counting days from a Monday: `date_trunc` took a third of the question's time. */
function bucketOf({ days }: ResolvedPeriod): Sql {
  const granularity = granularityFor(days, null);
  if (granularity === 'day') return sql`r.day`;
  if (granularity === 'week') return sql`r.day - (r.day - DATE '2001-01-01') % 7`;
  return sql`date_trunc('month', r.day::timestamp)::date`;
}

function sumOf(rows: readonly DaySum[], key: 'messages' | 'passed') {
  return rows.reduce((sum, row) => sum + row[key], 0);
}
