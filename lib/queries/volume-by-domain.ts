import { type Snapshot, type Sql, sql } from '#lib/db/client';
import { unicodeDomain } from '#lib/domain-name';
import type { Filter } from '#lib/filter/filter';
import { resolvePeriod, type Span } from '#lib/filter/period';
import { fillDays } from '#lib/filter/series';
import type { Viewer } from '#lib/filter/viewer';
import { askDomainMonths } from './domain-months.ts';
import { kept } from './kept.ts';
import { countedIn, type Scope, scopeOf, whereRecord } from './where.ts';

type Day = { day: string; messages: number; passed: number };

/** The mail of a domain by UTC day. */
export type DomainVolume = {
  name: string;
  unicode: string;
  messages: number;
  passed: number;
  days: Day[];
};

export type DomainVolumes = {
  /** Those with most messages first. */
  rows: DomainVolume[];
  /** How many domains had any mail, and how much all of them together. */
  domains: number;
  messages: number;
};

/** The domains with most messages in a period, day by day. */
export const volumeByDomain = kept(findVolumeByDomain);

async function findVolumeByDomain(
  viewer: Viewer,
  filter: Filter,
  { limit = 10, now = new Date() }: { limit?: number; now?: Date } = {},
): Promise<DomainVolumes> {
  const scope = await scopeOf(viewer, filter);
  const span = resolvePeriod(filter.period, now);
  const [largest, days] = await askDomainMonths(scope, filter, span, async (tx, sums) => {
    const largest = await listLargest(tx, sums, limit);
    const domainIds = largest.map(({ id }) => id);
    return [largest, await listDays(tx, { ...scope, domainIds }, filter, span)] as const;
  });
  const daysOf = Map.groupBy(days, ({ id }) => id);
  const rows = largest.map(({ id, name }) => {
    const own = (daysOf.get(id) ?? []).map(({ id: _, ...day }) => day);
    return {
      name,
      unicode: unicodeDomain(name),
      messages: own.reduce((sum, { messages }) => sum + messages, 0),
      passed: own.reduce((sum, { passed }) => sum + passed, 0),
      days: fillDays(own, span.from, span.to, (day) => ({ day, messages: 0, passed: 0 })),
    };
  });
  return { rows, domains: largest[0]?.domains ?? 0, messages: largest[0]?.whole ?? 0 };
}

type Ranked = { id: number; name: string; domains: number; whole: number };

async function listLargest(tx: Snapshot, sums: Sql, limit: number) {
  return await tx.$queryRaw<Ranked[]>(sql`
    WITH ranked AS (
      SELECT r.domain_id, sum(r.messages) AS sum, count(*) OVER ()::int AS domains,
        (sum(sum(r.messages)) OVER ())::float8 AS whole
      FROM (${sums}) AS r GROUP BY r.domain_id HAVING sum(r.messages) > 0
      ORDER BY sum(r.messages) DESC, r.domain_id LIMIT ${limit}
    )
    SELECT d.id, d.name, k.domains, k.whole FROM ranked AS k JOIN domain AS d ON d.id = k.domain_id
    ORDER BY k.sum DESC, k.domain_id`);
}

async function listDays(tx: Snapshot, scope: Scope, filter: Filter, span: Span) {
  const { table, count } = countedIn(filter);
  return await tx.$queryRaw<(Day & { id: number })[]>(sql`
    SELECT r.domain_id AS id, to_char(r.day, 'YYYY-MM-DD') AS day, sum(${count})::float8 AS messages,
      coalesce(sum(${count}) FILTER (WHERE r.outcome = 'passed'), 0)::float8 AS passed
    FROM ${table} WHERE ${whereRecord(scope, filter, span)} GROUP BY r.domain_id, r.day ORDER BY r.day`);
}
