import type { PoolClient } from 'pg';
import { EVERY_DOMAIN } from '#lib/db/names';

/**
 * Adds up how the messages of each source divide, in a month that was added up just now: for the
 * domains given, and for all together, as far as they have that many records there.
 */
export async function addTraits(
  tx: PoolClient,
  domainIds: readonly number[],
  first: string,
  fewestRecords: number,
): Promise<void> {
  const large = await tx.query<{ domain_id: number }>(LARGE, [domainIds, first, fewestRecords]);
  const alone = large.rows.map(({ domain_id }) => domain_id);
  const real = await tx.query<{ id: number; records: string }>(REAL, [first]);
  const isLarge = real.rows.reduce((sum, row) => sum + Number(row.records), 0) >= fewestRecords;
  const together = isLarge && real.rows.length > 0;
  if (alone.length > 0) await tx.query(traitsBy('record.domain_id'), [alone, first]);
  if (together) {
    await tx.query(traitsBy(`${EVERY_DOMAIN}`), [real.rows.map(({ id }) => id), first]);
  }
  await tx.query(
    'UPDATE summed_month SET traits = true WHERE domain_id = ANY($1::int[]) AND month = $2::date',
    [together ? [...alone, EVERY_DOMAIN] : alone, first],
  );
}

const IN_MONTH = `day >= $2::date AND day < $2::date + interval '1 month'`;

/** Of the domains that were added up, those with many records. */
const LARGE = `
  SELECT domain_id FROM daily JOIN summed_month USING (domain_id)
  WHERE domain_id = ANY($1::int[]) AND month = $2::date AND ${IN_MONTH}
  GROUP BY domain_id HAVING sum(records) >= $3`;

/** The real domains and their records; none where they were not added up together. */
const REAL = `
  SELECT domain.id, coalesce(sum(records), 0) AS records FROM domain
  LEFT JOIN daily ON domain_id = domain.id AND day >= $1::date AND day < $1::date + interval '1 month'
  WHERE NOT is_demo AND EXISTS (SELECT FROM summed_month
    WHERE summed_month.domain_id = ${EVERY_DOMAIN} AND month = $1::date)
  GROUP BY domain.id`;

/** In one pass with four groupings: joined, Postgres would take them for a handful of rows each. */
function traitsBy(domain: string) {
  return `
    INSERT INTO source_trait (domain_id, month, source_ip, days, sets, domains, reporters)
    SELECT part, $2::date, source_ip,
      jsonb_object_agg(to_char(day, 'YYYY-MM-DD'), n) FILTER (WHERE day IS NOT NULL),
      jsonb_object_agg(auth_set_id, n) FILTER (WHERE auth_set_id IS NOT NULL),
      jsonb_object_agg(sent_for, n) FILTER (WHERE sent_for IS NOT NULL),
      jsonb_object_agg(reporter_id, n) FILTER (WHERE reporter_id IS NOT NULL)
    FROM (
      SELECT part, source_ip, day, auth_set_id, sent_for, reporter_id, sum(count) AS n
      FROM (
        SELECT ${domain} AS part, coalesce(source_ip, '0.0.0.0/0') AS source_ip, day, auth_set_id,
          domain_id AS sent_for, reporter_id, count
        FROM record WHERE domain_id = ANY($1::int[]) AND ${IN_MONTH}
      ) AS r
      GROUP BY GROUPING SETS ((part, source_ip, day), (part, source_ip, auth_set_id),
        (part, source_ip, sent_for), (part, source_ip, reporter_id))
    ) AS divided GROUP BY part, source_ip`;
}
