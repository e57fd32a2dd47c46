import { randomUUID } from 'node:crypto';
import { PrismaPg } from '@prisma/adapter-pg';
import { Pool, type PoolConfig } from 'pg';
import { env } from '#lib/env';
import { AppError } from '#lib/errors';
import { Prisma, PrismaClient } from './generated/client.ts';
import { keptAnswers } from './kept-answers.ts';
import { PROCESS_PREFIX } from './names.ts';
import { questionTime, timed, WORK_TIME } from './question-time.ts';
import { beyondWall, limits } from './wall.ts';
import { walled } from './walled-client.ts';

/** The `sql` tag: the only way a question is written; values become parameters, never text. */
export const sql = Prisma.sql;
export const { join, empty } = Prisma;
export type Sql = Prisma.Sql;

/** A client whose questions all see one moment of the database. */
export type Snapshot = Prisma.TransactionClient;

/**
 * How our statements are planned. Compiling a plan takes seconds where our questions take milliseconds
 * (measured: 2.8 s). And by its default, made for disks that turn, Postgres would rather read a month
 * from end to end than the covering index, which is a third of it. It also thinks that what processors have
 * summed up apart is dear to put together, and reads a roll-up row by row by its index instead: 570 ms
 * for the domains of a year, 300 with all processors. Thirty thousand sources, finally, do not fit into
 * the four megabytes that it lets a question have, and were sorted on disk.
 */
const PLANNING = '-c jit=off -c random_page_cost=1.1 -c parallel_tuple_cost=0.01 -c work_mem=16MB';

/** What every session of this process is called, and no other's: by it they can be ended together. */
export const PROCESS_NAME = `${PROCESS_PREFIX}${randomUUID()}`;

/** What is asked behind the wall is a transaction: Postgres says how long it has, not Prisma (5 s). */
const BOUNDS = { maxWait: 10_000, timeout: 3_600_000 };

let client: PrismaClient | undefined;
let open: PrismaClient | undefined;

/**
 * The one Prisma client of this process; for who may see some domains only, behind the second wall.
 * It connects when first asked.
 */
export function db(): PrismaClient {
  client ??= new PrismaClient({
    adapter: new PrismaPg(openPool({}, questionTime()), { disposeExternalPool: true }),
    transactionOptions: BOUNDS,
  });
  open ??= timed(client);
  const domains = limits();
  return domains === null ? open : walled(client, domains);
}

/**
 * A deed of several statements: all of it or nothing, and never as the limited role. Whoever asks after
 * it is told of it.
 */
export async function writing<T>(work: (tx: Snapshot) => Promise<T>): Promise<T> {
  const asked = async (tx: Snapshot) => {
    // A mailbox takes its ledger with it: that is no question that somebody waits for.
    await tx.$executeRaw`SELECT set_config('statement_timeout', ${WORK_TIME}, true)`;
    return await work(tx);
  };
  const done = await beyondWall(db).$transaction(asked);
  keptAnswers.forget();
  return done;
}

/** A pool whose connections may be cut at any moment: the question fails, the next one has another. */
export function openPool(settings: PoolConfig = {}, time = WORK_TIME): Pool {
  const opened = new Pool({
    connectionString: databaseUrl(),
    options: `${PLANNING} -c statement_timeout=${time}`,
    application_name: PROCESS_NAME,
    ...settings,
  });
  // An 'error' that nobody hears ends the process. An idle connection that is cut tells the pool; one
  // that is lent and between two questions tells whoever listens, which Prisma does not all the time.
  opened.on('error', () => undefined);
  opened.on('connect', (connection) => connection.on('error', () => undefined));
  return opened;
}

/** Closes the client's connections, so that a command can end. */
export async function disconnect(): Promise<void> {
  await client?.$disconnect();
  client = undefined;
  open = undefined;
}

/** The address of Postgres; `config/invalid` where nobody gave one. */
export function databaseUrl(): string {
  const url = env().DATABASE_URL;
  if (url) return url;
  throw new AppError('config/invalid', {
    detail: 'DATABASE_URL is not set; npm start brings a database of its own and sets it.',
  });
}
