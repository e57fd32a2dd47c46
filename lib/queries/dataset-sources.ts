import { sql } from '#lib/db/client';
import type { Filter } from '#lib/filter/filter';
import { resolvePeriod } from '#lib/filter/period';
import type { Viewer } from '#lib/filter/viewer';
import { dataset } from './dataset.ts';
import { type TallyRow, tally } from './metrics.ts';
import { wordList } from './multi-value.ts';
import { streamRows } from './stream-rows.ts';
import { TALLY_COLUMNS } from './tally-columns.ts';
import { scopeOf, whereRecord } from './where.ts';

type Row = TallyRow & {
  ip: string | null;
  ptr: string | null;
  ptrConfirmed: boolean | null;
  asn: number | null;
  asName: string | null;
  country: string | null;
  domains: string[];
  reporters: number;
  firstDay: string;
  lastDay: string;
};

/** The dataset `sources`: one line per source address. */
export const SOURCES = dataset<Row>(
  1,
  [
    { name: 'schema_version', value: () => 1, doc: 'Version of these columns' },
    { name: 'source_ip', value: (row) => row.ip, doc: 'Empty for what is no address' },
    { name: 'source_ptr', value: (row) => row.ptr, doc: 'Its name in DNS' },
    { name: 'source_ptr_confirmed', value: (row) => row.ptrConfirmed, doc: 'It leads back' },
    { name: 'source_asn', value: (row) => row.asn, doc: 'Autonomous system' },
    { name: 'source_as_name', value: (row) => row.asName, doc: 'Its name' },
    { name: 'source_country', value: (row) => row.country, doc: 'Where it is registered' },
    ...TALLY_COLUMNS,
    { name: 'domains', value: (row) => wordList(row.domains), doc: 'Policy domains it sent as' },
    { name: 'reporters', value: (row) => row.reporters, doc: 'Reporters that saw it' },
    { name: 'first_date_utc', value: (row) => row.firstDay, doc: 'First day in the period' },
    { name: 'last_date_utc', value: (row) => row.lastDay, doc: 'Last day in the period' },
  ],
  listSources,
);

async function* listSources(viewer: Viewer, filter: Filter, now: Date): AsyncGenerator<Row[]> {
  const scope = await scopeOf(viewer, filter);
  yield* streamRows<Row>(sql`
    SELECT host(i.source_ip) AS ip, s.ptr, s.ptr_confirmed AS "ptrConfirmed", s.asn,
      s.as_name AS "asName", s.country, i.*,
      ARRAY(SELECT name FROM domain WHERE id = ANY(i.domain_ids) ORDER BY name) AS domains
    FROM (
      SELECT r.source_ip, ${tally(sql`r.count`)}, array_agg(DISTINCT r.domain_id) AS domain_ids,
        count(DISTINCT r.reporter_id)::int AS reporters,
        to_char(min(r.day), 'YYYY-MM-DD') AS "firstDay", to_char(max(r.day), 'YYYY-MM-DD') AS "lastDay"
      FROM record AS r WHERE ${whereRecord(scope, filter, resolvePeriod(filter.period, now))}
      GROUP BY r.source_ip
    ) AS i LEFT JOIN source AS s ON s.ip = i.source_ip
    ORDER BY i.source_ip NULLS FIRST`);
}
