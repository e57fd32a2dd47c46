import { pool, transaction } from '#lib/db/pool';
import { organizationalDomain } from '#lib/domain-name';
import type { Viewer } from '#lib/filter/viewer';
import { auditIn } from './audit.ts';
import { forgetDictionary } from './dictionary.ts';

/**
 * Makes a domain of the demo known as one that sends no mail, before any report names it. Who has said
 * otherwise since is not overruled.
 */
export async function parkDemoDomain(name: string): Promise<void> {
  await pool().query(
    `INSERT INTO domain (name, org_domain, is_demo, parked_at) VALUES ($1, $2, true, now())
     ON CONFLICT (name) DO NOTHING`,
    [name, organizationalDomain(name)],
  );
}

/** What was taken away. */
export type RemovedDemo = { domains: number; reports: number; records: number };

/**
 * Takes the demo away: its domains with their reports, its mails and its runs. It stands under names
 * that nobody owns (RFC 2606), so nothing real can hang on it.
 */
export async function removeDemo(viewer: Viewer): Promise<RemovedDemo> {
  const removed = await transaction(async (tx) => {
    const count = async (sql: string) => (await tx.query(sql)).rowCount ?? 0;
    // Nobody may add demo mails between these statements.
    await tx.query('LOCK TABLE domain IN SHARE ROW EXCLUSIVE MODE');
    const { rows } = await tx.query<{ id: number }>(
      `SELECT DISTINCT reporter_id AS id FROM report WHERE domain_id IN (${DEMO})`,
    );
    const records = await count(`DELETE FROM record WHERE domain_id IN (${DEMO})`);
    for (const table of SUMS) await tx.query(`DELETE FROM ${table} WHERE domain_id IN (${DEMO})`);
    const reports = await count(`DELETE FROM report WHERE domain_id IN (${DEMO})`);
    const domains = await count('DELETE FROM domain WHERE is_demo');
    for (const table of ['tls_report', 'failure_report']) {
      await tx.query(`DELETE FROM ${table} WHERE message_id IN
        (SELECT id FROM message WHERE origin = 'demo')`);
    }
    await tx.query(`DELETE FROM message WHERE origin = 'demo'`);
    await tx.query(`DELETE FROM run WHERE origin = 'demo'`);
    // The addresses stay, as others may have sent from them: what was made up of them goes.
    await tx.query(`UPDATE source SET ptr = NULL, ptr_confirmed = NULL, country = NULL, asn = NULL,
      as_name = NULL, lookup = NULL, checked_at = NULL, expires_at = NULL WHERE lookup = 'demo'`);
    await tx.query(
      `DELETE FROM reporter r WHERE id = ANY($1::int[])
       AND NOT EXISTS (SELECT FROM report p WHERE p.reporter_id = r.id)`,
      [rows.map(({ id }) => id)],
    );
    const gone = { domains, reports, records };
    if (domains > 0) await auditIn(tx, viewer, 'demo.remove', 'demo', null, gone);
    return gone;
  });
  forgetDictionary();
  return removed;
}

/** What was made of the records. */
const SUMS = [
  'daily',
  'source_sum',
  'source_trait',
  'first_seen',
  'source_verdict',
  'summed_month',
  'judged_month',
  'monthly',
  'monthly_policy',
  'daily_class',
  'monthly_class',
  'daily_conduct',
  'daily_excuse',
  'daily_name',
  'daily_failure',
  'classed_month',
  'changed_month',
] as const;

const DEMO = 'SELECT id FROM domain WHERE is_demo';
