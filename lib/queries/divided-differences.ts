import { db, join, type Sql, sql } from '#lib/db/client';
import type { RollupDifference } from './rollup-difference.ts';
import { SUM_COLUMNS, sumsOfRecords } from './source-sums.ts';

/**
 * Adds up the records of each day of a month (`2026-10`) as `daily_conduct`, `daily_excuse` and
 * `daily_name` divide it, and compares. Months that are to be added up anew are not asked by anybody,
 * and left out.
 */
export async function dividedDifferences(month: string, only: Sql): Promise<RollupDifference[]> {
  const first = sql`${`${month}-01`}::date`;
  const known = await db().$queryRaw<{ id: number }[]>(sql`
    SELECT domain_id AS id FROM summed_month AS s WHERE s.month = ${first} AND s.divided ${only}
      AND NOT EXISTS (SELECT FROM changed_month AS c
        WHERE c.month = s.month AND c.domain_id = s.domain_id)`);
  const ids = known.map(({ id }) => id);
  const inMonth = sql`r.domain_id = ANY(${ids}::int[]) AND r.day >= ${first}
    AND r.day < ${first} + INTERVAL '1 month'`;
  const found = [];
  for (const { table, keys, sums, ofRecords } of DIVISIONS) {
    const all = (side: Sql) => sql`(${join(sums.map((sum) => sql`${side}.${sum}`))})`;
    const rows = await db().$queryRaw<Omit<RollupDifference, 'table'>[]>(sql`
      WITH counted AS (${ofRecords(inMonth)}),
      rolled AS (SELECT * FROM ${table.sql} AS r WHERE ${inMonth}), compared AS (
        SELECT domain_id, day, counted.messages AS counted, rolled.messages AS rolled,
          ${all(sql`counted`)} IS DISTINCT FROM ${all(sql`rolled`)} AS differs
        FROM counted FULL JOIN rolled USING (${join(keys)})
      )
      SELECT max(domain.name) AS domain, domain_id AS "domainId", ${month} AS month,
        (count(*) FILTER (WHERE differs))::int AS rows,
        to_char(min(day) FILTER (WHERE differs), 'YYYY-MM-DD') AS "firstDay",
        coalesce(sum(counted), 0)::float8 AS "recordMessages",
        coalesce(sum(rolled), 0)::float8 AS "rollupMessages"
      FROM compared JOIN domain ON domain.id = domain_id
      GROUP BY domain_id HAVING bool_or(differs) ORDER BY 1`);
    found.push(...rows.map((row) => ({ table: table.name, ...row })));
  }
  return found;
}

type Division = {
  table: { name: 'daily_conduct' | 'daily_excuse' | 'daily_name'; sql: Sql };
  keys: Sql[];
  sums: readonly Sql[];
  ofRecords: (where: Sql) => Sql;
};

const DIVISIONS: readonly Division[] = [
  {
    table: { name: 'daily_conduct', sql: sql`daily_conduct` },
    keys: [...[sql`domain_id`, sql`day`, sql`reporter_id`, sql`dialect`, sql`requested`, sql`pct`]],
    sums: [sql`messages`, sql`failed`, sql`inconsistent`],
    ofRecords: (where) => sql`
      SELECT r.domain_id, r.day, r.reporter_id, p.dialect, r.requested,
        CASE WHEN p.policy_pct ~ '^[0-9]{1,2}$' AND p.policy_pct::int > 0 THEN p.policy_pct::int
          ELSE 100 END AS pct,
        sum(r.count)::bigint AS messages,
        coalesce(sum(r.count) FILTER (WHERE r.outcome <> 'passed'), 0)::bigint AS failed,
        coalesce(sum(r.count) FILTER (WHERE r.inconsistent), 0)::bigint AS inconsistent
      FROM record AS r JOIN report AS p ON p.id = r.report_id
      WHERE ${where} GROUP BY 1, 2, 3, 4, 5, 6`,
  },
  {
    table: { name: 'daily_excuse', sql: sql`daily_excuse` },
    keys: [
      ...[sql`domain_id`, sql`day`, sql`reporter_id`, sql`source_ip`, sql`outcome`],
      ...[sql`disposition`, sql`requested`, sql`reasons`],
    ],
    sums: [sql`messages`],
    ofRecords: (where) => sql`
      SELECT r.domain_id, r.day, r.reporter_id, coalesce(r.source_ip, '0.0.0.0/0') AS source_ip,
        r.outcome, r.disposition, r.requested, r.reasons, sum(r.count)::bigint AS messages
      FROM record AS r WHERE ${where} AND r.outcome <> 'passed' AND r.reasons IS NOT NULL
      GROUP BY 1, 2, 3, 4, 5, 6, 7, 8`,
  },
  {
    table: { name: 'daily_name', sql: sql`daily_name` },
    keys: [sql`domain_id`, sql`day`, sql`header_from`],
    sums: SUM_COLUMNS,
    ofRecords: (where) => sql`
      SELECT r.domain_id, r.day, r.header_from, ${sumsOfRecords(sql`::bigint`)}
      FROM record AS r WHERE ${where} GROUP BY 1, 2, 3`,
  },
];
