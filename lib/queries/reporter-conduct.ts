import { sql } from '#lib/db/client';
import type { Filter } from '#lib/filter/filter';
import type { Span } from '#lib/filter/period';
import { askDays, type DayRelation } from './divided-days.ts';
import { EXCUSES } from './excuses.ts';
import { OVERRIDDEN } from './override-sums.ts';
import type { Scope } from './where.ts';

/** What a reporter did against the policy or against its own results, and how it writes. */
export type Conduct = {
  /** M10: messages that failed and for which it did less than it was asked, with a reason. */
  overrides: number;
  /** Messages of records whose verdict is not what their own results say; the verdict counts. */
  inconsistent: number;
  dialects: ('rfc7489' | 'rfc9990')[];
};

/** How each reporter of a question behaves, by name. */
export async function reporterConduct(
  scope: Scope,
  filter: Filter,
  span: Span,
): Promise<Map<string, Conduct>> {
  const [told, excused] = await Promise.all([
    askDays(
      scope,
      filter,
      span,
      WRITING,
      async (tx, days) =>
        await tx.$queryRaw<Omit<Told, 'overrides'>[]>(sql`
          SELECT o.name, sum(r.inconsistent) AS inconsistent,
            array_agg(DISTINCT r.dialect::text) AS dialects
          FROM (${days}) AS r JOIN reporter AS o ON o.id = r.reporter_id GROUP BY o.name`),
    ),
    askDays(
      scope,
      filter,
      span,
      EXCUSES,
      async (tx, days) =>
        await tx.$queryRaw<Pick<Told, 'name' | 'overrides'>[]>(sql`
          SELECT o.name, sum(r.messages) AS overrides
          FROM (${days}) AS r JOIN reporter AS o ON o.id = r.reporter_id
          WHERE ${OVERRIDDEN} GROUP BY o.name`),
    ),
  ]);
  const overrides = new Map(excused.map((row) => [row.name, row.overrides]));
  return new Map(
    told.map(({ name, ...writing }) => [name, { ...writing, overrides: overrides.get(name) ?? 0 }]),
  );
}

type Told = Conduct & { name: string };

const WRITING: DayRelation = {
  held: sql`
    SELECT r.reporter_id, r.dialect, r.inconsistent::float8 AS inconsistent
    FROM daily_conduct AS r`,
  ofRecords: (where) => sql`
    SELECT r.reporter_id, p.dialect,
      coalesce(sum(r.count) FILTER (WHERE r.inconsistent), 0)::float8 AS inconsistent
    FROM record AS r JOIN (SELECT id, dialect FROM report) AS p ON p.id = r.report_id
    WHERE ${where} GROUP BY 1, 2`,
};
