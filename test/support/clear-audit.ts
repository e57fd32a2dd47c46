import { pool } from '#lib/db/pool';

/** Empties the audit log for the next test, as nobody but the tables' owner can. */
export async function clearAudit(): Promise<void> {
  const tables = ['audit_log', 'audit_seal'];
  for (const table of tables) await pool().query(`ALTER TABLE ${table} DISABLE TRIGGER only_added`);
  await pool().query('TRUNCATE audit_log, audit_seal');
  for (const table of tables) await pool().query(`ALTER TABLE ${table} ENABLE TRIGGER only_added`);
}
