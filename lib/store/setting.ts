import type { PoolClient } from 'pg';

/** A stored decision or state by its name; undefined where nothing was stored yet. */
export async function readSetting<T>(tx: PoolClient, key: string): Promise<T | undefined> {
  const { rows } = await tx.query<{ value: T }>('SELECT value FROM setting WHERE key = $1', [key]);
  return rows[0]?.value;
}

/** Stores a value, which must be plain JSON, under a name. */
export async function writeSetting(tx: PoolClient, key: string, value: object): Promise<void> {
  await tx.query(
    `INSERT INTO setting (key, value) VALUES ($1, $2)
     ON CONFLICT (key) DO UPDATE SET value = EXCLUDED.value`,
    [key, JSON.stringify(value)],
  );
}
