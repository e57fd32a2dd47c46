import type { PoolClient } from 'pg';
import { EVERY_DOMAIN } from '#lib/db/names';
import { pool, transaction } from '#lib/db/pool';
import { sqlStateOf } from '#lib/db/sql-state';
import type { Viewer } from '#lib/filter/viewer';
import { auditIn } from './audit.ts';
import { lockClasses } from './daily-class.ts';
import { forgetFailures } from './daily-failure.ts';
import { noteFirstSeen } from './first-seen.ts';
import type { RetentionSettings } from './retention-settings.ts';
import { lockRetention } from './rollup.ts';
import { forgetSums, lockSums } from './source-sum.ts';
import { forgetVerdicts } from './source-verdict.ts';

/** Records that are due: those of some domains in one month (`2026-03`), which may be all of it. */
export type DueMonth = {
  month: string;
  domainIds: number[];
  /** Nobody else has records there, so the month goes at once. */
  whole: boolean;
  rows: number;
  /** On disk, indexes included; a share by rows where others stay. */
  bytes: number;
  oldest: string;
};

/** How many rows one transaction deletes: it may not hold up an import for long. */
const BATCH = 5_000;

/**
 * The records that are due on a day, month by month, oldest first. They go by whole months: a month
 * is due when its last day is older than the domain's days.
 */
export async function listDueMonths(settings: RetentionSettings, now: Date): Promise<DueMonth[]> {
  const { rows: domains } = await pool().query<{ id: number; name: string }>(
    'SELECT id, name FROM domain ORDER BY id',
  );
  const ends = domains.map(({ id, name }) => {
    const days = settings.domainDays[name];
    return { id, before: firstKeptMonth(days === undefined ? settings.recordDays : days, now) };
  });
  const due: DueMonth[] = [];
  for (const month of await listMonths()) {
    const ids = ends.filter(({ before }) => before !== null && month < before).map(({ id }) => id);
    const found = ids.length > 0 ? await findDue(month, ids) : null;
    if (found) due.push(found);
  }
  return due;
}

/**
 * Takes the records of a due month away, and writes down who had them gone: the roll-up keeps their
 * sums, but what each source sent goes with them. A whole month is emptied in one statement; of one
 * that others still need, the rows go in batches. Answers with the number of rows that went.
 */
export async function dropRecords(
  viewer: Viewer,
  due: DueMonth,
  stop: AbortSignal,
): Promise<number> {
  const table = tableOf(due.month);
  if (await beginDrop(viewer, table, due)) return due.rows;
  let gone = 0;
  for (;;) {
    stop.throwIfAborted();
    const { rowCount } = await pool().query(
      `DELETE FROM ${table} WHERE ctid = ANY(ARRAY(
         SELECT ctid FROM ${table} WHERE domain_id = ANY($1::int[]) LIMIT ${BATCH}))`,
      [due.domainIds],
    );
    gone += rowCount ?? 0;
    if (!rowCount) return gone;
  }
}

/** Writes down that the records go, and empties the month if it goes whole: answers whether it did. */
async function beginDrop(viewer: Viewer, table: string, due: DueMonth) {
  try {
    return await transaction(async (tx) => {
      // Readers and imports queue behind a lock that is waited for: rather try again later.
      await tx.query(`SET LOCAL lock_timeout = '5s'`);
      await lockRetention(tx);
      await lockSums(tx);
      await lockClasses(tx);
      const { month, rows, bytes } = due;
      const facts = { month, records: rows, bytes };
      await auditIn(tx, viewer, 'retention.run', 'retention', null, facts);
      if (due.whole && (await emptyMonth(tx, table, due))) return true;
      await noteDropped(tx, table, due);
      return false;
    });
  } catch (cause) {
    if (sqlStateOf(cause) !== '55P03') throw cause;
    throw new Error(`The records of ${due.month} are in use; they go with the next try.`, {
      cause,
    });
  }
}

/**
 * TRUNCATE rather than DROP: it locks this month alone where DROP locks all of `record`, and a worker
 * that knows the month still finds its partition.
 */
async function emptyMonth(tx: PoolClient, table: string, due: DueMonth) {
  await tx.query(`LOCK TABLE ${table} IN ACCESS EXCLUSIVE MODE`);
  const { rowCount } = await tx.query(
    `SELECT FROM ${table} WHERE domain_id <> ALL($1::int[]) LIMIT 1`,
    [due.domainIds],
  );
  if (rowCount !== 0) return false;
  await noteDropped(tx, table, due);
  await tx.query(`TRUNCATE ${table}`);
  return true;
}

async function noteDropped(tx: PoolClient, table: string, { month, domainIds }: DueMonth) {
  await tx.query(
    `INSERT INTO dropped_month (domain_id, month)
     SELECT DISTINCT domain_id, $2::date FROM ${table} WHERE domain_id = ANY($1::int[])
     ON CONFLICT (domain_id, month) DO UPDATE SET dropped_at = now()`,
    [domainIds, `${month}-01`],
  );
  await forgetSums(tx, [...domainIds, EVERY_DOMAIN], `${month}-01`);
  await noteFirstSeen(tx, domainIds, `${month}-01`);
  await forgetVerdicts(tx, domainIds, `${month}-01`);
  await forgetFailures(tx, domainIds, `${month}-01`);
}

async function findDue(month: string, domainIds: number[]): Promise<DueMonth | null> {
  const table = tableOf(month);
  const { rows } = await pool().query<{ due: number; all: number; size: number; oldest: string }>(
    `SELECT (count(*) FILTER (WHERE domain_id = ANY($1::int[])))::float8 AS due, count(*)::float8 AS all,
       pg_total_relation_size('${table}')::float8 AS size,
       to_char(min(day) FILTER (WHERE domain_id = ANY($1::int[])), 'YYYY-MM-DD') AS oldest
     FROM ${table}`,
    [domainIds],
  );
  const [found] = rows;
  if (!found || found.due === 0) return null;
  const { due, all, size, oldest } = found;
  const bytes = Math.round((size * due) / all);
  return { month, domainIds, whole: due === all, rows: due, bytes, oldest };
}

/** The months that have a partition, oldest first. */
async function listMonths() {
  const { rows } = await pool().query<{ name: string }>(
    `SELECT relname AS name FROM pg_inherits JOIN pg_class ON pg_class.oid = inhrelid
     WHERE inhparent = 'record'::regclass ORDER BY 1`,
  );
  return rows.flatMap(({ name }) => {
    const [, year, month] = /^record_(\d{4})_(\d\d)$/.exec(name) ?? [];
    return year && month ? [`${year}-${month}`] : [];
  });
}

/** A partition by its month, which is digits alone (`listMonths`). */
function tableOf(month: string) {
  return `record_${month.replace('-', '_')}`;
}

/** The month in which the oldest day that is kept lies; null to keep all. */
function firstKeptMonth(days: number | null, now: Date) {
  if (days === null) return null;
  return new Date(now.getTime() - days * 86_400_000).toISOString().slice(0, 7);
}
