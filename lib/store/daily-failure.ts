import type { PoolClient } from 'pg';
import type { Sql } from '#lib/db/client';

const COLUMNS = `domain_id, day, outcome, disposition, dkim_aligned, spf_aligned, requested, spoof,
  auth_set_id, reporter_id, messages, first_ip, last_ip, policy_adkim, policy_aspf, header_from, reasons`;

/** Writes rows of `daily_failure`, day by day: who asks reads days, and finds them together. */
export async function insertFailures(tx: PoolClient, failures: Sql): Promise<void> {
  await tx.query(
    `INSERT INTO daily_failure (no, ${COLUMNS})
     SELECT row_number() OVER (PARTITION BY domain_id, day), ${COLUMNS} FROM (${failures.text}) AS f`,
    failures.values,
  );
}

/** Takes what failed in a month (its first day) away: it names addresses, and goes with the records. */
export async function forgetFailures(
  tx: PoolClient,
  domainIds: readonly number[],
  month: string,
): Promise<void> {
  await tx.query(
    `DELETE FROM daily_failure WHERE domain_id = ANY($1::int[])
       AND day >= $2::date AND day < $2::date + INTERVAL '1 month'`,
    [domainIds, month],
  );
}
