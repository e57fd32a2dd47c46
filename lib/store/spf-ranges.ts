import { pool, transaction } from '#lib/db/pool';
import type { SpfRange } from '#lib/posture/spf-record';
import { judgeAgain } from './source-verdict.ts';

/** A name whose SPF record is asked for, and the domain whose mail it is about. */
export type SpfName = { domain: string; name: string };

/** What became of asking for it. */
export type FoundRanges = SpfName & {
  state: 'found' | 'none' | 'permerror' | 'failed';
  ranges: SpfRange[];
  beyond: string[];
  reason: string | null;
  lookups: number;
  expiresAt: Date;
};

/**
 * Names without a fresh answer, new ones first: every domain, and what `noteSpfNames` noted. The demo's
 * stand in no DNS and are left out.
 */
export async function listDueSpf(now: Date, limit: number): Promise<SpfName[]> {
  const { rows } = await pool().query<SpfName>(
    `SELECT d.name AS domain, n.name
     FROM domain AS d CROSS JOIN LATERAL (
       SELECT d.name UNION SELECT name FROM spf_ranges WHERE domain_id = d.id) AS n
     LEFT JOIN spf_ranges AS s ON s.domain_id = d.id AND s.name = n.name
     WHERE NOT d.is_demo AND (s.domain_id IS NULL OR s.expires_at <= $1)
     ORDER BY s.expires_at NULLS FIRST, d.id, n.name LIMIT $2`,
    [now, limit],
  );
  return rows;
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

const FOUND = `jsonb_to_recordset($1::jsonb) AS f(domain text, name text, state text, ranges jsonb, beyond jsonb,
  reason text, lookups int, "expiresAt" timestamptz) JOIN domain AS d ON d.name = f.domain`;

const NEWS = `
  SELECT DISTINCT d.id FROM ${FOUND}
  LEFT JOIN spf_ranges AS s ON s.domain_id = d.id AND s.name = f.name
  WHERE f.state <> 'failed'
    AND (s.state, s.ranges, to_jsonb(s.beyond)) IS DISTINCT FROM (f.state, f.ranges, f.beyond)`;

const SAVE = `
  INSERT INTO spf_ranges AS s
    (domain_id, name, state, ranges, beyond, reason, lookups, checked_at, expires_at)
  SELECT d.id, f.name, f.state, f.ranges, ARRAY(SELECT jsonb_array_elements_text(f.beyond)), f.reason,
    f.lookups, $2, f."expiresAt"
  FROM ${FOUND}
  ON CONFLICT (domain_id, name) DO UPDATE SET checked_at = excluded.checked_at,
    expires_at = excluded.expires_at,
    state = CASE WHEN excluded.state = 'failed' THEN s.state ELSE excluded.state END,
    ranges = CASE WHEN excluded.state = 'failed' THEN s.ranges ELSE excluded.ranges END,
    beyond = CASE WHEN excluded.state = 'failed' THEN s.beyond ELSE excluded.beyond END,
    reason = CASE WHEN excluded.state = 'failed' THEN s.reason ELSE excluded.reason END,
    lookups = CASE WHEN excluded.state = 'failed' THEN s.lookups ELSE excluded.lookups END`;
