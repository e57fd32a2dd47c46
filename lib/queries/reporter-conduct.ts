import { db, sql } from '#lib/db/client';
import type { Filter } from '#lib/filter/filter';
import type { Span } from '#lib/filter/period';
import { overridden } from './override-sums.ts';
import { type Scope, whereRecord } from './where.ts';

/** What a reporter did against the policy or against its own results, and how it writes. */
export type Conduct = {
  /** M10: messages that failed and for which it did less than it was asked, with a reason. */
  overrides: number;
  /** Messages of records whose verdict is not what their own results say; the verdict counts. */
  inconsistent: number;
  dialects: ('rfc7489' | 'rfc9990')[];
};

/** How each reporter of a question behaves, by name. It reads the records themselves. */
export async function reporterConduct(
  scope: Scope,
  filter: Filter,
  span: Span,
): Promise<Map<string, Conduct>> {
  const rows = await db().$queryRaw<(Conduct & { name: string })[]>(sql`
    WITH done AS (
      SELECT r.reporter_id, ${overridden(sql`r.count`)} AS overrides,
        coalesce(sum(r.count) FILTER (WHERE r.inconsistent), 0)::float8 AS inconsistent,
        array_agg(DISTINCT p.dialect::text) AS dialects
      FROM record AS r JOIN (SELECT id, dialect FROM report) AS p ON p.id = r.report_id
      WHERE ${whereRecord(scope, filter, span)} GROUP BY r.reporter_id
    )
    SELECT o.name, overrides, inconsistent, dialects
    FROM done JOIN reporter AS o ON o.id = done.reporter_id`);
  return new Map(rows.map(({ name, ...conduct }) => [name, conduct]));
}
