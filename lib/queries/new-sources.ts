import { db, sql } from '#lib/db/client';
import type { Filter } from '#lib/filter/filter';
import { resolvePeriod } from '#lib/filter/period';
import type { Viewer } from '#lib/filter/viewer';
import { complianceOf } from './metrics.ts';
import { scopeOf, whereRecord } from './where.ts';

/** A source that never sent for this domain before the period began. */
export type NewSource = {
  domain: string;
  ip: string;
  ptr: string | null;
  firstDay: string;
  lastDay: string;
  messages: number;
  passed: number;
  compliance: number | null;
};

export type NewSources = {
  /** Of how many domains it can be told: those first reported on two weeks before the period. */
  domains: number;
  /** How many are new, and what they sent. */
  sources: number;
  messages: number;
  /** Those with most messages first. */
  rows: NewSource[];
};

/** Earlier reports than that, or every source of a young domain would be new. */
const KNOWN_FOR = sql`INTERVAL '14 days'`;

/**
 * M17: sources that were first seen in the period. As far back as records are kept; a condition on
 * records chooses which of them are shown, and makes nobody new.
 */
export async function newSources(
  viewer: Viewer,
  filter: Filter,
  { limit = 10, now = new Date() }: { limit?: number; now?: Date } = {},
): Promise<NewSources> {
  const scope = await scopeOf(viewer, filter);
  const span = resolvePeriod(filter.period, now);
  const domainIds = await knownDomains(scope.domainIds, span.from);
  if (domainIds.length === 0) return { domains: 0, sources: 0, messages: 0, rows: [] };
  const known = { ...scope, domainIds };
  const rows = await db().$queryRaw<Row[]>(sql`
    WITH present AS (
      SELECT r.domain_id, r.source_ip, min(r.day) AS first_day, max(r.day) AS last_day,
        sum(r.count)::float8 AS messages,
        coalesce(sum(r.count) FILTER (WHERE r.outcome = 'passed'), 0)::float8 AS passed
      FROM record AS r
      WHERE ${whereRecord(known, filter, span)} AND r.source_ip IS NOT NULL AND r.count > 0
      GROUP BY 1, 2
    ), fresh AS (
      SELECT p.*, count(*) OVER ()::int AS sources, (sum(p.messages) OVER ())::float8 AS sum
      FROM present AS p LEFT JOIN (
        SELECT DISTINCT domain_id, source_ip FROM record
        WHERE domain_id = ANY(${domainIds}::int[]) AND day < ${span.from}::date AND count > 0
      ) AS earlier USING (domain_id, source_ip)
      WHERE earlier.domain_id IS NULL
      ORDER BY p.messages DESC, p.source_ip, p.domain_id LIMIT ${limit}
    )
    SELECT d.name AS domain, host(f.source_ip) AS ip, s.ptr, f.messages, f.passed, f.sources, f.sum,
      to_char(f.first_day, 'YYYY-MM-DD') AS "firstDay", to_char(f.last_day, 'YYYY-MM-DD') AS "lastDay"
    FROM fresh AS f JOIN domain AS d ON d.id = f.domain_id
    LEFT JOIN source AS s ON s.ip = f.source_ip
    ORDER BY f.messages DESC, f.source_ip, d.name COLLATE "C"`);
  const [first] = rows;
  return {
    domains: domainIds.length,
    sources: first?.sources ?? 0,
    messages: first?.sum ?? 0,
    rows: rows.map(({ sources: _, sum: __, ...row }) => {
      return { ...row, compliance: complianceOf(row.passed, row.messages) };
    }),
  };
}

type Row = Omit<NewSource, 'compliance'> & { sources: number; sum: number };

async function knownDomains(domainIds: readonly number[], from: string) {
  const rows = await db().$queryRaw<{ id: number }[]>(sql`
    SELECT d.id FROM domain AS d WHERE d.id = ANY(${domainIds}::int[]) AND EXISTS (
      SELECT FROM report AS p WHERE p.domain_id = d.id AND p.counted
        AND p.begin_at <= (${from}::date::timestamp AT TIME ZONE 'UTC') - ${KNOWN_FOR})
    ORDER BY d.id`);
  return rows.map(({ id }) => id);
}
