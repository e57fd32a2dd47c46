import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { PoolClient } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { takeFromDailyReports } from './daily-report.ts';
import type { DailySum, FlatReport } from './flat-report.ts';
import type { Ids } from './look-up.ts';
import type { Placed } from './place.ts';

const IDS = ['report_id', 'domain_id', 'reporter_id', 'auth_set_id'];

/** What a line of `FlatRecords` holds, in this order. */
const FACTS = [
  'day',
  'record_no',
  'count',
  'source_ip',
  'source_raw',
  'outcome',
  'disposition',
  'requested',
  'dkim_aligned',
  'spf_aligned',
  'inconsistent',
  'header_from',
  'envelope_from',
  'envelope_to',
  'reasons',
  'disposition_raw',
];

const COPY = `COPY record (${[...IDS, ...FACTS].join(', ')}) FROM STDIN`;

/**
 * Writes the records of reports that count and are new: by COPY, Postgres' fastest way in
 * (PERFORMANCE 3 iv: forty times Prisma's), inside the caller's transaction.
 */
export async function copyRecords(
  tx: PoolClient,
  placed: readonly Pick<Placed<FlatReport>, 'id' | 'report'>[],
  ids: Ids,
): Promise<void> {
  if (placed.length === 0) return;
  const lines = Readable.from(linesOf(placed, ids), { objectMode: true });
  await pipeline(lines, tx.query(copyFrom(COPY)));
}

/** Lines are gathered into pieces of this size: few large writes, no long rope of strings. */
const PIECE = 64 * 1024;

function* linesOf(placed: readonly Pick<Placed<FlatReport>, 'id' | 'report'>[], ids: Ids) {
  let text = '';
  for (const { id, report } of placed) {
    const { pieces, authSets, authSetOf } = report.records;
    const first = `${id}\t${ids.domain(report)}\t${ids.reporter(report)}\t`;
    const heads = authSets.map((key) => `${first}${ids.authSet(key)}\t`);
    let number = 0;
    for (const piece of pieces) {
      for (const line of piece.split('\n')) {
        text += `${heads[authSetOf[number] ?? 0]}${line}\n`;
        number += 1;
        if (text.length < PIECE) continue;
        yield Buffer.from(text);
        text = '';
      }
    }
  }
  if (text !== '') yield Buffer.from(text);
}

/**
 * Adds the same records to the roll-up, in a fixed order, so that two workers do not deadlock, and
 * notes the months they fall in: what their sources sent there is to be added up anew.
 */
export async function addToDaily(
  tx: PoolClient,
  placed: readonly Pick<Placed<FlatReport>, 'report'>[],
  ids: Ids,
): Promise<void> {
  const sums = new Map<string, DailyRow>();
  for (const { report } of placed) {
    for (const one of report.records.daily) {
      const key = dailyKey(ids.domain(report), one);
      const name = key.join(' ');
      const sum = sums.get(name) ?? { key, messages: 0, records: 0 };
      sum.messages += one.messages;
      sum.records += one.records;
      sums.set(name, sum);
    }
  }
  const sorted = [...sums].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, sum]) => sum);
  if (sorted.length > 0) await tx.query(ADD_TO_DAILY, [JSON.stringify(sorted)]);
}

type DailyRow = { key: ReturnType<typeof dailyKey>; messages: number; records: number };

/**
 * Takes the records of reports that counted out of `record` and of the roll-ups, and notes their
 * months. Their rows in `report` must still say what was counted.
 */
export async function uncountRecords(tx: PoolClient, reportIds: readonly string[]): Promise<void> {
  if (reportIds.length === 0) return;
  await takeFromDailyReports(tx, reportIds);
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
  ), noted AS (
    INSERT INTO changed_month (domain_id, month)
    SELECT DISTINCT domain_id, date_trunc('month', day::timestamp)::date FROM sums
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
  WITH added AS (
    SELECT (key->>0)::int AS domain_id, (key->>1)::date AS day, (key->>2)::outcome AS outcome,
           (key->>3)::disposition AS disposition, (key->>4)::boolean AS dkim_aligned,
           (key->>5)::boolean AS spf_aligned, messages, records
    FROM json_to_recordset($1::json) AS d(key json, messages bigint, records bigint)
  ), noted AS (
    INSERT INTO changed_month (domain_id, month)
    SELECT DISTINCT domain_id, date_trunc('month', day::timestamp)::date FROM added
  )
  INSERT INTO daily (domain_id, day, outcome, disposition, dkim_aligned, spf_aligned, messages, records)
  SELECT * FROM added
  ON CONFLICT (domain_id, day, outcome, disposition, dkim_aligned, spf_aligned) DO UPDATE SET
    messages = daily.messages + EXCLUDED.messages, records = daily.records + EXCLUDED.records`;

function dailyKey(domainId: number, sum: DailySum) {
  const { day, outcome, disposition, dkimAligned, spfAligned } = sum;
  return [domainId, day, outcome, disposition, dkimAligned, spfAligned] as const;
}
