import { db, sql } from '#lib/db/client';
import { type CoveredDays, WINDOW_DAYS } from '#lib/filter/coverage';
import { addDays } from '#lib/filter/day';
import type { Filter } from '#lib/filter/filter';
import type { Span } from '#lib/filter/period';
import { isMeant, MIDDLE, spreadDays } from './reports-in.ts';
import type { Scope } from './where.ts';

/** A report that came later than that after the end of its period is late. */
const LATE = sql`INTERVAL '2 days'`;

/**
 * The days that each reporter covered, in the period and in the weeks before it by which it is known
 * who was expected. By name; conditions on records do not count, for a report is about all mail.
 */
export async function coveredDays(
  scope: Scope,
  filter: Filter,
  { from, to }: Span,
): Promise<Map<string, CoveredDays>> {
  const known = { from: addDays(from, -WINDOW_DAYS), to };
  const meant = sql`p.counted AND ${isMeant(scope, filter, known)}`;
  const late = sql`p.received_at > p.end_at + ${LATE}`;
  const rows = await db().$queryRaw<{ name: string; day: string; late: boolean }[]>(sql`
    WITH covered AS (
      SELECT p.reporter_id, (${MIDDLE} AT TIME ZONE 'UTC')::date AS day, bool_and(${late}) AS late
      FROM report AS p WHERE NOT p.spread AND ${meant} GROUP BY 1, 2
      UNION ALL
      SELECT reporter_id, day, false
      FROM (${spreadDays(sql`report`, sql`${meant} AND NOT ${late}`)}) AS prompt
      UNION ALL
      SELECT reporter_id, day, true
      FROM (${spreadDays(sql`report`, sql`${meant} AND ${late}`)}) AS slow
    )
    SELECT o.name, to_char(c.day, 'YYYY-MM-DD') AS day, bool_and(c.late) AS late
    FROM covered AS c JOIN reporter AS o ON o.id = c.reporter_id
    WHERE c.day BETWEEN ${known.from}::date AND ${known.to}::date
    GROUP BY o.name, c.day ORDER BY c.day`);
  const found = new Map<string, Map<string, 'received' | 'late'>>();
  for (const row of rows) {
    const days = found.get(row.name) ?? new Map<string, 'received' | 'late'>();
    found.set(row.name, days.set(row.day, row.late ? 'late' : 'received'));
  }
  return found;
}
