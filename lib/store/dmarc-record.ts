import { pool, transaction } from '#lib/db/pool';

/** What became of asking for a domain's DMARC record; its text where there is one. */
export type FoundRecord = {
  domain: string;
  state: 'found' | 'none' | 'several' | 'failed';
  record: string | null;
  expiresAt: Date;
};

/** Domains without a fresh answer, new ones first. The demo's stand in no DNS and are left out. */
export async function listDueDmarc(now: Date, limit: number): Promise<string[]> {
  const { rows } = await pool().query<{ name: string }>(
    `SELECT d.name FROM domain AS d LEFT JOIN LATERAL (
       SELECT expires_at FROM dmarc_record WHERE domain_id = d.id ORDER BY since DESC LIMIT 1
     ) AS newest ON true
     WHERE NOT d.is_demo AND (newest.expires_at IS NULL OR newest.expires_at <= $1)
     ORDER BY newest.expires_at NULLS FIRST, d.id LIMIT $2`,
    [now, limit],
  );
  return rows.map(({ name }) => name);
}

/**
 * Writes answers down: what says the same as before lasts until now, what says something else begins
 * now. Silence says nothing, and is asked again in its time.
 */
export async function saveDmarcRecords(found: readonly FoundRecord[], now: Date): Promise<void> {
  const told = JSON.stringify(found);
  await transaction(async (tx) => {
    await tx.query(LAST, [told, now]);
    await tx.query(BEGIN, [told, now]);
  });
}

/** A whole history in the place of what was known: each record until the next, the last one until now. */
export async function saveDmarcHistory(
  history: readonly { domain: string; since: Date; record: string }[],
  now: Date,
): Promise<void> {
  const told = JSON.stringify(history);
  await transaction(async (tx) => {
    await tx.query(
      `DELETE FROM dmarc_record USING domain AS d
       WHERE d.id = domain_id AND d.name IN (SELECT h ->> 'domain' FROM jsonb_array_elements($1) AS h)`,
      [told],
    );
    await tx.query(HISTORY, [told, now]);
  });
}

const HISTORY = `
  INSERT INTO dmarc_record (domain_id, since, until, state, record, expires_at)
  SELECT d.id, h.since, coalesce(lead(h.since) OVER (PARTITION BY d.id ORDER BY h.since), $2), 'found',
    h.record, 'infinity'
  FROM jsonb_to_recordset($1::jsonb) AS h(domain text, since timestamptz, record text)
  JOIN domain AS d ON d.name = h.domain`;

const FOUND = `jsonb_to_recordset($1::jsonb) AS f(domain text, state text, record text,
  "expiresAt" timestamptz) JOIN domain AS d ON d.name = f.domain`;

const NEWEST = `(SELECT max(since) FROM dmarc_record WHERE domain_id = d.id)`;

const LAST = `
  UPDATE dmarc_record AS r SET expires_at = f."expiresAt",
    until = CASE WHEN f.state = 'failed' THEN r.until ELSE $2::timestamptz END
  FROM ${FOUND}
  WHERE r.domain_id = d.id AND r.since = ${NEWEST}
    AND (f.state = 'failed' OR (r.state, r.record) IS NOT DISTINCT FROM (f.state, f.record))`;

/** A domain of which nothing was ever known has a row that says so, or it would be asked all the time. */
const BEGIN = `
  INSERT INTO dmarc_record (domain_id, since, until, state, record, expires_at)
  SELECT d.id, $2::timestamptz, $2::timestamptz, f.state, f.record, f."expiresAt"
  FROM ${FOUND} LEFT JOIN dmarc_record AS r ON r.domain_id = d.id AND r.since = ${NEWEST}
  WHERE r.domain_id IS NULL
    OR (f.state <> 'failed' AND (r.state, r.record) IS DISTINCT FROM (f.state, f.record))
  ON CONFLICT (domain_id, since) DO NOTHING`;
