import type { PoolClient } from 'pg';
import { LOCKS, SETTING_KEYS } from '#lib/db/names';
import { transaction } from '#lib/db/pool';
import { openSession } from '#lib/db/session';
import type { ReportTable } from './place.ts';
import { readSetting, writeSetting } from './setting.ts';

/** The tables a recount goes through, in this order. */
export const RECOUNTED_TABLES = [
  'report',
  'tls_report',
  'failure_report',
] as const satisfies readonly ReportTable<never>['name'][];

/**
 * How far a recount is: everything up to the id `after` of `table` stands as it should. Instants are
 * ISO texts; `total` is null until somebody has counted what there is to do.
 */
export type RecountState = {
  startedAt: string;
  updatedAt: string;
  endedAt: string | null;
  table: (typeof RECOUNTED_TABLES)[number];
  after: string;
  total: number | null;
  done: number;
  /** Reports that count now and did not, that are held now and counted, and that nobody can read. */
  counted: number;
  held: number;
  unreadable: number;
};

/** Has every report looked at again, from the first on. */
export async function beginRecount(tx: PoolClient): Promise<void> {
  const now = new Date().toISOString();
  await writeRecount(tx, {
    startedAt: now,
    updatedAt: now,
    endedAt: null,
    table: 'report',
    after: '0',
    total: null,
    done: 0,
    counted: 0,
    held: 0,
    unreadable: 0,
  });
}

/** The recount that was begun last, or null; within a transaction it is locked until its end. */
export async function readRecount(tx?: PoolClient): Promise<RecountState | null> {
  if (!tx) return await transaction(readRecount);
  await tx.query('SELECT FROM setting WHERE key = $1 FOR UPDATE', [SETTING_KEYS.recount]);
  return (await readSetting<RecountState>(tx, SETTING_KEYS.recount)) ?? null;
}

/** Writes down how far a recount is. */
export async function writeRecount(tx: PoolClient, state: RecountState): Promise<void> {
  await writeSetting(tx, SETTING_KEYS.recount, { ...state, updatedAt: new Date().toISOString() });
}

/** Writes down how much there is to do. */
export async function setTotal(state: RecountState, total: number): Promise<void> {
  await advance(state, { total });
}

/** Goes on with the next table, or ends the recount after the last one. */
export async function endTable(state: RecountState): Promise<void> {
  const next = RECOUNTED_TABLES[RECOUNTED_TABLES.indexOf(state.table) + 1];
  await advance(state, next ? { table: next, after: '0' } : { endedAt: new Date().toISOString() });
}

/** Not where somebody has begun anew meanwhile. */
async function advance(state: RecountState, changes: Partial<RecountState>) {
  await transaction(async (tx) => {
    const current = await readRecount(tx);
    if (current?.startedAt === state.startedAt) await writeRecount(tx, { ...state, ...changes });
  });
}

/**
 * The right to recount, or null while another process has it. It lives in a session of its own, and
 * ends with that: a killed process holds up nobody.
 */
export async function lockRecount(): Promise<{ release: () => Promise<void> } | null> {
  const { client, close } = await openSession();
  const { rows } = await client.query<{ locked: boolean }>(
    'SELECT pg_try_advisory_lock($1) AS locked',
    [LOCKS.recount],
  );
  if (rows[0]?.locked) return { release: close };
  await close();
  return null;
}
