import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { sqlStateOf } from '#lib/db/sql-state';
import type { Viewer } from '#lib/filter/viewer';
import { CARRIAGE_DEVIATIONS } from '#lib/report/deviation';
import type { FlatReport } from '#lib/store/flat-report';
import {
  countKeyOf,
  findKeptReport,
  type KeptReport,
  listKeptReports,
  restateReport,
  statedOf,
} from '#lib/store/restate-report';
import type { Reader } from './reader-thread.ts';

const decompress = promisify(gunzip);
const PAGE = 100;

/** One statement of a report, as it was stored and as today's reader has it. */
export type Change = { field: string; before: string; after: string };

/**
 * What a new reading of one stored report gives: the same, something else (applied or not), or no
 * report at all any more, which changes nothing and is told.
 */
export type Reread = {
  uid: string;
  outcome: 'same' | 'changed' | 'refused';
  changes: Change[];
  problem: string | null;
};

export type ReparseOptions = {
  /** Only reports about this domain (A-label); null for all. */
  domain: string | null;
  /** Whether to put the new readings in place; else it is only told what would change. */
  apply: boolean;
};

/** Reads every stored original again with today's reader, one page at a time. */
export async function* reparseReports(
  viewer: Viewer,
  reader: Reader,
  { domain, apply }: ReparseOptions,
): AsyncGenerator<Reread> {
  let after = '0';
  for (;;) {
    const page = await listKeptReports(after, PAGE, domain);
    for (const kept of page) yield await reparseReport(kept, { viewer, reader, apply });
    const last = page.at(-1);
    if (!last) return;
    after = last.id;
  }
}

/** Reads the stored original of one report again; null where none was kept. */
export async function reparseOne(
  viewer: Viewer,
  reader: Reader,
  uid: string,
  apply: boolean,
): Promise<Reread | null> {
  const kept = await findKeptReport(uid);
  return kept && (await reparseReport(kept, { viewer, reader, apply }));
}

type Reparsing = { viewer: Viewer; reader: Reader; apply: boolean };

async function reparseReport(
  kept: KeptReport,
  { viewer, reader, apply }: Reparsing,
): Promise<Reread> {
  const bytes = await decompress(kept.gzip);
  const { items } = await reader.readFlat(kept.fileName ?? 'report.xml', bytes);
  const outcome = items[0]?.outcome;
  if (!outcome?.ok) return refused(kept, outcome?.error.text ?? 'No report was found in it.');
  if (outcome.value.kind !== 'aggregate') return refused(kept, 'It is no aggregate report.');
  const sender = { verdict: 'not-checked', signer: null } as const;
  const deviations = [...carriageOf(kept), ...outcome.value.report.deviations];
  const { fileName } = kept;
  const report = { ...outcome.value.report, ...sender, deviations, fileName };
  const changes = changesOf(kept, report);
  if (changes.length === 0) return { uid: kept.uid, outcome: 'same', changes, problem: null };
  return apply ? await restate(viewer, { kept, report, changes }) : changed(kept, changes);
}

/** Only the report's own file was kept: what was told of its archive and its mail stays as it is. */
function carriageOf({ deviations }: KeptReport) {
  return deviations.filter(({ code }) => CARRIAGE_DEVIATIONS.some((known) => known === code));
}

type Restated = { kept: KeptReport; report: FlatReport; changes: Change[] };

async function restate(viewer: Viewer, { kept, report, changes }: Restated) {
  const facts = { changed: changes.map(({ field }) => field) };
  try {
    await restateReport(kept, report, [viewer, 'report.reparse', kept.uid, null, facts]);
    return changed(kept, changes);
  } catch (error) {
    // 23505: read anew, two contents of one identity are the same; the stored ones stay as they are.
    if (sqlStateOf(error) !== '23505') throw error;
    return refused(kept, 'Read anew, it equals another report of the same identity.');
  }
}

function changesOf(kept: KeptReport, report: FlatReport): Change[] {
  const stated = Object.entries(statedOf(report)).map(([field, after]) => ({
    field,
    before: String(kept.stated[field] ?? ''),
    after: String(after ?? ''),
  }));
  const counts = {
    field: 'counts',
    before: inWords(kept.counts),
    after: inWords(countsOf(report)),
  };
  const all = kept.counted ? [...stated, counts] : stated;
  return all.filter(({ before, after }) => before !== after);
}

function countsOf({ records }: FlatReport) {
  return Object.fromEntries(records.daily.map((sum) => [countKeyOf(sum), sum.messages]));
}

function inWords(counts: Record<string, number>) {
  return Object.entries(counts)
    .map(([key, messages]) => `${key} ${messages}`)
    .toSorted()
    .join('; ');
}

function changed({ uid }: KeptReport, changes: Change[]): Reread {
  return { uid, outcome: 'changed', changes, problem: null };
}

function refused({ uid }: KeptReport, problem: string): Reread {
  return { uid, outcome: 'refused', changes: [], problem };
}
