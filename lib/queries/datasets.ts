import { AppError } from '#lib/errors';
import type { Filter } from '#lib/filter/filter';
import { resolvePeriod } from '#lib/filter/period';
import { scopeName } from '#lib/filter/scope-name';
import type { Viewer } from '#lib/filter/viewer';
import { BOM, type Cell, csvLine } from '#lib/format/csv';
import { type Dataset, dataset } from './dataset.ts';
import { AUDIT_LOG } from './dataset-audit-log.ts';
import { AUTH_RESULTS } from './dataset-auth-results.ts';
import { DAILY } from './dataset-daily.ts';
import { DNS_HISTORY } from './dataset-dns-history.ts';
import { EXPORTS } from './dataset-exports.ts';
import { FAILURE_REPORTS } from './dataset-failure-reports.ts';
import { FORWARDERS } from './dataset-forwarders.ts';
import { INGEST_RUNS } from './dataset-ingest-runs.ts';
import { POLICY_HISTORY } from './dataset-policy-history.ts';
import { REPORTERS } from './dataset-reporters.ts';
import { REPORTS } from './dataset-reports.ts';
import { SOURCES } from './dataset-sources.ts';
import { TLS_FAILURES } from './dataset-tls-failures.ts';
import { TLS_SESSIONS } from './dataset-tls-sessions.ts';
import { diagnosedStream, firstDiagnosed } from './diagnosed-records.ts';
import { seesFailures } from './failure-report-list.ts';
import { RECORD_COLUMNS, RECORDS_VERSION } from './record-columns.ts';
import { seesAudit } from './require-audit-access.ts';
import { seesMail } from './require-mail-access.ts';

/** What can be exported, by the name that page, API and command line use. */
export const DATASET_NAMES = [
  'records',
  'auth-results',
  'daily',
  'sources',
  'reporters',
  'reports',
  'policy-history',
  'dns-history',
  'forwarders',
  'tls-sessions',
  'tls-failures',
  'failure-reports',
  'ingest-runs',
  'audit-log',
  'exports',
] as const;
export type DatasetName = (typeof DATASET_NAMES)[number];

export const DATASETS: Readonly<Record<DatasetName, Dataset>> = {
  records: dataset(RECORDS_VERSION, RECORD_COLUMNS, diagnosedStream, firstDiagnosed),
  'auth-results': AUTH_RESULTS,
  daily: DAILY,
  sources: SOURCES,
  reporters: REPORTERS,
  reports: REPORTS,
  'policy-history': POLICY_HISTORY,
  'dns-history': DNS_HISTORY,
  forwarders: FORWARDERS,
  'tls-sessions': TLS_SESSIONS,
  'tls-failures': TLS_FAILURES,
  'failure-reports': FAILURE_REPORTS,
  'ingest-runs': INGEST_RUNS,
  'audit-log': AUDIT_LOG,
  exports: EXPORTS,
};

/** What is not for everybody who may look at reports. */
const READERS: Readonly<Partial<Record<DatasetName, (viewer: Viewer) => boolean>>> = {
  'failure-reports': seesFailures,
  'ingest-runs': seesMail,
  'audit-log': seesAudit,
};

/** Those that a viewer may take out. */
export function datasetsFor(viewer: Viewer): DatasetName[] {
  return DATASET_NAMES.filter((name) => READERS[name]?.(viewer) ?? true);
}

/** Refuses a dataset that is not the viewer's to see. */
export function requireDataset(viewer: Viewer, name: DatasetName): void {
  if (datasetsFor(viewer).includes(name)) return;
  throw new AppError('auth/forbidden', { detail: `${name} is not for your role.` });
}

/** `guard` and `bom` are for spreadsheets, and mean nothing in JSON Lines. */
export type ExportOptions = {
  format: 'csv' | 'jsonl';
  guard?: boolean;
  bom?: boolean;
  delimiter?: ',' | ';';
  /** Some columns by name, in the dataset's own order; all of them where none is named. */
  columns?: readonly string[];
  /** Told the rows of each piece before it is given. */
  onRows?: (rows: number) => void;
  now?: Date;
  /** Ends the question where nobody waits for its answer any more. */
  gone?: AbortSignal | undefined;
};

/**
 * A dataset as text, piece by piece, header first: the one export that page, API and command line
 * serve. Nothing is capped, and no more than a batch is in memory; whoever stops reading ends it.
 */
export async function* exportDataset(
  viewer: Viewer,
  filter: Filter,
  name: DatasetName,
  { format, guard = false, bom = false, delimiter = ',', now = new Date(), ...rest }: ExportOptions,
): AsyncGenerator<string> {
  const { names, pick } = chooseColumns(name, rest.columns);
  const line =
    format === 'jsonl'
      ? (cells: Cell[]) => jsonLine(names, cells)
      : (cells: Cell[]) => csvLine(cells, { guard, delimiter });
  if (format === 'csv') yield (bom ? BOM : '') + line(names);
  for await (const batch of DATASETS[name].lines(viewer, filter, now, rest.gone)) {
    rest.onRows?.(batch.length);
    if (batch.length > 0) yield batch.map((cells) => line(pick(cells))).join('');
  }
}

/** The names of the columns that are wanted, and a line's cells under them. */
export function chooseColumns(name: DatasetName, wanted: readonly string[] = []) {
  const all = DATASETS[name].columns.map((column) => column.name);
  const unknown = wanted.filter((one) => !all.includes(one));
  if (unknown.length > 0) {
    const detail = `${name} has no column ${unknown.join(', ')}.`;
    throw new AppError('request/invalid', { detail });
  }
  if (wanted.length === 0) return { names: all, pick: (cells: Cell[]) => cells };
  const places = all.flatMap((one, at) => (wanted.includes(one) ? at : []));
  return {
    names: places.map((at) => all[at] ?? ''),
    pick: (cells: Cell[]) => places.map((at) => cells[at] ?? null),
  };
}

/** `dmarc_records_example.com_2026-10-01_2026-10-31_utc_v1.csv` (PRODUCT 4.1, Name). */
export function exportName(
  name: DatasetName,
  filter: Filter,
  extension: string,
  now = new Date(),
): string {
  const { from, to } = resolvePeriod(filter.period, now);
  const version = DATASETS[name].version;
  return `dmarc_${name}_${scopeName(filter)}_${from}_${to}_utc_v${version}.${extension}`;
}

function jsonLine(names: readonly string[], cells: readonly Cell[]) {
  return `${JSON.stringify(Object.fromEntries(names.map((name, index) => [name, cells[index]])))}\n`;
}
