import { db, sql } from '#lib/db/client';
import { unicodeDomain } from '#lib/domain-name';
import type { Filter } from '#lib/filter/filter';
import { resolvePeriod } from '#lib/filter/period';
import { fillDays } from '#lib/filter/series';
import type { Viewer } from '#lib/filter/viewer';
import { countedIn, scopeOf, whereRecord } from './where.ts';

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
export async function volumeByDomain(
  viewer: Viewer,
  filter: Filter,
  { limit = 10, now = new Date() }: { limit?: number; now?: Date } = {},
): Promise<DomainVolumes> {
  const scope = await scopeOf(viewer, filter);
  const span = resolvePeriod(filter.period, now);
  const { table, count } = countedIn(filter);
  const rows = await db().$queryRaw<(Day & Sums)[]>(sql`
    WITH daily_sum AS (
      SELECT r.domain_id, r.day, sum(${count})::float8 AS messages,
        coalesce(sum(${count}) FILTER (WHERE r.outcome = 'passed'), 0)::float8 AS passed
      FROM ${table} WHERE ${whereRecord(scope, filter, span)} GROUP BY 1, 2
    ), ranked AS (
      SELECT domain_id, sum(messages) AS sum, count(*) OVER ()::int AS domains,
        (sum(sum(messages)) OVER ())::float8 AS whole
      FROM daily_sum GROUP BY domain_id HAVING sum(messages) > 0
      ORDER BY sum(messages) DESC, domain_id LIMIT ${limit}
    )
    SELECT d.name, k.domains, k.whole, to_char(s.day, 'YYYY-MM-DD') AS day, s.messages, s.passed
    FROM ranked AS k JOIN domain AS d ON d.id = k.domain_id JOIN daily_sum AS s USING (domain_id)
    ORDER BY k.sum DESC, k.domain_id, s.day`);
  const found = [...Map.groupBy(rows, ({ name }) => name)].map(([name, days]) => ({
    name,
    unicode: unicodeDomain(name),
    messages: days.reduce((sum, { messages }) => sum + messages, 0),
    passed: days.reduce((sum, { passed }) => sum + passed, 0),
    days: fillDays(days.map(dayOf), span.from, span.to, (day) => ({ day, messages: 0, passed: 0 })),
  }));
  return { rows: found, domains: rows[0]?.domains ?? 0, messages: rows[0]?.whole ?? 0 };
}

type Sums = { name: string; domains: number; whole: number };

function dayOf({ day, messages, passed }: Day): Day {
  return { day, messages, passed };
}
