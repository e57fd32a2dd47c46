import { db, type Sql, sql } from '#lib/db/client';
import { decodeCursor, encodeCursor } from '#lib/filter/cursor';
import type { Filter } from '#lib/filter/filter';
import { resolvePeriod, type Span } from '#lib/filter/period';
import type { Viewer } from '#lib/filter/viewer';
import { sumUp, type Tally, type TallyRow, tally, tallyOf } from './metrics.ts';
import { describeSources, type SourceFacts } from './source-facts.ts';
import { countedIn, type Scope, scopeOf, whereRecord } from './where.ts';

/** A source address with its figures; `ip` is null for what reporters wrote that is no address. */
export type SourceRow = Tally &
  SourceFacts & { ip: string | null; firstDay: string; lastDay: string };

export type SourcePage = {
  rows: SourceRow[];
  /** The cursor of the page after this one. */
  next: string | null;
  /** Of everything the filter means, not of the page. */
  total: Tally & { sources: number };
};

/** The sources of a period, page by page, by default those with most messages first. */
export async function topSources(
  viewer: Viewer,
  filter: Filter,
  { limit = 50, now = new Date() }: { limit?: number; now?: Date } = {},
): Promise<SourcePage> {
  const scope = await scopeOf(viewer, filter);
  const period = resolvePeriod(filter.period, now);
  const [found, total] = await Promise.all([
    listSources(scope, filter, period, limit + 1),
    sumUp(countedIn(filter), whereRecord(scope, filter, period)),
  ]);
  const page = found.slice(0, limit);
  const ips = page.map(({ ip }) => ip);
  const facts = await describeSources(scope, filter, period, ips);
  const last = found.length > limit ? page.at(-1) : undefined;
  return {
    rows: page.map((row) => {
      const { ip, firstDay, lastDay } = row;
      return { ip, firstDay, lastDay, ...tallyOf(row), ...facts(ip) };
    }),
    next: last ? encodeCursor([sortOf(filter).key, last.value, last.ip]) : null,
    total: { ...total, sources: found[0]?.sources ?? 0 },
  };
}

type Row = TallyRow & {
  ip: string | null;
  firstDay: string;
  lastDay: string;
  value: number;
  sources: number;
};

/** The first step reads the covering index alone, whatever is shown of the page's few rows later. */
async function listSources(scope: Scope, filter: Filter, span: Span, limit: number) {
  const { value, descending } = sortOf(filter);
  return await db().$queryRaw<Row[]>(sql`
    WITH grouped AS (
      SELECT r.source_ip, min(r.day) AS first_day, max(r.day) AS last_day, ${tally(sql`r.count`)}
      FROM record AS r WHERE ${whereRecord(scope, filter, span)} GROUP BY r.source_ip
    ), sorted AS (
      SELECT *, (${value})::float8 AS value, coalesce(source_ip, ${NO_ADDRESS}) AS place FROM grouped
    )
    SELECT sorted.*, host(source_ip) AS ip, to_char(first_day, 'YYYY-MM-DD') AS "firstDay",
      to_char(last_day, 'YYYY-MM-DD') AS "lastDay",
      (SELECT count(source_ip)::int FROM grouped) AS sources
    FROM sorted WHERE ${after(filter)}
    ORDER BY value ${descending ? sql`DESC` : sql`ASC`}, place LIMIT ${limit}`);
}

/** Sorts where no address of a source can. */
const NO_ADDRESS = sql`'0.0.0.0/0'::inet`;

/** What a list of sources can be sorted by; `-` in front is the largest or latest first. */
const SORTS: Readonly<Record<string, Sql>> = {
  messages: sql`messages`,
  passed: sql`passed`,
  failed: sql`messages - passed`,
  compliance: sql`passed / greatest(messages, 1)`,
  first: sql`first_day - DATE '2000-01-01'`,
  last: sql`last_day - DATE '2000-01-01'`,
  ip: sql`0`, // Equal for all, so that the address decides.
};

function sortOf({ sort }: Filter) {
  const key = sort && Object.hasOwn(SORTS, sort.replace('-', '')) ? sort : '-messages';
  const value = SORTS[key.replace('-', '')] ?? sql`messages`;
  return { key, value, descending: key.startsWith('-') };
}

/** The rows behind a cursor; one that was made for another order begins anew. */
function after(filter: Filter) {
  const [key, value, ip] = decodeCursor(filter.cursor) ?? [];
  const sort = sortOf(filter);
  if (key !== sort.key || typeof value !== 'number') return sql`true`;
  const place = typeof ip === 'string' ? sql`${ip}::inet` : NO_ADDRESS;
  const beyond = sort.descending ? sql`value < ${value}::float8` : sql`value > ${value}::float8`;
  return sql`(${beyond} OR (value = ${value}::float8 AND place > ${place}))`;
}
