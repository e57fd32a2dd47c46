import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { sqlStateOf } from '#lib/db/sql-state';
import { log } from '#lib/log';
import type { FlatReport } from '#lib/store/flat-report';
import {
  countMisplaced,
  listMisplaced,
  listOriginals,
  type Misplaced,
  settlePage,
} from '#lib/store/recount';
import {
  endTable,
  lockRecount,
  type RecountState,
  readRecount,
  setTotal,
} from '#lib/store/recount-state';
import type { Reader } from './reader-thread.ts';

const decompress = promisify(gunzip);

/** Reports, and records of reports to be read, of one transaction. */
const PAGE = 200;
const PAGE_RECORDS = 20_000;

/**
 * Brings every stored report to where the setting wants it: those whose sender is not sure enough
 * any more are taken out of records and roll-up, those that now count are read from their files and
 * put in. Goes on where another process stopped; returns at once when one is at work, or nothing is
 * to be done. Afterwards the numbers are those of a fresh import of all mails.
 */
export async function recount(reader: Reader): Promise<void> {
  const lock = await lockRecount();
  if (!lock) return;
  try {
    for (;;) {
      const state = await readRecount();
      if (!state || state.endedAt) return;
      await takeStep(reader, state);
    }
  } finally {
    await lock.release();
  }
}

async function takeStep(reader: Reader, state: RecountState) {
  if (state.total === null) return await setTotal(state, await countMisplaced());
  const page = pageOf(await listMisplaced(state, PAGE));
  if (page.length === 0) return await endTable(state);
  const read = await readAll(reader, state, page);
  try {
    await settlePage(state, page, read);
  } catch (error) {
    // 40P01: an import locked the same days in another order. Nothing was done, and the next try will.
    if (sqlStateOf(error) !== '40P01') throw error;
    log.info({ err: error }, 'the recount made way for an import');
  }
}

/** As many as one transaction, and this process's memory, should hold. */
function pageOf(found: readonly Misplaced[]): Misplaced[] {
  let records = 0;
  return found.filter(({ counted, recordCount }, index) => {
    records += counted ? 0 : recordCount;
    return index === 0 || records <= PAGE_RECORDS;
  });
}

/** The reports of a page that are to count, by id, as today's reader has them. */
async function readAll(
  reader: Reader,
  { table }: RecountState,
  page: readonly Misplaced[],
): Promise<ReadonlyMap<string, FlatReport>> {
  const read = new Map<string, FlatReport>();
  if (table !== 'report') return read;
  const ids = page.filter(({ counted }) => !counted).map(({ id }) => id);
  for (const { id, fileName, gzip } of await listOriginals(ids)) {
    const { items } = await reader.readFlat(fileName ?? 'report.xml', await decompress(gzip));
    const outcome = items[0]?.outcome;
    if (!outcome?.ok || outcome.value.kind !== 'aggregate') continue;
    const nobody = { verdict: 'not-checked', signer: null } as const;
    read.set(id, { ...outcome.value.report, ...nobody, fileName });
  }
  return read;
}
