import { PgBoss } from 'pg-boss';
import { databaseFault } from '#lib/db/database-fault';
import { pool } from '#lib/db/pool';
import { AppError } from '#lib/errors';
import { log } from '#lib/log';

/** `schedule` and `supervise`: whether this process also looks after the clock and the queues. */
export type BossOptions = { schedule?: boolean; supervise?: boolean };

/** Makes a pg-boss on our pool; its tables stand in the schema `jobs`, which nothing else uses. */
export async function makeBoss(options: BossOptions = {}): Promise<PgBoss> {
  const executeSql = (text: string, values?: unknown[]) => pool().query(text, values);
  // CREATE SCHEMA IF NOT EXISTS asks for the right even where there is nothing to create.
  const createSchema = !(await findSchema()).there;
  const boss = new PgBoss({ ...options, createSchema, schema: 'jobs', db: { executeSql } });
  boss.on('error', (error) => log.warn({ err: error }, 'a look for jobs failed'));
  return boss;
}

/**
 * Starts it; the first process ever to do so makes the tables, others wait for its lock. Where the role
 * may not make them, `database/forbidden` names what its owner should run.
 */
export async function startBoss(boss: PgBoss): Promise<void> {
  try {
    await boss.start();
  } catch (cause) {
    if (databaseFault(cause)?.code !== 'database/forbidden') throw cause;
    throw new AppError('database/forbidden', { cause, detail: await remedy() });
  }
}

async function remedy() {
  const { there, role } = await findSchema();
  const statement = there
    ? `ALTER SCHEMA jobs OWNER TO ${role};`
    : `CREATE SCHEMA jobs AUTHORIZATION ${role};`;
  return `The nightly jobs have their tables in a schema of their own. As the owner of the database, run: ${statement}`;
}

async function findSchema() {
  const { rows } = await pool().query<{ there: boolean; role: string }>(
    `SELECT to_regnamespace('jobs') IS NOT NULL AS there, quote_ident(current_user) AS role`,
  );
  return rows[0] ?? { there: false, role: '' };
}
