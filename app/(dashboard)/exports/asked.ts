import { pageHref, pagePath } from '#app/_ui/page-href';
import { type Filter, filterToSearch, parseFilter, type Search } from '#lib/filter/filter';
import { freezePeriod } from '#lib/filter/period';
import type { Viewer } from '#lib/filter/viewer';
import { DATASETS, type DatasetName, datasetsFor } from '#lib/queries/datasets';

/** In which form a file is wanted: for a spreadsheet, for programs, or to be kept as evidence. */
export const FORMS = ['spreadsheet', 'raw', 'jsonl', 'zip'] as const;
export type Form = (typeof FORMS)[number];

/** What the page was asked; all of it stands in its address. */
export type ExportAsk = {
  viewer: Viewer;
  filter: Filter;
  now: Date;
  dataset: DatasetName;
  /** Some columns by name; none means all. */
  columns: string[];
  form: Form;
  semicolon: boolean;
};

/** Reads the address of the page; what cannot be used counts as not given. */
export function readAsk(viewer: Viewer, search: Search, now: Date): ExportAsk {
  const dataset = datasetsFor(viewer).find((name) => name === search['dataset']) ?? 'records';
  const known = DATASETS[dataset].columns.map(({ name }) => name);
  const named = [search['cols'] ?? []].flat().flatMap((text) => text.split(','));
  const columns = known.filter((name) => named.includes(name));
  return {
    viewer,
    now,
    dataset,
    filter: { ...parseFilter(search), view: 'chart' },
    columns: columns.length === known.length ? [] : columns,
    form: FORMS.find((form) => form === search['as']) ?? 'spreadsheet',
    semicolon: search['sep'] === 'semicolon',
  };
}

/** The page with all that it was asked besides the filter. */
export function exportPath({ dataset, columns, form, semicolon }: ExportAsk): string {
  return pagePath('/exports', {
    dataset,
    cols: columns.join(',') || null,
    as: form === 'spreadsheet' ? null : form,
    sep: semicolon ? 'semicolon' : null,
  });
}

/** The page with another dataset, which has other columns. */
export function datasetHref(ask: ExportAsk, dataset: DatasetName): string {
  return pageHref(pagePath(exportPath(ask), { dataset, cols: null }), ask.filter);
}

/** Where the file itself is, with fixed dates: a file is for keeping. */
export function fileHref(ask: ExportAsk, days?: { from: string; to: string }): string {
  const { filter, dataset, columns, form, semicolon, now } = ask;
  const period = days ? ({ kind: 'fixed', ...days } as const) : freezePeriod(filter.period, now);
  const search = new URLSearchParams(filterToSearch(filter, { period }));
  if (form === 'spreadsheet' || form === 'zip') {
    search.set('guard', '1');
    search.set('bom', '1');
  }
  if (semicolon && form !== 'jsonl') search.set('delimiter', ';');
  if (columns.length > 0) search.set('cols', columns.join(','));
  return `/api/v1/export/${dataset}.${EXTENSIONS[form]}?${search}`;
}

/** How the name of a file ends. */
export const EXTENSIONS = { spreadsheet: 'csv', raw: 'csv', jsonl: 'jsonl', zip: 'zip' } as const;
