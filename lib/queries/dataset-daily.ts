import { sql } from '#lib/db/client';
import type { Filter } from '#lib/filter/filter';
import { resolvePeriod } from '#lib/filter/period';
import type { Viewer } from '#lib/filter/viewer';
import { completeThrough } from './complete-through.ts';
import { dataset } from './dataset.ts';
import { type TallyRow, tally } from './metrics.ts';
import { streamRows } from './stream-rows.ts';
import { TALLY_COLUMNS } from './tally-columns.ts';
import { countedIn, scopeOf, whereRecord } from './where.ts';

type Row = TallyRow & { day: string; domain: string; isComplete: boolean | null };

/** The dataset `daily` (PRODUCT 4.2): a line for every domain and day, silent ones too. */
export const DAILY = dataset<Row>(
  1,
  [
    { name: 'schema_version', value: () => 1, doc: 'Version of these columns' },
    { name: 'date_utc', value: (row) => row.day, doc: 'UTC day' },
    { name: 'domain', value: (row) => row.domain, doc: 'Policy domain, A-label' },
    ...TALLY_COLUMNS,
    { name: 'authorised_compliance_pct', value: () => null, doc: 'Of authorised sources only' },
    {
      name: 'is_complete',
      value: (row) => row.isComplete,
      doc: 'Whether most expected reporters have reported; empty when that is not known',
    },
  ],
  listDays,
);

async function* listDays(viewer: Viewer, filter: Filter, now: Date): AsyncGenerator<Row[]> {
  const scope = await scopeOf(viewer, filter);
  const span = resolvePeriod(filter.period, now);
  const complete = await completeThrough(viewer, filter, now);
  const { table, count } = countedIn(filter);
  yield* streamRows<Row>(sql`
    SELECT to_char(g.day, 'YYYY-MM-DD') AS day, d.name AS domain,
      g.day <= ${complete}::date AS "isComplete", ${tally(count)}
    FROM domain AS d
    CROSS JOIN generate_series(${span.from}::date, ${span.to}::date, INTERVAL '1 day') AS g(day)
    LEFT JOIN ${table} ON r.domain_id = d.id AND r.day = g.day::date
      AND ${whereRecord(scope, filter, span)}
    WHERE d.id = ANY(${scope.domainIds}::int[])
    GROUP BY g.day, d.name ORDER BY g.day, d.name COLLATE "C"`);
}
