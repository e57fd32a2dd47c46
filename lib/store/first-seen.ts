import type { PoolClient } from 'pg';

/**
 * Notes on which day each source first sent for some domains, after the sums of one of their months (its
 * first day) were made anew or taken away. In the transaction that does that: both are always of one moment.
 */
export async function noteFirstSeen(
  tx: PoolClient,
  domainIds: readonly number[],
  month: string,
): Promise<void> {
  await tx.query(GONE, [domainIds, month]);
  await tx.query(SEEN, [domainIds, month]);
}

/** What is a sign of a source: an address, and mail from it. */
const SENT = `s.messages > 0 AND s.source_ip <> '0.0.0.0/0'`;

/** Who was first seen in the month, and is not there any more, was first seen later, if at all. */
const GONE = `
  WITH gone AS (
    DELETE FROM first_seen AS f WHERE domain_id = ANY($1::int[])
      AND first_day >= $2::date AND first_day < $2::date + INTERVAL '1 month'
      AND NOT EXISTS (SELECT FROM source_sum AS s WHERE s.domain_id = f.domain_id
        AND s.month = $2::date AND s.source_ip = f.source_ip AND ${SENT})
    RETURNING domain_id, source_ip
  )
  INSERT INTO first_seen (domain_id, source_ip, first_day)
  SELECT s.domain_id, s.source_ip, min(s.first_day)
  FROM source_sum AS s JOIN gone USING (domain_id, source_ip)
  WHERE s.month > $2::date AND ${SENT} GROUP BY 1, 2`;

/** Everybody who is there was seen then or before, which is nothing new of most. */
const SEEN = `
  INSERT INTO first_seen (domain_id, source_ip, first_day)
  SELECT s.domain_id, s.source_ip, s.first_day FROM source_sum AS s
  WHERE s.domain_id = ANY($1::int[]) AND s.month = $2::date AND ${SENT}
    AND NOT EXISTS (SELECT FROM first_seen AS f WHERE f.domain_id = s.domain_id
      AND f.source_ip = s.source_ip AND (f.first_day < $2::date OR f.first_day = s.first_day))
  ON CONFLICT (domain_id, source_ip) DO UPDATE SET first_day = excluded.first_day`;
