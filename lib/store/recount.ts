import type { PoolClient } from 'pg';
import { pool, transaction } from '#lib/db/pool';
import { updateAggregateReport } from './aggregate-report.ts';
import { countedVerdicts } from './counted-verdicts.ts';
import { addToDailyReports } from './daily-report.ts';
import type { FlatReport } from './flat-report.ts';
import { lookUp } from './look-up.ts';
import { MISPLACED } from './misplaced.ts';
import { addToDaily, copyRecords, uncountRecords } from './record.ts';
import { RECOUNTED_TABLES, type RecountState, readRecount, writeRecount } from './recount-state.ts';

type Table = RecountState['table'];

/**
 * A report that does not stand as its sender's verdict wants: it counts and should not (`counted`),
 * or the other way round. Ids are bigints as text.
 */
export type Misplaced = { id: string; counted: boolean; recordCount: number };

/** How many reports, of every kind, do not stand as they should. */
export async function countMisplaced(): Promise<number> {
  return await transaction(async (tx) => {
    const verdicts = [...(await countedVerdicts(tx))];
    let total = 0;
    for (const table of RECOUNTED_TABLES) {
      const { rows } = await tx.query<{ n: number }>(
        `SELECT count(*)::int AS n FROM ${table} AS p WHERE ${MISPLACED[table]}`,
        [verdicts],
      );
      total += rows[0]?.n ?? 0;
    }
    return total;
  });
}

/** The next ones that a recount comes to, in the order of their ids. */
export async function listMisplaced(
  { table, after }: RecountState,
  limit: number,
): Promise<Misplaced[]> {
  return await transaction(async (tx) => {
    const verdicts = [...(await countedVerdicts(tx))];
    const { rows } = await tx.query<Misplaced>(
      `SELECT p.id::text, p.counted, ${table === 'report' ? 'p.record_count' : '0'} AS "recordCount"
       FROM ${table} AS p WHERE p.id > $2::bigint AND ${MISPLACED[table]} ORDER BY p.id LIMIT $3`,
      [verdicts, after, limit],
    );
    return rows;
  });
}

/** The files of aggregate reports, gzipped; one that was not kept is missing. */
export async function listOriginals(
  ids: readonly string[],
): Promise<{ id: string; fileName: string | null; gzip: Uint8Array }[]> {
  const { rows } = await pool().query(
    `SELECT report.id::text, file_name AS "fileName", gzip
     FROM report JOIN report_original AS original ON original.report_id = report.id
     WHERE report.id = ANY($1::bigint[])`,
    [ids],
  );
  return rows;
}

/**
 * Puts a page of reports where they belong, and writes down in the same transaction that this is
 * done: records and roll-up never hold a report half or twice, whenever the process ends. `read`
 * are the contents of aggregate reports that are to count; one that could not be read stays held.
 */
export async function settlePage(
  state: RecountState,
  page: readonly Misplaced[],
  read: ReadonlyMap<string, FlatReport>,
): Promise<void> {
  const ids = await lookUp([...read.values()], { isDemo: false });
  await transaction(async (tx) => {
    const verdicts = [...(await countedVerdicts(tx))];
    // Begun anew meanwhile, by another decision: what was read of this page may not be meant any more.
    if ((await readRecount(tx))?.startedAt !== state.startedAt) return;
    const { table } = state;
    const moves = await lockMisplaced(tx, table, page, verdicts);
    const isReadable = ({ id }: Move) => table !== 'report' || read.has(id);
    const rising = moves.filter((move) => !move.counted && isReadable(move));
    const falling = moves.filter(({ counted }) => counted).map(({ id }) => id);
    const rivals = await findRivals(tx, table, rising);
    const held = [...new Set([...falling, ...rivals])];
    await setCounted(tx, table, held, false);
    await setCounted(tx, table, idsOf(rising), true);
    if (table === 'report') {
      await uncountRecords(tx, held);
      const placed = rising.flatMap(({ id, contentHash }) => {
        const report = read.get(id);
        // Its hash may be another by today's reader; which report it is stays as it was stored.
        return report ? [{ id, report: { ...report, contentHash } }] : [];
      });
      for (const { id, report } of placed) await updateAggregateReport(tx, id, report, ids);
      await copyRecords(tx, placed, ids);
      await addToDaily(tx, placed, ids);
      await addToDailyReports(tx, idsOf(placed));
    }
    await writeRecount(tx, {
      ...state,
      after: page.at(-1)?.id ?? state.after,
      done: state.done + page.length,
      counted: state.counted + rising.length,
      held: state.held + held.length,
      unreadable: state.unreadable + moves.length - falling.length - rising.length,
    });
  });
}

type Move = { id: string; counted: boolean; contentHash: string };

/** Locks whatever shares an identity with a page, and asks again: another process may have placed it. */
async function lockMisplaced(
  tx: PoolClient,
  table: Table,
  page: readonly Misplaced[],
  verdicts: readonly string[],
) {
  await tx.query(
    `SELECT FROM ${table} WHERE identity IN (SELECT identity FROM ${table} WHERE id = ANY($1::bigint[]))
     ORDER BY identity, id FOR UPDATE`,
    [idsOf(page)],
  );
  const { rows } = await tx.query<Move>(
    `SELECT p.id::text, p.counted, encode(p.content_hash, 'hex') AS "contentHash"
     FROM ${table} AS p WHERE p.id = ANY($2::bigint[]) AND ${MISPLACED[table]} ORDER BY p.id`,
    [verdicts, idsOf(page)],
  );
  return rows;
}

/** What counts in the place of reports that are to count. */
async function findRivals(tx: PoolClient, table: Table, rising: readonly Move[]) {
  const { rows } = await tx.query<{ id: string }>(
    `SELECT o.id::text FROM ${table} AS p JOIN ${table} AS o USING (identity)
     WHERE p.id = ANY($1::bigint[]) AND o.id <> p.id AND o.counted`,
    [idsOf(rising)],
  );
  return idsOf(rows);
}

async function setCounted(tx: PoolClient, table: Table, ids: readonly string[], counted: boolean) {
  if (ids.length === 0) return;
  await tx.query(`UPDATE ${table} SET counted = $2 WHERE id = ANY($1::bigint[])`, [ids, counted]);
}

function idsOf(rows: readonly { id: string }[]) {
  return rows.map(({ id }) => id);
}
