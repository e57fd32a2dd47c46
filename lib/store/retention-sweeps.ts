import { pool, transaction } from '#lib/db/pool';
import type { Viewer } from '#lib/filter/viewer';
import { auditIn } from './audit.ts';
import type { RetentionSettings } from './retention-settings.ts';

/** What is swept besides records: each by its own rule. */
export const SWEEPS = ['originals', 'tlsOriginals', 'quarantine', 'failures'] as const;
export type SweepName = (typeof SWEEPS)[number];

/** How much is due, or went: rows, their bytes, and the day of the oldest one. */
export type Due = { rows: number; bytes: number; oldest: string | null };

const BATCH = 5_000;

/** What a sweep would take on a day: counted by the same condition that `sweep` deletes by. */
export async function countDue(
  name: SweepName,
  settings: RetentionSettings,
  now: Date,
): Promise<Due> {
  const { due, values } = RULES[name];
  const { rows } = await pool().query<Due>(
    `SELECT count(*)::float8 AS rows, coalesce(sum(bytes), 0)::float8 AS bytes,
       to_char(min(at) AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS oldest FROM (${due}) AS due`,
    values(settings, now),
  );
  return rows[0] ?? { rows: 0, bytes: 0, oldest: null };
}

/** Takes away what is due, so many rows at a time, each with its entry, and answers with how much it was. */
export async function sweep(
  viewer: Viewer,
  name: SweepName,
  { settings, now, stop }: { settings: RetentionSettings; now: Date; stop: AbortSignal },
): Promise<Omit<Due, 'oldest'>> {
  const { due, take, values } = RULES[name];
  const gone = { rows: 0, bytes: 0 };
  for (;;) {
    stop.throwIfAborted();
    const { rows } = await pool().query<{ id: string; bytes: number }>(
      `SELECT id::text, bytes::float8 FROM (${due}) AS due LIMIT ${BATCH}`,
      values(settings, now),
    );
    if (rows.length === 0) return gone;
    const bytes = rows.reduce((sum, row) => sum + row.bytes, 0);
    await transaction(async (tx) => {
      await tx.query(take, [rows.map(({ id }) => id)]);
      const facts = { [name]: rows.length, bytes };
      await auditIn(tx, viewer, 'retention.run', 'retention', null, facts);
    });
    gone.rows += rows.length;
    gone.bytes += bytes;
  }
}

type Rule = {
  /** A SELECT of id, bytes and at: the rows that are due, given `values`. */
  due: string;
  /** The statement that takes the rows with the ids $1 away, after which they are due no more. */
  take: string;
  values: (settings: RetentionSettings, now: Date) => (Date | number | null)[];
};

const PERSONAL = `original_mail_from, original_from, original_subject, original_message_id, mail_text`;

const RULES: Readonly<Record<SweepName, Rule>> = {
  originals: {
    due: `SELECT id, octet_length(gzip) AS bytes, created_at AS at
      FROM report JOIN report_original ON report_original.report_id = report.id WHERE created_at < $1`,
    take: 'DELETE FROM report_original WHERE report_id = ANY($1::bigint[])',
    values: ({ originalDays }, now) => [daysBefore(now, originalDays)],
  },
  tlsOriginals: {
    due: `SELECT id, octet_length(original_gzip) AS bytes, created_at AS at
      FROM tls_report WHERE original_gzip IS NOT NULL AND created_at < $1`,
    take: 'UPDATE tls_report SET original_gzip = NULL WHERE id = ANY($1::bigint[])',
    values: ({ originalDays }, now) => [daysBefore(now, originalDays)],
  },
  // The oldest beyond the limit go first. What nobody can read again is set aside, not shown as open.
  quarantine: {
    due: `SELECT * FROM (
        SELECT id, coalesce(octet_length(raw), 0) AS bytes, created_at AS at,
          sum(octet_length(raw)) OVER (ORDER BY created_at DESC, id DESC) AS kept
        FROM quarantine WHERE raw IS NOT NULL OR state = 'open') AS held
      WHERE at < $1 OR (bytes > 0 AND kept > $2::bigint)`,
    take: `UPDATE quarantine SET raw = NULL,
        decided_at = CASE WHEN state = 'open' THEN now() ELSE decided_at END,
        decided_by = CASE WHEN state = 'open' THEN 'retention' ELSE decided_by END,
        state = CASE WHEN state = 'open' THEN 'ignored' ELSE state END
      WHERE id = ANY($1::bigint[])`,
    values: ({ quarantineDays, quarantineBytes }, now) => [
      daysBefore(now, quarantineDays),
      quarantineBytes,
    ],
  },
  // The row stays, with its domain, result and count: by its identity a copy is known.
  failures: {
    due: `SELECT id, octet_length(concat_ws('', ${PERSONAL}, original_rcpt_to::text,
          authentication_results::text)) AS bytes, received_at AS at
      FROM failure_report WHERE received_at < $1 AND (num_nonnulls(${PERSONAL}) > 0
        OR original_rcpt_to <> '{}' OR authentication_results <> '{}')`,
    take: `UPDATE failure_report SET (${PERSONAL}) = ROW(NULL, NULL, NULL, NULL, NULL),
        original_rcpt_to = '{}', authentication_results = '{}' WHERE id = ANY($1::bigint[])`,
    values: ({ failureDays }, now) => [daysBefore(now, failureDays)],
  },
};

function daysBefore(now: Date, days: number | null) {
  return days === null ? null : new Date(now.getTime() - days * 86_400_000);
}
