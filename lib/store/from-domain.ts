import { SETTING_KEYS } from '#lib/db/names';
import { pool, transaction } from '#lib/db/pool';
import { readSetting, writeSetting } from './setting.ts';

/** What DNS said of a From domain; null where it did not answer. */
export type FoundName = { name: string; exists: boolean | null; expiresAt: Date };

/** Reports that are looked through at once. */
const REPORTS = 2_000;

/**
 * Notes the From domains below a policy's from which mail failed, of the next reports that nobody has
 * looked through; false when there were none. The demo's names stand in no DNS and are left out. A
 * report that is stored late is passed over: its names come again with the next one.
 */
export async function noteFromDomains(): Promise<boolean> {
  return await transaction(async (tx) => {
    const seen = await readSetting<{ reportId: string }>(tx, SETTING_KEYS.fromDomains);
    const { rows } = await tx.query<{ last: string | null }>(
      `WITH next AS (
         SELECT p.id, p.domain_id, p.begin_at, p.end_at FROM report AS p
         WHERE p.id > $1::bigint ORDER BY p.id LIMIT $2
       ), noted AS (
         INSERT INTO from_domain (name)
         SELECT DISTINCT r.header_from FROM next AS p
         JOIN domain AS d ON d.id = p.domain_id AND NOT d.is_demo
         JOIN record AS r ON r.report_id = p.id AND r.day BETWEEN
           (p.begin_at AT TIME ZONE 'UTC')::date AND (p.end_at AT TIME ZONE 'UTC')::date
         WHERE r.outcome <> 'passed' AND r.header_from LIKE '%.' || d.name
         ON CONFLICT (name) DO NOTHING
       )
       SELECT max(id)::text AS last FROM next`,
      [seen?.reportId ?? '0', REPORTS],
    );
    const last = rows[0]?.last ?? null;
    if (last !== null) await writeSetting(tx, SETTING_KEYS.fromDomains, { reportId: last });
    return last !== null;
  });
}

/** Names without a fresh answer: new ones first, then those whose answer expired longest ago. */
export async function listDueNames(now: Date, limit: number): Promise<string[]> {
  const { rows } = await pool().query<{ name: string }>(
    `SELECT name FROM from_domain WHERE expires_at IS NULL OR expires_at <= $1
     ORDER BY expires_at NULLS FIRST, name LIMIT $2`,
    [now, limit],
  );
  return rows.map(({ name }) => name);
}

/** Writes down answers, all at once; silence keeps what was known. */
export async function saveNames(found: readonly FoundName[], now: Date): Promise<void> {
  await pool().query(
    `UPDATE from_domain AS n SET exists = coalesce(f.exists, n.exists), checked_at = $2,
       expires_at = f."expiresAt"
     FROM json_to_recordset($1::json) AS f(name text, exists boolean, "expiresAt" timestamptz)
     WHERE n.name = f.name`,
    [JSON.stringify(found), now],
  );
}
