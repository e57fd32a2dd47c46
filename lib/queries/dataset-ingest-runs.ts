import { sql } from '#lib/db/client';
import type { Filter } from '#lib/filter/filter';
import { resolvePeriod } from '#lib/filter/period';
import type { Viewer } from '#lib/filter/viewer';
import { dataset } from './dataset.ts';
import { requireMailAccess } from './require-mail-access.ts';
import { RUN_ROW, type RunRow } from './run-list.ts';
import { streamRows } from './stream-rows.ts';

type Row = Omit<RunRow, 'progress'>;

/** The dataset `ingest-runs`: each pass over a mailbox and each import, of the whole installation. */
export const INGEST_RUNS = dataset<Row>(
  1,
  [
    { name: 'schema_version', value: () => 1, doc: 'Version of these columns' },
    { name: 'run_no', value: (row) => Number(row.id), doc: 'Our number of the run' },
    { name: 'origin', value: (row) => row.origin, doc: 'mailbox, upload, import, api or demo' },
    { name: 'mailbox', value: (row) => row.mailbox, doc: 'Name of the mailbox' },
    { name: 'label', value: (row) => row.label, doc: 'What was read, in words' },
    { name: 'started_at_utc', value: (row) => row.startedAt, doc: 'When it began' },
    {
      name: 'ended_at_utc',
      value: (row) => row.endedAt,
      doc: 'When it ended; empty while it goes on',
    },
    { name: 'mail_count', value: (row) => row.done, doc: 'Mails or files read' },
    { name: 'mail_total', value: (row) => row.total, doc: 'Of so many, where that was known' },
    { name: 'reports_stored', value: (row) => row.stored, doc: 'Reports that came new' },
    {
      name: 'reports_known',
      value: (row) => row.duplicates,
      doc: 'Reports that were there already',
    },
    { name: 'reports_in_conflict', value: (row) => row.conflicts, doc: 'Kept, and not counted' },
    {
      name: 'mails_quarantined',
      value: (row) => row.quarantined,
      doc: 'Mails that cannot be read',
    },
    { name: 'record_count', value: (row) => row.records, doc: 'Records stored' },
    { name: 'message_count', value: (row) => row.messages, doc: 'Messages that they tell of' },
    { name: 'bytes', value: (row) => row.bytes, doc: 'Size of the mails' },
    { name: 'error', value: (row) => row.error, doc: 'Why it broke off' },
  ],
  listRuns,
);

async function* listRuns(viewer: Viewer, filter: Filter, now: Date): AsyncGenerator<Row[]> {
  requireMailAccess(viewer);
  const { from, to } = resolvePeriod(filter.period, now);
  yield* streamRows<Row>(sql`
    SELECT ${RUN_ROW} FROM run AS r LEFT JOIN mailbox AS b ON b.id = r.mailbox_id
    WHERE r.started_at >= (${from}::date::timestamp AT TIME ZONE 'UTC')
      AND r.started_at < (${to}::date::timestamp AT TIME ZONE 'UTC') + INTERVAL '1 day'
    ORDER BY r.started_at, r.id`);
}
