import { sql } from '#lib/db/client';
import type { Filter } from '#lib/filter/filter';
import { resolvePeriod } from '#lib/filter/period';
import type { Viewer } from '#lib/filter/viewer';
import { dataset } from './dataset.ts';
import { seesAudit } from './require-audit-access.ts';
import { streamRows } from './stream-rows.ts';

type Row = {
  id: number;
  startedAt: Date;
  endedAt: Date | null;
  actor: string;
  fileName: string;
  address: string;
  rows: number | null;
  bytes: number | null;
  sha256: string | null;
};

/** The dataset `exports`: each file that was taken out, of everybody for who oversees all. */
export const EXPORTS = dataset<Row>(
  1,
  [
    { name: 'schema_version', value: () => 1, doc: 'Version of these columns' },
    { name: 'export_no', value: (row) => row.id, doc: 'Our number of the file' },
    { name: 'started_at_utc', value: (row) => row.startedAt, doc: 'When it was asked for' },
    { name: 'ended_at_utc', value: (row) => row.endedAt, doc: 'When it was whole; empty if never' },
    { name: 'actor', value: (row) => row.actor, doc: 'Who asked for it' },
    { name: 'file_name', value: (row) => row.fileName, doc: 'Name of the file' },
    { name: 'question', value: (row) => row.address, doc: 'What was asked, as an address' },
    { name: 'row_count', value: (row) => row.rows, doc: 'Rows of the data' },
    { name: 'bytes', value: (row) => row.bytes, doc: 'Size of the data' },
    { name: 'sha256', value: (row) => row.sha256, doc: 'SHA-256 of the data' },
  ],
  listExports,
);

async function* listExports(viewer: Viewer, filter: Filter, now: Date): AsyncGenerator<Row[]> {
  const { from, to } = resolvePeriod(filter.period, now);
  const seesAll = seesAudit(viewer) && viewer.domains === 'all';
  yield* streamRows<Row>(sql`
    SELECT e.id::float8 AS id, e.started_at AS "startedAt", e.ended_at AS "endedAt", e.actor,
      e.file_name AS "fileName", e.address, e.rows::float8 AS rows, e.bytes::float8 AS bytes,
      encode(e.sha256, 'hex') AS sha256
    FROM export_log AS e
    WHERE e.started_at >= (${from}::date::timestamp AT TIME ZONE 'UTC')
      AND e.started_at < (${to}::date::timestamp AT TIME ZONE 'UTC') + INTERVAL '1 day'
      AND (${seesAll} OR e.actor_id = ${viewer.userId ?? ''})
    ORDER BY e.id`);
}
