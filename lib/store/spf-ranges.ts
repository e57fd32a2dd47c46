import { pool } from '#lib/db/pool';
import type { SpfRange } from '#lib/posture/spf-record';

/** What became of asking for a domain's SPF record. */
export type FoundRanges = {
  domain: string;
  state: 'found' | 'none' | 'permerror' | 'failed';
  ranges: SpfRange[];
  beyond: string[];
  reason: string | null;
  lookups: number;
  expiresAt: Date;
};

/** Domains without a fresh answer, new ones first. The demo's stand in no DNS and are left out. */
export async function listDueSpf(now: Date, limit: number): Promise<string[]> {
  const { rows } = await pool().query<{ name: string }>(
    `SELECT d.name FROM domain AS d LEFT JOIN spf_ranges AS s ON s.domain_id = d.id
     WHERE NOT d.is_demo AND (s.domain_id IS NULL OR s.expires_at <= $1)
     ORDER BY s.expires_at NULLS FIRST, d.id LIMIT $2`,
    [now, limit],
  );
  return rows.map(({ name }) => name);
}

/** Writes answers down, all at once; silence keeps what was known, and is asked again in its time. */
export async function saveSpfRanges(found: readonly FoundRanges[], now: Date): Promise<void> {
  await pool().query(
    `INSERT INTO spf_ranges AS s
       (domain_id, state, ranges, beyond, reason, lookups, checked_at, expires_at)
     SELECT d.id, f.state, f.ranges, ARRAY(SELECT jsonb_array_elements_text(f.beyond)), f.reason,
       f.lookups, $2, f."expiresAt"
     FROM jsonb_to_recordset($1::jsonb) AS f(domain text, state text, ranges jsonb, beyond jsonb,
       reason text, lookups int, "expiresAt" timestamptz)
     JOIN domain AS d ON d.name = f.domain
     ON CONFLICT (domain_id) DO UPDATE SET checked_at = excluded.checked_at,
       expires_at = excluded.expires_at,
       state = CASE WHEN excluded.state = 'failed' THEN s.state ELSE excluded.state END,
       ranges = CASE WHEN excluded.state = 'failed' THEN s.ranges ELSE excluded.ranges END,
       beyond = CASE WHEN excluded.state = 'failed' THEN s.beyond ELSE excluded.beyond END,
       reason = CASE WHEN excluded.state = 'failed' THEN s.reason ELSE excluded.reason END,
       lookups = CASE WHEN excluded.state = 'failed' THEN s.lookups ELSE excluded.lookups END`,
    [JSON.stringify(found), now],
  );
}
