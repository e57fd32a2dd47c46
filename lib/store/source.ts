import { pool, transaction } from '#lib/db/pool';

/** What was found out about an address; `expiresAt` is when it is to be asked anew. */
export type FoundFacts = {
  ip: string;
  ptr: string | null;
  ptrConfirmed: boolean | null;
  country: string | null;
  asn: number | null;
  asName: string | null;
  lookup: 'found' | 'none' | 'failed' | 'skipped' | 'demo';
  expiresAt: Date;
};

/** Addresses without fresh facts: new ones first, then those whose facts expired longest ago. */
export async function listDueSources(now: Date, limit: number): Promise<string[]> {
  const { rows } = await pool().query<{ ip: string }>(
    `(SELECT host(ip) AS ip FROM source WHERE expires_at IS NULL LIMIT $2)
     UNION ALL
     (SELECT host(ip) FROM source WHERE expires_at <= $1 ORDER BY expires_at LIMIT $2)
     LIMIT $2`,
    [now, limit],
  );
  return rows.map(({ ip }) => ip);
}

/**
 * Writes down facts, all at once; a name that could not be asked for keeps what was known of it. Where
 * something new was found, whose the source is hangs on it: it is judged again.
 */
export async function saveSourceFacts(facts: readonly FoundFacts[], now: Date): Promise<void> {
  await transaction(async (tx) => {
    const told = JSON.stringify(facts);
    await tx.query(JUDGE_AGAIN, [told]);
    await tx.query(SAVE, [told, now]);
  });
}

const FACTS = `json_to_recordset($1::json) AS f(ip inet, ptr text, "ptrConfirmed" boolean,
  country text, asn int, "asName" text, lookup source_lookup, "expiresAt" timestamptz)`;

/**
 * Of which a name is news, or that there is none, or the network: the months in which they were last
 * seen, and the ones after, which were judged in their light.
 */
const JUDGE_AGAIN = `
  DELETE FROM judged_month AS j
  USING ${FACTS} LEFT JOIN source AS s ON s.ip = f.ip JOIN source_verdict AS v ON v.source_ip = f.ip
  WHERE j.domain_id = v.domain_id
    AND (j.month = v.month OR j.month = v.month + INTERVAL '1 month')
    AND (s.asn IS DISTINCT FROM f.asn OR f.lookup NOT IN ('failed', 'skipped')
      AND (s.ptr, s.ptr_confirmed, s.lookup) IS DISTINCT FROM (f.ptr, f."ptrConfirmed", f.lookup))`;

const SAVE = `
  INSERT INTO source AS s (ip, ptr, ptr_confirmed, country, asn, as_name, lookup, checked_at, expires_at)
  SELECT ip, ptr, "ptrConfirmed", country, asn, "asName", lookup, $2, "expiresAt" FROM ${FACTS}
  ON CONFLICT (ip) DO UPDATE SET
    ptr = CASE WHEN EXCLUDED.lookup IN ('failed', 'skipped') THEN s.ptr ELSE EXCLUDED.ptr END,
    ptr_confirmed = CASE WHEN EXCLUDED.lookup IN ('failed', 'skipped') THEN s.ptr_confirmed
      ELSE EXCLUDED.ptr_confirmed END,
    country = EXCLUDED.country, asn = EXCLUDED.asn, as_name = EXCLUDED.as_name,
    lookup = EXCLUDED.lookup, checked_at = EXCLUDED.checked_at,
    expires_at = EXCLUDED.expires_at`;
