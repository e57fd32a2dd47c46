import { db, type Sql, sql } from '#lib/db/client';
import type { Filter } from '#lib/filter/filter';
import type { ResolvedPeriod } from '#lib/filter/period';
import { sparkline } from './sparkline.ts';
import { type Scope, whereRecord } from './where.ts';

/** What is shown of a source beside its figures. */
export type SourceFacts = {
  ptr: string | null;
  /** A-labels of the policy domains it sent as, most messages first. */
  domains: string[];
  /** The domains that passed DKIM and SPF here, aligned or not, up to three of each. */
  identities: { dkim: string[]; spf: string[] };
  reporters: number;
  /** Messages by day, or by week where the period is long. */
  spark: number[];
};

/** Describes the few sources of one page; answers with a lookup by address. */
export async function describeSources(
  scope: Scope,
  filter: Filter,
  period: ResolvedPeriod,
  ips: readonly (string | null)[],
): Promise<(ip: string | null) => SourceFacts> {
  const addresses = ips.filter((ip) => ip !== null);
  const nameless = addresses.length < ips.length ? sql`OR r.source_ip IS NULL` : sql``;
  const where = sql`${whereRecord(scope, filter, period)}
    AND (r.source_ip = ANY(${addresses}::inet[]) ${nameless})`;
  const [facts, days] = await Promise.all([findFacts(where), sumDays(where)]);
  const byIp = new Map(facts.map((row) => [row.ip, row]));
  return (ip) => {
    const { ptr = null, reporters = 0, dkim = [], spf = [] } = byIp.get(ip) ?? {};
    const own = days.get(ip) ?? [];
    const spark = sparkline(own, period);
    return { ptr, reporters, identities: { dkim, spf }, domains: domainsOf(own), spark };
  };
}

type Facts = {
  ip: string | null;
  ptr: string | null;
  reporters: number;
  dkim: string[];
  spf: string[];
};

/** Signatures are joined only to rank their names; no figure comes from here. */
async function findFacts(where: Sql) {
  return await db().$queryRaw<Facts[]>(sql`
    WITH used AS MATERIALIZED (
      SELECT r.source_ip, r.auth_set_id, r.reporter_id, sum(r.count) AS messages
      FROM record AS r WHERE ${where} GROUP BY r.source_ip, r.auth_set_id, r.reporter_id
    ), named AS (
      SELECT u.source_ip, n.mechanism, n.domain,
        row_number() OVER (PARTITION BY u.source_ip, n.mechanism
          ORDER BY sum(u.messages) DESC, n.domain) AS rank
      FROM used AS u JOIN auth_set AS a ON a.id = u.auth_set_id
      CROSS JOIN LATERAL (${passing('dkim')} UNION ALL ${passing('spf')}) AS n
      GROUP BY u.source_ip, n.mechanism, n.domain
    ), top AS (
      SELECT source_ip,
        array_agg(domain ORDER BY rank) FILTER (WHERE mechanism = 'dkim') AS dkim,
        array_agg(domain ORDER BY rank) FILTER (WHERE mechanism = 'spf') AS spf
      FROM named WHERE rank <= 3 GROUP BY source_ip
    ), seen AS (
      SELECT source_ip, count(DISTINCT reporter_id)::int AS reporters FROM used GROUP BY source_ip
    )
    SELECT host(seen.source_ip) AS ip, s.ptr, seen.reporters,
      coalesce(top.dkim, '{}') AS dkim, coalesce(top.spf, '{}') AS spf
    FROM seen
    LEFT JOIN top ON top.source_ip IS NOT DISTINCT FROM seen.source_ip
    LEFT JOIN source AS s ON s.ip = seen.source_ip`);
}

function passing(mechanism: 'dkim' | 'spf') {
  const results = mechanism === 'dkim' ? sql`a.dkim` : sql`a.spf`;
  return sql`
    SELECT DISTINCT ${mechanism} AS mechanism, e ->> 'domain' AS domain
    FROM jsonb_array_elements(${results}) AS e WHERE e ->> 'result' = 'pass'`;
}

type DaySum = { ip: string | null; domain: string; day: string; messages: number };

async function sumDays(where: Sql) {
  const rows = await db().$queryRaw<DaySum[]>(sql`
    SELECT host(i.source_ip) AS ip, d.name AS domain, to_char(i.day, 'YYYY-MM-DD') AS day, i.messages
    FROM (
      SELECT r.source_ip, r.domain_id, r.day, sum(r.count)::float8 AS messages
      FROM record AS r WHERE ${where} GROUP BY r.source_ip, r.domain_id, r.day
    ) AS i JOIN domain AS d ON d.id = i.domain_id`);
  return Map.groupBy(rows, ({ ip }) => ip);
}

function domainsOf(rows: readonly DaySum[]) {
  const sums = new Map<string, number>();
  for (const { domain, messages } of rows) sums.set(domain, (sums.get(domain) ?? 0) + messages);
  return [...sums].toSorted(([a, x], [b, y]) => y - x || (a < b ? -1 : 1)).map(([name]) => name);
}
