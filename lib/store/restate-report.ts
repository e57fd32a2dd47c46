import { pool, transaction } from '#lib/db/pool';
import type { Deviation } from '#lib/report/deviation';
import { updateAggregateReport } from './aggregate-report.ts';
import { auditIn, type Entry } from './audit.ts';
import { addToDailyReports } from './daily-report.ts';
import { recordsGone } from './dropped-month.ts';
import type { DailySum, FlatReport } from './flat-report.ts';
import { lookUp } from './look-up.ts';
import { addToDaily, copyRecords, uncountRecords } from './record.ts';

/** A stored report with its file, to be read again. `gzip` is the file, gzipped. */
export type KeptReport = {
  id: string;
  uid: string;
  counted: boolean;
  identity: string;
  fileName: string | null;
  gzip: Uint8Array;
  deviations: Deviation[];
  /** What the report says of itself as it is stored, to be compared with a new reading. */
  stated: Record<string, unknown>;
  /** Messages by day, outcome, disposition and alignment, as they are counted now. */
  counts: Record<string, number>;
};

/**
 * Stored reports whose files and records are kept, oldest first, after the id of the last one seen
 * ('0' for the first page); of one domain, or of all (null).
 */
export async function listKeptReports(
  after: string,
  limit: number,
  domain: string | null,
): Promise<KeptReport[]> {
  const { rows } = await pool().query<KeptReport>(LIST, [after, limit, domain]);
  return rows;
}

/** One stored report whose file and records are kept, by the id in its link; null where not. */
export async function findKeptReport(uid: string): Promise<KeptReport | null> {
  const { rows } = await pool().query<KeptReport>(`${KEPT} AND uid = $1`, [uid]);
  return rows[0] ?? null;
}

/** The statements that a new reading may change, in the spelling that `listKeptReports` gives. */
export function statedOf(report: FlatReport): Record<string, unknown> {
  return {
    contentHash: report.contentHash,
    policyP: report.policyP,
    policySp: report.policySp,
    policyNp: report.policyNp,
    recordCount: report.recordCount,
    messageCount: report.messageCount,
    passCount: report.passCount,
    deviations: report.deviations.map(({ code, count }) => `${code}:${count}`).join(' '),
  };
}

/** How records are summed up for the comparison; the key of `KeptReport.counts`. */
export function countKeyOf(sum: DailySum): string {
  const { day, outcome, disposition, dkimAligned, spfAligned } = sum;
  return `${day} ${outcome} ${disposition} ${dkimAligned} ${spfAligned}`;
}

/**
 * Puts a new reading in the place of a stored report: its statements, its records and its share of
 * the roll-up, in one transaction, so that nothing is counted twice, with the entry that tells of it. Its identity, its verdict and
 * whether it counts stay as they are.
 */
export async function restateReport(
  kept: KeptReport,
  report: FlatReport,
  entry: Entry,
): Promise<void> {
  const ids = await lookUp([report], { isDemo: false });
  await transaction(async (tx) => {
    const { rows } = await tx.query<{ counted: boolean }>(
      `SELECT counted FROM report WHERE id = $1 AND NOT ${recordsGone('report')} FOR UPDATE`,
      [kept.id],
    );
    // Retention came first: what its records were is not known any more.
    if (!rows[0]) return;
    const { counted } = rows[0];
    await auditIn(tx, ...entry);
    if (counted) await uncountRecords(tx, [kept.id]);
    await updateAggregateReport(tx, kept.id, report, ids);
    if (!counted) return;
    await copyRecords(tx, [{ id: kept.id, report }], ids);
    await addToDaily(tx, [{ report }], ids);
    await addToDailyReports(tx, [kept.id]);
  });
}

const KEPT = `
  SELECT report.id::text, uid::text, counted, encode(identity, 'hex') AS identity,
    file_name AS "fileName", gzip, deviations,
    json_build_object(
      'contentHash', encode(content_hash, 'hex'),
      'policyP', policy_p, 'policySp', policy_sp, 'policyNp', policy_np,
      'recordCount', record_count, 'messageCount', message_count, 'passCount', pass_count,
      'deviations', coalesce((
        SELECT string_agg((d->>'code') || ':' || (d->>'count'), ' ' ORDER BY n)
        FROM jsonb_array_elements(deviations) WITH ORDINALITY AS all_of(d, n)), '')
    ) AS stated,
    (SELECT coalesce(json_object_agg(key, messages), '{}') FROM (
       SELECT concat_ws(' ', day, outcome, disposition, dkim_aligned::text, spf_aligned::text) AS key,
              sum(count) AS messages
       FROM record
       WHERE record.report_id = report.id AND day BETWEEN begin_at::date - 1 AND end_at::date + 1
       GROUP BY 1) AS counted_now) AS counts
  FROM report JOIN report_original AS original ON original.report_id = report.id
  WHERE NOT ${recordsGone('report')}`;

const LIST = `${KEPT}
    AND report.id > $1::bigint
    AND ($3::text IS NULL OR domain_id = (SELECT id FROM domain WHERE name = $3))
  ORDER BY report.id LIMIT $2`;
