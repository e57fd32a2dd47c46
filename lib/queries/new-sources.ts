import { db, join, type Snapshot, type Sql, sql } from '#lib/db/client';
import type { Filter } from '#lib/filter/filter';
import { resolvePeriod, type Span } from '#lib/filter/period';
import type { Viewer } from '#lib/filter/viewer';
import { kept } from './kept.ts';
import { complianceOf } from './metrics.ts';
import { askSourceSums, NO_ADDRESS, NOTHING, recordPart, summedPart } from './source-sums.ts';
import { askSummedMonths } from './summed-months.ts';
import { isRolledUp, isWhole, type Scope, scopeOf, whereRecord } from './where.ts';

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
const KNOWN_FOR = 14;

/**
 * M17: sources that were first seen in the period. As far back as records are kept; a condition on
 * records chooses which of them are shown, and makes nobody new.
 */
export const newSources = kept(findNewSources);

async function findNewSources(
  viewer: Viewer,
  filter: Filter,
  { limit = 10, now = new Date() }: { limit?: number; now?: Date } = {},
): Promise<NewSources> {
  const scope = await scopeOf(viewer, filter);
  const span = resolvePeriod(filter.period, now);
  const { domainIds, from } = await knownDomains(scope.domainIds, span.from);
  if (from === null) return { domains: 0, sources: 0, messages: 0, rows: [] };
  const known = { ...scope, domainIds };
  const list = async (tx: Snapshot, fresh: Sql) =>
    await listRows(tx, fresh, whereRecord(known, filter, span), limit);
  const rows =
    isWhole(filter) && isRolledUp(filter)
      ? ((await listBySeen(known, filter, span, from, list)) ??
        (await askSourceSums(
          ...([known, filter, { from, to: span.to }] as const),
          async (tx, sums) => await list(tx, freshBySums(sums, span.from)),
          { byDomain: true },
        )))
      : await list(db(), freshByRecords(known, filter, span));
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

type List = (tx: Snapshot, fresh: Sql) => Promise<Row[]>;

/**
 * By when sources were first seen, which is known of months that were added up; null where some month
 * before is not. The month in which the period begins is told by itself, from its first day on.
 */
async function listBySeen(known: Scope, filter: Filter, span: Span, first: string, list: List) {
  const from = `${span.from.slice(0, 7)}-01`;
  const days = { from, to: span.to };
  const how = { traits: false, together: false };
  return await askSummedMonths(known, filter, days, how, async (tx, { summed, unsummed }) => {
    if (!(await areSummed(tx, known, { from: first, to: from }))) return null;
    const seen = sql`SELECT domain_id, source_ip FROM first_seen`;
    const parts = [
      ...summed.map(
        (
          part,
        ) => sql`SELECT * FROM (${summedPart(part, filter)}) AS r WHERE (domain_id, source_ip) IN (${seen}
          WHERE domain_id = ANY(${part.domainIds}::int[])
            AND first_day BETWEEN ${from}::date AND ${span.to}::date)`,
      ),
      ...unsummed.map(
        ({ domainIds, ...those }) => sql`SELECT r.* FROM (
            ${recordPart(whereRecord({ ...known, domainIds }, filter, those))}
          ) AS r LEFT JOIN (${seen} WHERE domain_id = ANY(${domainIds}::int[])
            AND first_day < ${from}::date) AS s USING (domain_id, source_ip)
          WHERE s.domain_id IS NULL`,
      ),
    ];
    return await list(tx, freshBySums(join([NOTHING, ...parts], ' UNION ALL '), span.from));
  });
}

/** Whether all months of some domains up to another were added up as they are now, or hold nothing. */
async function areSummed(tx: Snapshot, { domainIds }: Scope, { from, to }: Span) {
  const rows = await tx.$queryRaw<unknown[]>(sql`
    SELECT FROM unnest(${domainIds}::int[]) AS id
      CROSS JOIN generate_series(date_trunc('month', ${from}::timestamp),
        ${to}::timestamp - INTERVAL '1 month', '1 month') AS m(month)
    WHERE EXISTS (SELECT FROM changed_month WHERE domain_id = id AND month = m.month::date)
      OR (NOT EXISTS (SELECT FROM summed_month WHERE domain_id = id AND month = m.month::date)
        AND EXISTS (SELECT FROM record WHERE domain_id = id AND day >= m.month::date
          AND day < m.month::date + INTERVAL '1 month'))
    LIMIT 1`);
  return rows.length === 0;
}

/** From all that was ever summed: who first sent in the period has sent nothing before it. */
function freshBySums(sums: Sql, from: string): Sql {
  return sql`
    SELECT r.domain_id, r.source_ip, sum(r.messages)::float8 AS messages,
      sum(r.passed)::float8 AS passed
    FROM (${sums}) AS r WHERE r.messages > 0 AND r.source_ip <> ${NO_ADDRESS}
    GROUP BY 1, 2 HAVING min(r.first_day) >= ${from}::date`;
}

function freshByRecords(known: Scope, filter: Filter, span: Span): Sql {
  const { domainIds } = known;
  const those = filter.ip === null ? sql`true` : sql`source_ip <<= ${filter.ip}::inet`;
  return sql`
    SELECT p.* FROM (
      SELECT r.domain_id, r.source_ip, sum(r.count)::float8 AS messages,
        coalesce(sum(r.count) FILTER (WHERE r.outcome = 'passed'), 0)::float8 AS passed
      FROM record AS r
      WHERE ${whereRecord(known, filter, span)} AND r.source_ip IS NOT NULL AND r.count > 0
      GROUP BY 1, 2
    ) AS p LEFT JOIN (
      SELECT DISTINCT domain_id, source_ip FROM record
      WHERE domain_id = ANY(${domainIds}::int[]) AND day < ${span.from}::date AND count > 0 AND ${those}
    ) AS earlier USING (domain_id, source_ip)
    WHERE earlier.domain_id IS NULL`;
}

/**
 * A sum knows days on which a reporter told of no message at all: those are no sign of a source. The few
 * records of an address are found by it: FILTER and + 0 keep Postgres from walking through all days of
 * the domain to the first with that address, which it thinks is as quick (20 ms each).
 */
async function listRows(tx: Snapshot, fresh: Sql, where: Sql, limit: number): Promise<Row[]> {
  return await tx.$queryRaw<Row[]>(sql`
    WITH fresh AS (
      SELECT p.*, count(*) OVER ()::int AS sources, (sum(p.messages) OVER ())::float8 AS sum
      FROM (${fresh}) AS p ORDER BY p.messages DESC, p.source_ip, p.domain_id LIMIT ${limit}
    )
    SELECT d.name AS domain, host(f.source_ip) AS ip, s.ptr, f.messages, f.passed, f.sources, f.sum,
      to_char(seen.first_day, 'YYYY-MM-DD') AS "firstDay",
      to_char(seen.last_day, 'YYYY-MM-DD') AS "lastDay"
    FROM fresh AS f JOIN domain AS d ON d.id = f.domain_id
    LEFT JOIN source AS s ON s.ip = f.source_ip
    CROSS JOIN LATERAL (
      SELECT min(r.day) FILTER (WHERE r.count > 0) AS first_day,
        max(r.day) FILTER (WHERE r.count > 0) AS last_day
      FROM record AS r
      WHERE ${where} AND r.domain_id + 0 = f.domain_id AND r.source_ip = f.source_ip
    ) AS seen
    ORDER BY f.messages DESC, f.source_ip, d.name COLLATE "C"`);
}

/** The domains that were reported on two weeks before the period, and since when there are records. */
async function knownDomains(domainIds: readonly number[], from: string) {
  const rows = await db().$queryRaw<{ id: number; first: string }[]>(sql`
    SELECT d.id, to_char(first.day, 'YYYY-MM-DD') AS first FROM domain AS d CROSS JOIN LATERAL (
      SELECT day FROM daily WHERE domain_id = d.id ORDER BY day LIMIT 1
    ) AS first
    WHERE d.id = ANY(${domainIds}::int[]) AND first.day <= ${from}::date - ${KNOWN_FOR}::int
    ORDER BY d.id`);
  const [first = null] = rows.map((row) => row.first).toSorted();
  return { domainIds: rows.map(({ id }) => id), from: first };
}
