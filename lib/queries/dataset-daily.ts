import { type Sql, sql } from '#lib/db/client';
import type { Filter } from '#lib/filter/filter';
import { resolvePeriod } from '#lib/filter/period';
import type { Viewer } from '#lib/filter/viewer';
import { AUTHORISED, saidOf, WHOSE } from './class-of-source.ts';
import { completeThrough } from './complete-through.ts';
import { dataset } from './dataset.ts';
import { sumWhere, type TallyRow, tally } from './metrics.ts';
import { NO_ADDRESS } from './source-sums.ts';
import { streamRows } from './stream-rows.ts';
import { percentOf, TALLY_COLUMNS } from './tally-columns.ts';
import { unicodeName } from './unicode-name.ts';
import { countedIn, scopeOf, whereRecord } from './where.ts';

type Row = TallyRow & {
  day: string;
  domain: string;
  isComplete: boolean | null;
  ownMessages: number;
  ownPassed: number;
};

/** The dataset `daily` (PRODUCT 4.2): a line for every domain and day, silent ones too. */
export const DAILY = dataset<Row>(
  1,
  [
    { name: 'schema_version', value: () => 1, doc: 'Version of these columns' },
    { name: 'date_utc', value: (row) => row.day, doc: 'UTC day' },
    { name: 'domain', value: (row) => row.domain, doc: 'Policy domain, A-label' },
    ...TALLY_COLUMNS,
    {
      name: 'authorised_compliance_pct',
      value: (row) => percentOf({ messages: row.ownMessages, passed: row.ownPassed }),
      doc: 'Of your own and approved sources only, as judged over the whole period',
    },
    {
      name: 'is_complete',
      value: (row) => row.isComplete,
      doc: 'Whether most expected reporters have reported; empty when that is not known',
    },
    { name: 'domain_unicode', value: (row) => unicodeName(row.domain), doc: 'The domain, U-label' },
  ],
  listDays,
);

async function* listDays(
  viewer: Viewer,
  filter: Filter,
  now: Date,
  gone?: AbortSignal,
): AsyncGenerator<Row[]> {
  const scope = await scopeOf(viewer, filter);
  const span = resolvePeriod(filter.period, now);
  const complete = await completeThrough(viewer, filter, now);
  const where = whereRecord(scope, filter, span);
  const { table, count } = countedIn(filter);
  yield* streamRows<Row>(
    sql`
    WITH ${saidOf(scope.domainIds)}
    SELECT to_char(g.day, 'YYYY-MM-DD') AS day, d.name AS domain,
      g.day <= ${complete}::date AS "isComplete", ${tally(count)},
      coalesce(max(own.messages), 0) AS "ownMessages", coalesce(max(own.passed), 0) AS "ownPassed"
    FROM domain AS d
    CROSS JOIN generate_series(${span.from}::date, ${span.to}::date, INTERVAL '1 day') AS g(day)
    LEFT JOIN ${table} ON r.domain_id = d.id AND r.day = g.day::date
      AND ${where}
    LEFT JOIN (${ownDays(where)}) AS own ON own.domain_id = d.id AND own.day = g.day::date
    WHERE d.id = ANY(${scope.domainIds}::int[])
    GROUP BY g.day, d.name ORDER BY g.day, d.name COLLATE "C"`,
    gone,
  );
}

/** The mail of the owner's own sources by domain and day (M11). */
function ownDays(where: Sql) {
  return sql`
    SELECT r.domain_id, r.day, sum(r.messages)::float8 AS messages, sum(r.passed)::float8 AS passed
    FROM (
      SELECT r.domain_id, r.day, coalesce(r.source_ip, ${NO_ADDRESS}) AS source_ip,
        sum(r.count) AS messages, ${sumWhere(sql`r.count`, sql`r.outcome = 'passed'`)} AS passed
      FROM record AS r WHERE ${where} GROUP BY 1, 2, 3
    ) AS r ${WHOSE} WHERE ${AUTHORISED} GROUP BY r.domain_id, r.day`;
}
