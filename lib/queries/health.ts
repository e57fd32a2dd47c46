import { db, sql } from '#lib/db/client';
import { databaseFault } from '#lib/db/database-fault';
import { beyondWall } from '#lib/db/wall';
import { AppError } from '#lib/errors';
import { IS_HELD } from './held-mailboxes.ts';
import { SILENT_MS } from './run-list.ts';

/** Whether the product works, in figures that name nobody: anyone may ask. */
export type Health = {
  database: 'ok';
  /** The newest migration that was applied. */
  schema: string;
  /** Of the mailboxes that are not paused; null when none was polled yet. */
  lastPollAt: Date | null;
  /** Mailboxes whose last poll went wrong, or that were paused since too many mails were unreadable. */
  mailboxesFailing: number;
  /** Those of them that the circuit breaker has stopped. */
  mailboxesHeld: number;
  /** Mails that running polls still have before them. */
  backlog: number;
  quarantineOpen: number;
  reports: number;
};

/** Throws `database/unavailable`, or `database/schema` where no migration was applied. */
export async function health(now = new Date()): Promise<Health> {
  const alive = new Date(now.getTime() - SILENT_MS);
  const schema = await findSchema();
  const [row] = await ask<[Omit<Health, 'database' | 'schema'>]>(sql`
    SELECT
      (SELECT max(last_poll_at) FROM mailbox WHERE NOT paused) AS "lastPollAt",
      (SELECT count(*)::int FROM mailbox
        WHERE last_error IS NOT NULL OR ${IS_HELD}) AS "mailboxesFailing",
      (SELECT count(*)::int FROM mailbox WHERE ${IS_HELD}) AS "mailboxesHeld",
      (SELECT coalesce(sum(greatest(total - done, 0)), 0)::int FROM run
        WHERE ended_at IS NULL AND updated_at > ${alive}) AS backlog,
      (SELECT count(*)::int FROM quarantine WHERE state = 'open') AS "quarantineOpen",
      (SELECT count(*)::int FROM report WHERE counted) AS reports`);
  return { database: 'ok', schema, ...row };
}

type Name = { name: string | null };

async function findSchema() {
  const [found] = await ask<Name[]>(sql`SELECT to_regclass('_prisma_migrations')::text AS name`);
  if (!found?.name) throw new AppError('database/schema');
  const [newest] = await ask<Name[]>(sql`
    SELECT migration_name AS name FROM _prisma_migrations
    WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL
    ORDER BY migration_name DESC LIMIT 1`);
  if (!newest?.name) throw new AppError('database/schema');
  return newest.name;
}

async function ask<Rows extends object[]>(question: ReturnType<typeof sql>) {
  try {
    return await beyondWall(db).$queryRaw<Rows>(question);
  } catch (error) {
    throw databaseFault(error) ?? error;
  }
}
