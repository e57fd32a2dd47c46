import { env } from '#lib/env';
import { type Filter, filterToSearch } from '#lib/filter/filter';
import { freezePeriod, resolvePeriod } from '#lib/filter/period';
import type { Viewer } from '#lib/filter/viewer';
import { DATA_CREDITS } from './data-credits.ts';
import { chooseColumns, DATASETS, type DatasetName, type ExportOptions } from './datasets.ts';
import type { Measure } from './meter.ts';
import { METRICS } from './metric-table.ts';

/** A bundle holds CSV; `now` is when it was asked for. */
export type BundleOptions = Omit<ExportOptions, 'format' | 'onRows'> & { now: Date };

type ManifestOptions = BundleOptions & {
  complete: string | null;
  /** What was asked for by name or by group, as the group was then; null for all. */
  domains: string[] | null;
  measure: Measure;
};

/** What a bundle says of its data, for whoever has to trust it later. */
export function exportManifest(
  viewer: Viewer,
  filter: Filter,
  name: DatasetName,
  { now, complete, domains, measure, ...options }: ManifestOptions,
): string {
  const { columns, version } = DATASETS[name];
  const { names } = chooseColumns(name, options.columns);
  const { from, to, days } = resolvePeriod(filter.period, now);
  const manifest = {
    manifest_version: 1,
    product: 'Ruascope',
    dataset: name,
    schema_version: version,
    generated_at: now.toISOString(),
    generated_by: viewer.name,
    canonical_url: canonicalUrl(filter, name, options.columns ?? [], now),
    period: { from, to, days, time_zone: 'UTC', both_days_included: true },
    scope: domains ?? 'all domains that the reader may see',
    complete_through: complete,
    filters: Object.fromEntries(new URLSearchParams(searchOf(filter, now))),
    row_count: measure.rows,
    format: {
      syntax: 'RFC 4180, CRLF, UTF-8, header row',
      delimiter: options.delimiter ?? ',',
      byte_order_mark: options.bom ?? false,
      formula_guard: options.guard ?? false,
    },
    files: [{ name: 'data.csv', bytes: measure.bytes, sha256: measure.sha256 }],
    columns: columns.filter((column) => names.includes(column.name)),
    ...(names.some((column) => column in CREDITS) ? { data_sources: creditsOf(names) } : {}),
  };
  return `${JSON.stringify(manifest, null, 2)}\n`;
}

/** Whose data stand in a column, as their licences ask to be told. */
const CREDITS: Readonly<Record<string, string>> = {
  source_asn: DATA_CREDITS.networks,
  source_as_name: DATA_CREDITS.networks,
  source_country: DATA_CREDITS.countries,
};

function creditsOf(names: readonly string[]) {
  return [...new Set(names.flatMap((column) => CREDITS[column] ?? []))];
}

/** How to read a bundle, in plain text. */
export function bundleReadme(name: DatasetName): string {
  const { columns, version } = DATASETS[name];
  const width = Math.max(...columns.map((column) => column.name.length));
  const explained = columns.map((column) => `  ${column.name.padEnd(width)}  ${column.doc}`);
  return [
    `Ruascope: the dataset "${name}", columns of version ${version}`,
    '',
    'data.csv       the data: RFC 4180, UTF-8, days and instants in UTC',
    'manifest.json  what was asked, when and by whom, the number of rows, and the SHA-256 of data.csv',
    'SHA256SUMS     to be checked with: sha256sum -c SHA256SUMS',
    '',
    'An empty cell is a value that is not known. Percentages are numbers from 0 to 100.',
    'Report ids are text of up to twenty digits: import them as text, or a spreadsheet rounds them.',
    'A cell that would run as a formula begins with an apostrophe where the manifest says',
    '"formula_guard": true.',
    'Names of columns stay as they are; a later version only adds columns, at the end.',
    '',
    'Columns:',
    ...explained,
    '',
    'What the numbers mean:',
    ...Object.entries(METRICS).flatMap(([id, { name: title, unit, definition }]) => [
      `  ${id}  ${title} (${unit})`,
      `      ${definition}`,
    ]),
    '',
  ].join('\n');
}

function canonicalUrl(filter: Filter, name: DatasetName, cols: readonly string[], now: Date) {
  const search = new URLSearchParams(searchOf(filter, now));
  if (cols.length > 0) search.set('cols', cols.join(','));
  return `${env().PUBLIC_URL ?? ''}/api/v1/export/${name}.csv?${search}`;
}

/** With fixed dates: a file is about the days that it was about. */
function searchOf(filter: Filter, now: Date) {
  return filterToSearch(filter, { period: freezePeriod(filter.period, now) });
}
