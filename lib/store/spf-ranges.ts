import { pool, transaction } from '#lib/db/pool';
import type { SpfRange } from '#lib/posture/spf-record';
import { judgeAgain } from './source-verdict.ts';

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

/**
 * Writes answers down, all at once; silence keeps what was known, and is asked again in its time. Where
 * a record says something new, the domain's sources are judged again.
 */
export async function saveSpfRanges(found: readonly FoundRanges[], now: Date): Promise<void> {
  const told = JSON.stringify(found);
  await transaction(async (tx) => {
    const { rows } = await tx.query<{ id: number }>(NEWS, [told]);
    await tx.query(SAVE, [told, now]);
    await judgeAgain(
      tx,
      rows.map(({ id }) => id),
    );
  });
}

const FOUND = `jsonb_to_recordset($1::jsonb) AS f(domain text, state text, ranges jsonb, beyond jsonb,
  reason text, lookups int, "expiresAt" timestamptz) JOIN domain AS d ON d.name = f.domain`;

const NEWS = `
  SELECT d.id FROM ${FOUND} LEFT JOIN spf_ranges AS s ON s.domain_id = d.id
  WHERE f.state <> 'failed'
    AND (s.state, s.ranges, to_jsonb(s.beyond)) IS DISTINCT FROM (f.state, f.ranges, f.beyond)`;

const SAVE = `
  INSERT INTO spf_ranges AS s
    (domain_id, state, ranges, beyond, reason, lookups, checked_at, expires_at)
  SELECT d.id, f.state, f.ranges, ARRAY(SELECT jsonb_array_elements_text(f.beyond)), f.reason,
    f.lookups, $2, f."expiresAt"
  FROM ${FOUND}
  ON CONFLICT (domain_id) DO UPDATE SET checked_at = excluded.checked_at,
    expires_at = excluded.expires_at,
    state = CASE WHEN excluded.state = 'failed' THEN s.state ELSE excluded.state END,
    ranges = CASE WHEN excluded.state = 'failed' THEN s.ranges ELSE excluded.ranges END,
    beyond = CASE WHEN excluded.state = 'failed' THEN s.beyond ELSE excluded.beyond END,
    reason = CASE WHEN excluded.state = 'failed' THEN s.reason ELSE excluded.reason END,
    lookups = CASE WHEN excluded.state = 'failed' THEN s.lookups ELSE excluded.lookups END`;
