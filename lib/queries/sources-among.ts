import { type Sql, sql } from '#lib/db/client';
import type { Filter } from '#lib/filter/filter';
import type { Span } from '#lib/filter/period';
import type { ClassifiedSource } from './classified-sources.ts';
import { type JudgedRow, judgedColumns, toJudged } from './judged-source.ts';
import { type TallyRow, tallyOf } from './metrics.ts';
import { sourceLabels } from './source-labels.ts';
import { askSourceSums, TALLY_OF_SUMS } from './source-sums.ts';
import type { Scope } from './where.ts';

type Row = JudgedRow & TallyRow & { firstDay: string; lastDay: string };

/**
 * What some sources sent in some days of a filter, with whose they are, most messages first: those that
 * `among` selects (domain_id, source_ip), and no others are summed.
 */
export async function sourcesAmong(
  scope: Scope,
  filter: Filter,
  span: Span,
  among: Sql,
): Promise<ClassifiedSource[]> {
  const [rows, labels] = await Promise.all([
    askSourceSums(
      scope,
      filter,
      span,
      async (tx, sums) =>
        await tx.$queryRaw<Row[]>(sql`
          WITH among AS MATERIALIZED (${among}), pair AS (
            SELECT r.domain_id, r.source_ip, ${TALLY_OF_SUMS}, min(r.first_day) AS first_day,
              max(r.last_day) AS last_day
            FROM (${sums}) AS r
            WHERE ((r.domain_id, r.source_ip) IN (SELECT domain_id, source_ip FROM among)) IS TRUE
            GROUP BY 1, 2
          )
          SELECT pair.messages, passed, overridden, quarantined, rejected, delivered, "both",
            "dkimOnly", "spfOnly", neither, to_char(first_day, 'YYYY-MM-DD') AS "firstDay",
            to_char(last_day, 'YYYY-MM-DD') AS "lastDay", ${judgedColumns(sql`pair`)}
          FROM pair
            JOIN domain AS d ON d.id = pair.domain_id
            LEFT JOIN source AS s ON s.ip = pair.source_ip
            LEFT JOIN source_verdict AS v
              ON v.source_ip = pair.source_ip AND v.domain_id = pair.domain_id
          ORDER BY pair.messages DESC, pair.source_ip, pair.domain_id`),
      { byDomain: true },
    ),
    sourceLabels(scope.domainIds),
  ]);
  return rows.map(({ firstDay, lastDay, ...row }) => {
    return { ...toJudged(row, labels), ...tallyOf(row), firstDay, lastDay };
  });
}
