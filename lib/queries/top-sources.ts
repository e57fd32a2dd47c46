import { z } from 'zod';
import { type Sql, sql } from '#lib/db/client';
import { decodeCursor, encodeCursor } from '#lib/filter/cursor';
import type { Filter } from '#lib/filter/filter';
import { resolvePeriod, type Span } from '#lib/filter/period';
import type { Viewer } from '#lib/filter/viewer';
import { askVolumeDays } from './days-of-all.ts';
import { kept } from './kept.ts';
import { type Tally, type TallyRow, tally, tallyOf } from './metrics.ts';
import { describeSources, type SourceRow } from './source-row.ts';
import { askSourceSums, NO_ADDRESS } from './source-sums.ts';
import { type Scope, scopeOf } from './where.ts';

export type SourcePage = {
  rows: SourceRow[];
  /** The cursor of the page after this one. */
  next: string | null;
  /** Of everything the filter means, not of the page. */
  total: Tally & { sources: number };
};

/** The sources of a period, page by page, by default those with most messages first. */
export const topSources = kept(
  async (
    viewer: Viewer,
    filter: Filter,
    { limit = 50, now = new Date() }: { limit?: number; now?: Date } = {},
  ): Promise<SourcePage> => {
    const scope = await scopeOf(viewer, filter);
    const period = resolvePeriod(filter.period, now);
    const [found, total] = await Promise.all([
      rankSources(scope, filter, period, limit + 1),
      sumAll(scope, filter, period),
    ]);
    const page = found.slice(0, limit).map(({ ip }) => ip);
    const last = found.length > limit ? found[limit - 1] : undefined;
    return {
      rows: await describeSources(scope, filter, period, page),
      next: last ? encodeCursor([sortOf(filter).key, last.value, last.ip]) : null,
      total: { ...total, sources: found[0]?.sources ?? 0 },
    };
  },
);

async function sumAll(scope: Scope, filter: Filter, span: Span): Promise<Tally> {
  return await askVolumeDays(scope, filter, span, async (tx, days) => {
    const [row] = await tx.$queryRaw<[TallyRow]>(sql`
      SELECT ${tally(sql`r.messages`)} FROM (${days}) AS r`);
    return tallyOf(row);
  });
}

type Ranked = { ip: string | null; value: number; sources: number };

async function rankSources(scope: Scope, filter: Filter, span: Span, limit: number) {
  const { value, descending } = sortOf(filter);
  return await askSourceSums(
    scope,
    filter,
    span,
    async (tx, sums) =>
      await tx.$queryRaw<Ranked[]>(sql`
        WITH ranked AS (
          SELECT r.source_ip AS place, (${value})::float8 AS value FROM (${sums}) AS r GROUP BY 1
        )
        SELECT CASE WHEN place <> ${NO_ADDRESS} THEN host(place) END AS ip, value,
          (SELECT count(*)::int FROM ranked WHERE place <> ${NO_ADDRESS}) AS sources
        FROM ranked WHERE ${after(filter)}
        ORDER BY value ${descending ? sql`DESC` : sql`ASC`}, place LIMIT ${limit}`),
  );
}

/** What a list of sources can be sorted by; `-` in front is the largest or latest first. */
const SORTS: Readonly<Record<string, Sql>> = {
  messages: sql`sum(r.messages)`,
  passed: sql`sum(r.passed)`,
  failed: sql`sum(r.messages - r.passed)`,
  compliance: sql`sum(r.passed) / greatest(sum(r.messages), 1)`,
  first: sql`min(r.first_day) - DATE '2000-01-01'`,
  last: sql`max(r.last_day) - DATE '2000-01-01'`,
  ip: sql`0`, // Equal for all, so that the address decides.
};

function sortOf({ sort }: Filter) {
  const key = sort && Object.hasOwn(SORTS, sort.replace('-', '')) ? sort : '-messages';
  const value = SORTS[key.replace('-', '')] ?? sql`sum(r.messages)`;
  return { key, value, descending: key.startsWith('-') };
}

/** The order, and the last row's value in it and address. */
const PLACE = z.tuple([z.string(), z.number(), z.union([z.ipv4(), z.ipv6()]).nullable()]);

/** The rows behind a cursor; one that was made for another order begins anew. */
function after(filter: Filter) {
  const sort = sortOf(filter);
  const found = decodeCursor(filter.cursor, PLACE);
  if (found?.[0] !== sort.key) return sql`true`;
  const [, value, ip] = found;
  const place = ip === null ? NO_ADDRESS : sql`${ip}::inet`;
  const beyond = sort.descending ? sql`value < ${value}::float8` : sql`value > ${value}::float8`;
  return sql`(${beyond} OR (value = ${value}::float8 AND place > ${place}))`;
}
