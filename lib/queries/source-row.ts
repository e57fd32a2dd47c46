import { db, type Sql, sql } from '#lib/db/client';
import type { Filter } from '#lib/filter/filter';
import type { ResolvedPeriod } from '#lib/filter/period';
import { type Tally, type TallyRow, tally, tallyOf } from './metrics.ts';
import { type Identities, listIdentities } from './source-identities.ts';
import { sparkline } from './sparkline.ts';
import { type Scope, whereRecord } from './where.ts';

/** A source address with its figures; `ip` is null for what reporters wrote that is no address. */
export type SourceRow = Tally & {
  ip: string | null;
  ptr: string | null;
  /** Null where nobody has looked it up. */
  country: string | null;
  asName: string | null;
  firstDay: string;
  lastDay: string;
  /** A-labels of the policy domains it sent as, most messages first. */
  domains: string[];
  /** The domains that passed DKIM and SPF here, aligned or not, up to three of each. */
  identities: Identities;
  reporters: number;
  /** Messages by day, or by week where the period is long. */
  spark: number[];
};

/** The rows of a few sources, in the order given. */
export async function describeSources(
  scope: Scope,
  filter: Filter,
  period: ResolvedPeriod,
  ips: readonly (string | null)[],
): Promise<SourceRow[]> {
  const addresses = ips.filter((ip) => ip !== null);
  const nameless = addresses.length < ips.length ? sql`OR r.source_ip IS NULL` : sql``;
  const where = sql`${whereRecord(scope, filter, period)}
    AND (r.source_ip = ANY(${addresses}::inet[]) ${nameless})`;
  const [figures, parts, identities] = await Promise.all([
    listFigures(where),
    listParts(where),
    listIdentities(where),
  ]);
  const known = new Map(figures.map((row) => [row.ip, row]));
  return ips.flatMap((ip) => {
    const row = known.get(ip);
    if (!row) return [];
    const { ptr, country, asName, firstDay, lastDay } = row;
    const facts = { ip, ptr, country, asName, firstDay, lastDay };
    const own = parts.get(ip) ?? [];
    const domains = own.flatMap(({ domain }) => domain ?? []);
    const days = own.flatMap(({ day, messages }) => (day === null ? [] : { day, messages }));
    return {
      ...tallyOf(row),
      ...facts,
      ...identities(ip),
      domains,
      spark: sparkline(days, period),
    };
  });
}

type Figures = TallyRow &
  Pick<SourceRow, 'ip' | 'ptr' | 'country' | 'asName' | 'firstDay' | 'lastDay'>;

async function listFigures(where: Sql) {
  return await db().$queryRaw<Figures[]>(sql`
    SELECT i.*, host(i.source_ip) AS ip, s.ptr, s.country, s.as_name AS "asName"
    FROM (
      SELECT r.source_ip, ${tally(sql`r.count`)}, to_char(min(r.day), 'YYYY-MM-DD') AS "firstDay",
        to_char(max(r.day), 'YYYY-MM-DD') AS "lastDay"
      FROM record AS r WHERE ${where} GROUP BY r.source_ip
    ) AS i LEFT JOIN source AS s ON s.ip = i.source_ip`);
}

type Part = { ip: string | null; domain: string | null; day: string | null; messages: number };

/** Each source's messages by domain, and again by day: a part has one of the two. */
async function listParts(where: Sql) {
  const rows = await db().$queryRaw<Part[]>(sql`
    SELECT host(i.source_ip) AS ip, d.name AS domain, to_char(i.day, 'YYYY-MM-DD') AS day, i.messages
    FROM (
      SELECT r.source_ip, r.domain_id, r.day, sum(r.count)::float8 AS messages
      FROM record AS r WHERE ${where}
      GROUP BY GROUPING SETS ((r.source_ip, r.domain_id), (r.source_ip, r.day))
    ) AS i LEFT JOIN domain AS d ON d.id = i.domain_id
    ORDER BY i.messages DESC, d.name`);
  return Map.groupBy(rows, ({ ip }) => ip);
}
