import { join, type Sql, sql } from '#lib/db/client';
import type { Filter } from '#lib/filter/filter';
import { resolvePeriod } from '#lib/filter/period';
import type { Viewer } from '#lib/filter/viewer';
import { askDays, type DayRelation, dividedSpan } from './divided-days.ts';
import type { JudgedSpan } from './judged-span.ts';
import { kept } from './kept.ts';
import { type Tally, type TallyRow, tallyOf } from './metrics.ts';
import { SUM_COLUMNS, sumsOfRecords, TALLY_OF_SUMS } from './source-sums.ts';
import { scopeOf } from './where.ts';

/** A name in the visible From that a policy was applied to. */
export type SubdomainRow = Tally & {
  /** A-label. */
  name: string;
  /** The policy domain. */
  domain: string;
  /** Whether DNS knows it; null where nobody has found out (jobs/look-up-names). */
  exists: boolean | null;
  /** Whether reports are about it under a policy of its own. */
  hasOwnRecord: boolean;
};

export type SubdomainList = {
  /** Those with most messages first. */
  rows: SubdomainRow[];
  /** How many there are in all. */
  names: number;
  /** The days that were looked at: the newest, where there is very much mail. */
  looked: JudgedSpan;
};

/** The names that mail of some domains bore in its visible From, and how it fared. */
export const subdomainList = kept(findSubdomainList);

async function findSubdomainList(
  viewer: Viewer,
  filter: Filter,
  { limit = 20, now = new Date() }: { limit?: number; now?: Date } = {},
): Promise<SubdomainList> {
  const scope = await scopeOf(viewer, filter);
  const looked = await dividedSpan(scope, filter, resolvePeriod(filter.period, now));
  const rows = await askDays(
    scope,
    filter,
    looked,
    NAMES,
    async (tx, days) =>
      await tx.$queryRaw<Row[]>(sql`
    WITH named AS (
      SELECT r.domain_id, r.header_from AS name, ${TALLY_OF_SUMS}, count(*) OVER ()::int AS names
      FROM (${days}) AS r GROUP BY 1, 2
      ORDER BY sum(r.messages) DESC, r.header_from, r.domain_id LIMIT ${limit}
    )
    SELECT n.*, d.name AS domain, CASE WHEN n.name = d.name THEN true ELSE f.exists END AS exists,
      EXISTS (
        SELECT FROM domain AS own JOIN report AS p ON p.domain_id = own.id WHERE own.name = n.name
      ) AS "hasOwnRecord"
    FROM named AS n JOIN domain AS d ON d.id = n.domain_id LEFT JOIN from_domain AS f ON f.name = n.name
    ORDER BY n.messages DESC, n.name, d.name`),
  );
  return {
    rows: rows.map(({ name, domain, exists, hasOwnRecord, ...sums }) => {
      return { name, domain, exists, hasOwnRecord, ...tallyOf(sums) };
    }),
    names: rows[0]?.names ?? 0,
    looked,
  };
}

const NAMES: DayRelation = {
  held: sql`
    SELECT r.domain_id, r.header_from, ${floats()} FROM daily_name AS r`,
  ofRecords: (where) => sql`
    SELECT r.domain_id, r.header_from, ${sumsOfRecords(sql`::float8`)}
    FROM record AS r WHERE ${where} GROUP BY 1, 2`,
};

function floats(): Sql {
  return join(SUM_COLUMNS.map((column) => sql`r.${column}::float8 AS ${column}`));
}

type Row = TallyRow & Omit<SubdomainRow, keyof Tally> & { names: number };
