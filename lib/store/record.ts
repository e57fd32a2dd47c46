import type { PoolClient } from 'pg';
import { type CopyValue, copyRows } from './copy-text.ts';
import type { FlatRecord, FlatReport } from './flat-report.ts';
import type { Ids } from './look-up.ts';
import type { Placed } from './place.ts';

const COLUMNS = [
  'report_id',
  'day',
  'record_no',
  'domain_id',
  'reporter_id',
  'auth_set_id',
  'count',
  'outcome',
  'disposition',
  'requested',
  'dkim_aligned',
  'spf_aligned',
  'inconsistent',
  'source_ip',
  'header_from',
  'envelope_from',
  'envelope_to',
  'reasons',
  'disposition_raw',
  'source_raw',
] as const;

/** Writes the records of reports that count and are new. */
export async function copyRecords(
  tx: PoolClient,
  placed: readonly Pick<Placed<FlatReport>, 'id' | 'report'>[],
  ids: Ids,
): Promise<void> {
  if (placed.length > 0) await copyRows(tx, 'record', COLUMNS, rowsOf(placed, ids));
}

/** Adds the same records to the roll-up, in a fixed order, so that two workers do not deadlock. */
export async function addToDaily(
  tx: PoolClient,
  placed: readonly Pick<Placed<FlatReport>, 'report'>[],
  ids: Ids,
): Promise<void> {
  const sums = new Map<string, { key: readonly CopyValue[]; messages: number; records: number }>();
  for (const { report } of placed) {
    for (const record of report.records) {
      const key = dailyKey(ids.domain(report), record);
      const name = key.join(' ');
      const sum = sums.get(name) ?? { key, messages: 0, records: 0 };
      sum.messages += record.count;
      sum.records += 1;
      sums.set(name, sum);
    }
  }
  const sorted = [...sums].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, sum]) => sum);
  if (sorted.length > 0) await tx.query(ADD_TO_DAILY, [JSON.stringify(sorted)]);
}

/** Takes the records of reports out of `record` and of the roll-up: they no longer count. */
export async function uncountRecords(tx: PoolClient, reportIds: readonly string[]): Promise<void> {
  if (reportIds.length === 0) return;
  await tx.query(UNCOUNT, [reportIds]);
  await tx.query(
    `DELETE FROM daily WHERE records = 0
       AND domain_id IN (SELECT domain_id FROM report WHERE id = ANY($1::bigint[]))`,
    [reportIds],
  );
}

// The days of a report are looked up first, so that only its months' partitions are read. The rows of
// the roll-up are locked in the order in which addToDaily takes them.
const UNCOUNT = `
  WITH span AS (
    SELECT id, begin_at::date - 1 AS first, end_at::date + 1 AS last
    FROM report WHERE id = ANY($1::bigint[])
  ), gone AS (
    DELETE FROM record USING span
    WHERE report_id = span.id AND day BETWEEN span.first AND span.last
    RETURNING domain_id, day, outcome, disposition, dkim_aligned, spf_aligned, count
  ), sums AS (
    SELECT domain_id, day, outcome, disposition, dkim_aligned, spf_aligned,
           sum(count) AS messages, count(*) AS records
    FROM gone GROUP BY 1, 2, 3, 4, 5, 6
  ), locked AS (
    SELECT sums.* FROM daily JOIN sums
      USING (domain_id, day, outcome, disposition, dkim_aligned, spf_aligned)
    ORDER BY concat_ws(' ', domain_id, day, outcome, disposition, dkim_aligned, spf_aligned)
      COLLATE "C"
    FOR UPDATE OF daily
  )
  UPDATE daily SET messages = daily.messages - locked.messages, records = daily.records - locked.records
  FROM locked
  WHERE (daily.domain_id, daily.day, daily.outcome, daily.disposition, daily.dkim_aligned,
         daily.spf_aligned)
      = (locked.domain_id, locked.day, locked.outcome, locked.disposition, locked.dkim_aligned,
         locked.spf_aligned)`;

const ADD_TO_DAILY = `
  INSERT INTO daily (domain_id, day, outcome, disposition, dkim_aligned, spf_aligned, messages, records)
  SELECT (key->>0)::int, (key->>1)::date, (key->>2)::outcome, (key->>3)::disposition,
         (key->>4)::boolean, (key->>5)::boolean, messages, records
  FROM json_to_recordset($1::json) AS d(key json, messages bigint, records bigint)
  ON CONFLICT (domain_id, day, outcome, disposition, dkim_aligned, spf_aligned) DO UPDATE SET
    messages = daily.messages + EXCLUDED.messages, records = daily.records + EXCLUDED.records`;

function dailyKey(domainId: number, record: FlatRecord) {
  const { day, outcome, disposition, dkimAligned, spfAligned } = record;
  return [domainId, day, outcome, disposition, dkimAligned, spfAligned] as const;
}

function* rowsOf(
  placed: readonly Pick<Placed<FlatReport>, 'id' | 'report'>[],
  ids: Ids,
): Generator<CopyValue[]> {
  for (const { id, report } of placed) {
    const domainId = ids.domain(report);
    const reporterId = ids.reporter(report);
    for (const record of report.records) {
      yield [
        id,
        record.day,
        record.recordNo,
        domainId,
        reporterId,
        ids.authSet(record.authKey),
        record.count,
        record.outcome,
        record.disposition,
        record.requested,
        record.dkimAligned,
        record.spfAligned,
        record.inconsistent,
        record.sourceIp,
        record.headerFrom,
        record.envelopeFrom,
        record.envelopeTo,
        record.reasons,
        record.dispositionRaw,
        record.sourceRaw,
      ];
    }
  }
}
