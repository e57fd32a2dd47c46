import type { PoolClient } from 'pg';
import { EVERY_DOMAIN } from '#lib/db/names';
import { pool, transaction } from '#lib/db/pool';
import type { SourceVerdict } from '#lib/source/source-class';
import { auditIn, type Entry } from './audit.ts';
import { forgetClasses, forgetClassesOf } from './daily-class.ts';

/** A month of a domain whose sources are to be judged, as it was added up. */
export type UnjudgedMonth = { domainId: number; month: string; summedAt: Date };

/** What a job thinks of a source: the verdict, and the service that it takes it for. */
export type JudgedVerdict = SourceVerdict & {
  /** Null for what reporters wrote that is no address. */
  ip: string | null;
  service: string | null;
  tracedBy: 'ptr' | 'spf' | 'dkim' | null;
  trace: string | null;
  /** What was known of its name and network at the time. */
  ptr: string | null;
  lookup: string | null;
  asn: number | null;
};

/** The months that were added up since their sources were judged, newest first. */
export async function listUnjudgedMonths(): Promise<UnjudgedMonth[]> {
  const { rows } = await pool().query<UnjudgedMonth>(
    `SELECT domain_id AS "domainId", to_char(month, 'YYYY-MM') AS month, summed_at AS "summedAt"
     FROM summed_month AS s WHERE domain_id <> $1 AND NOT EXISTS (
       SELECT FROM judged_month AS j WHERE j.domain_id = s.domain_id AND j.month = s.month
         AND j.summed_at = s.summed_at)
     ORDER BY month DESC, domain_id`,
    [EVERY_DOMAIN],
  );
  return rows;
}

/**
 * Writes down what was thought of the sources of a month. A source that has sent in a later month keeps
 * what was thought of it then. A month that was added up meanwhile, or of whose sources a name or a
 * network was found out, stays one to be judged. With an entry where somebody had it mended.
 */
export async function saveVerdicts(
  { domainId, month, summedAt }: UnjudgedMonth,
  verdicts: readonly JudgedVerdict[],
  entry: Entry | null = null,
): Promise<void> {
  await transaction(async (tx) => {
    if (entry) await auditIn(tx, ...entry);
    let isNewer = false;
    for (const some of inSlices(verdicts)) {
      const judged = JSON.stringify(some);
      const changed = await tx.query<{ place: string }>(CHANGED, [domainId, `${month}-01`, judged]);
      await forgetClassesOf(
        tx,
        domainId,
        changed.rows.map(({ place }) => place),
      );
      await tx.query(SAVE, [domainId, `${month}-01`, judged]);
      isNewer ||= (await tx.query(NAMED_SINCE, [judged])).rowCount !== 0;
    }
    if (isNewer) return;
    await tx.query(
      `INSERT INTO judged_month (domain_id, month, summed_at) VALUES ($1, $2::date, $3::timestamptz)
       ON CONFLICT (domain_id, month) DO UPDATE SET summed_at = excluded.summed_at`,
      [domainId, `${month}-01`, summedAt],
    );
  });
}

/** Verdicts that are spelt for a statement at a time: they are kilobytes each. */
const SLICE = 1_000;

/** In one order for all, so that two who judge at once wait for each other and lock nobody out. */
function* inSlices(verdicts: readonly JudgedVerdict[]) {
  const ordered = verdicts.toSorted((a, b) => ((a.ip ?? '') < (b.ip ?? '') ? -1 : 1));
  for (let at = 0; at < ordered.length; at += SLICE) yield ordered.slice(at, at + SLICE);
}

/** Sources that were taken for something else, or of whom nobody thought anything. */
const CHANGED = `
  SELECT j.place FROM (
    SELECT coalesce(ip, '0.0.0.0/0') AS place, class, candidate, service
    FROM jsonb_to_recordset($3::jsonb) AS x(ip inet, class text, candidate boolean, service text)
  ) AS j LEFT JOIN source_verdict AS v ON v.source_ip = j.place AND v.domain_id = $1
  WHERE (v.month IS NULL OR v.month <= $2::date)
    AND (v.class, v.candidate, v.service) IS DISTINCT FROM (j.class, j.candidate, j.service)`;

/** Sources of whom a name was found out since they were judged. */
const NAMED_SINCE = `
  SELECT FROM jsonb_to_recordset($1::jsonb) AS j(ip inet, ptr text, lookup text, asn int)
  JOIN source AS s USING (ip)
  WHERE (s.ptr, s.lookup::text, s.asn) IS DISTINCT FROM (j.ptr, j.lookup, j.asn) LIMIT 1`;

const SAVE = `
  INSERT INTO source_verdict AS v (source_ip, domain_id, month, class, candidate, confidence, rule,
    because, against, service, traced_by, trace)
  SELECT coalesce(ip, '0.0.0.0/0') AS place, $1, $2::date, class, candidate, confidence, rule,
    because, against, service, "tracedBy", trace
  FROM jsonb_to_recordset($3::jsonb) AS j(ip inet, class text, candidate boolean, confidence text,
    rule int, because jsonb, against jsonb, service text, "tracedBy" text, trace text)
  ON CONFLICT (source_ip, domain_id) DO UPDATE SET month = excluded.month, class = excluded.class,
    candidate = excluded.candidate, confidence = excluded.confidence, rule = excluded.rule,
    because = excluded.because, against = excluded.against, service = excluded.service,
    traced_by = excluded.traced_by, trace = excluded.trace
  WHERE v.month <= excluded.month AND v IS DISTINCT FROM excluded`;

/**
 * Has the newest sources of domains judged again: something is known now that tells of several of
 * them, a person's word or an SPF record.
 */
export async function judgeAgain(tx: PoolClient, domainIds: readonly number[]): Promise<void> {
  await tx.query(
    `DELETE FROM judged_month AS j USING (
       SELECT domain_id, max(month) AS month FROM judged_month
       WHERE domain_id = ANY($1::int[]) GROUP BY domain_id) AS newest
     WHERE j.domain_id = newest.domain_id AND j.month >= newest.month - INTERVAL '1 month'`,
    [domainIds],
  );
}

/** Takes away what was thought of sources that were last seen in a month whose records go. */
export async function forgetVerdicts(
  tx: PoolClient,
  domainIds: readonly number[],
  month: string,
): Promise<void> {
  await forgetClasses(tx, domainIds);
  for (const table of ['source_verdict', 'judged_month']) {
    await tx.query(`DELETE FROM ${table} WHERE domain_id = ANY($1::int[]) AND month = $2::date`, [
      domainIds,
      month,
    ]);
  }
}
