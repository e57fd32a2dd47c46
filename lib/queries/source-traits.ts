import { join, type Sql, sql } from '#lib/db/client';
import type { Filter } from '#lib/filter/filter';
import type { Span } from '#lib/filter/period';
import { NO_ADDRESS, sumsAsJson } from './source-sums.ts';
import { askSummedMonths, type Summed } from './summed-months.ts';
import { type Scope, whereRecord } from './where.ts';

/** How the messages of a source divide: by day, set of results, domain and reporter; and its sums. */
export type SourceTraits = Record<(typeof TRAITS)[number], Map<string, number>>;

const TRAITS = ['days', 'sets', 'domains', 'reporters', 'sums'] as const;

type Row = { ip: string | null } & Record<(typeof TRAITS)[number], Record<string, number>>;

/** The traits of a few sources under a filter, by address; keys are ids, days and words. */
export async function sourceTraits(
  scope: Scope,
  filter: Filter,
  span: Span,
  ips: readonly (string | null)[],
): Promise<Map<string | null, SourceTraits>> {
  if (ips.length === 0) return new Map();
  const how = { traits: true, together: true };
  return await askSummedMonths(scope, filter, span, how, async (tx, { summed, unsummed }) => {
    const parts = [
      ...summed.map((part) => summedPart(part, ips)),
      ...unsummed.map(({ domainIds, ...days }) =>
        recordPart(whereRecord({ ...scope, domainIds }, filter, days), ips),
      ),
    ];
    if (parts.length === 0) return new Map();
    return addUp(await tx.$queryRaw<Row[]>(join(parts, ' UNION ALL ')));
  });
}

function addUp(rows: readonly Row[]) {
  const known = new Map<string | null, SourceTraits>();
  for (const row of rows) {
    const sums = known.get(row.ip) ?? nothing();
    known.set(row.ip, sums);
    for (const trait of TRAITS) {
      const all = sums[trait];
      for (const [key, n] of Object.entries(row[trait])) all.set(key, (all.get(key) ?? 0) + n);
    }
  }
  return known;
}

function nothing(): SourceTraits {
  const [days, sets, domains, reporters, sums] = TRAITS.map(() => new Map<string, number>());
  const none = new Map<string, number>();
  return {
    days: days ?? none,
    sets: sets ?? none,
    domains: domains ?? none,
    reporters: reporters ?? none,
    sums: sums ?? none,
  };
}

function summedPart({ domainIds, months }: Summed, ips: readonly (string | null)[]): Sql {
  return sql`
    SELECT CASE WHEN source_ip <> ${NO_ADDRESS} THEN host(source_ip) END AS ip,
      days, sets, domains, reporters, ${sumsAsJson((column) => column)} AS sums
    FROM source_trait JOIN source_sum USING (domain_id, month, source_ip) WHERE domain_id = ANY(${domainIds}::int[]) AND month = ANY(${months}::date[])
      AND source_ip = ANY(${ips.map((ip) => ip ?? '0.0.0.0/0')}::inet[])`;
}

/** As lib/store/source-trait.ts adds up months, for some sources. */
function recordPart(where: Sql, ips: readonly (string | null)[]): Sql {
  const addresses = ips.filter((ip) => ip !== null);
  const nameless = addresses.length < ips.length ? sql`OR r.source_ip IS NULL` : sql``;
  return sql`
    SELECT host(source_ip) AS ip,
      jsonb_object_agg(to_char(day, 'YYYY-MM-DD'), n) FILTER (WHERE day IS NOT NULL) AS days,
      jsonb_object_agg(auth_set_id, n) FILTER (WHERE auth_set_id IS NOT NULL) AS sets,
      jsonb_object_agg(domain_id, n) FILTER (WHERE domain_id IS NOT NULL) AS domains,
      jsonb_object_agg(reporter_id, n) FILTER (WHERE reporter_id IS NOT NULL) AS reporters,
      ${sumsAsJson((_, meant) => sumOfKinds(meant))} AS sums
    FROM (
      SELECT r.source_ip, r.day, r.auth_set_id, r.domain_id, r.reporter_id, r.outcome,
        r.dkim_aligned, r.spf_aligned, sum(r.count) AS n
      FROM record AS r WHERE ${where} AND (r.source_ip = ANY(${addresses}::inet[]) ${nameless})
      GROUP BY GROUPING SETS ((r.source_ip, r.day), (r.source_ip, r.auth_set_id),
        (r.source_ip, r.domain_id), (r.source_ip, r.reporter_id),
        (r.source_ip, r.outcome, r.dkim_aligned, r.spf_aligned))
    ) AS r GROUP BY source_ip`;
}

/** Of the rows by outcome and alignment alone, for each of the others holds all messages as well. */
function sumOfKinds(meant: Sql) {
  return sql`coalesce(sum(r.n) FILTER (WHERE r.outcome IS NOT NULL AND ${meant}), 0)`;
}
