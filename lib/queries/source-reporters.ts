import { db, type Sql, sql } from '#lib/db/client';
import { complianceOf } from './metrics.ts';

/** Who saw a source, and how its mail fared there. */
export type SourceReporter = {
  name: string;
  messages: number;
  passed: number;
  compliance: number | null;
  lastDay: string;
};

/** The reporters of what a condition over `record AS r` means, most messages first. */
export async function listReporters(where: Sql): Promise<SourceReporter[]> {
  const rows = await db().$queryRaw<Omit<SourceReporter, 'compliance'>[]>(sql`
    SELECT o.name, i.messages, i.passed, to_char(i.last_day, 'YYYY-MM-DD') AS "lastDay"
    FROM (
      SELECT r.reporter_id, max(r.day) AS last_day, sum(r.count)::float8 AS messages,
        coalesce(sum(r.count) FILTER (WHERE r.outcome = 'passed'), 0)::float8 AS passed
      FROM record AS r WHERE ${where} GROUP BY r.reporter_id
    ) AS i JOIN reporter AS o ON o.id = i.reporter_id
    ORDER BY i.messages DESC, o.name`);
  return rows.map((row) => ({ ...row, compliance: complianceOf(row.passed, row.messages) }));
}
