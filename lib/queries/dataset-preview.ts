import { db, sql } from '#lib/db/client';
import type { Filter } from '#lib/filter/filter';
import { monthsIn, resolvePeriod, type Span } from '#lib/filter/period';
import type { Viewer } from '#lib/filter/viewer';
import { cellText } from '#lib/format/csv';
import { chooseColumns, DATASETS, type DatasetName } from './datasets.ts';
import { droppedMonths } from './dropped-months.ts';
import { isRolledUp, scopeOf, whereRecord } from './where.ts';

/** The beginning of a file before it is made. */
export type DatasetPreview = {
  columns: string[];
  rows: string[][];
  /** Of the whole file; `exact` is false where counting stopped at that number. */
  count: number;
  exact: boolean;
  /** The months to take it in, where a sheet has not room for all of it, or may not; else none. */
  months: Span[];
};

/** A sheet of Excel or LibreOffice has 1,048,576 rows, and one of them is the header. */
export const SHEET_ROWS = 1_048_575;

const FIRST_ROWS = 20;
/** Small datasets are counted by reading them, up to here. */
const MOST_COUNTED = 50_000;

type PreviewOptions = { columns?: readonly string[]; now?: Date; sheetRows?: number };

/** The first rows of a dataset, as a file spells them, how many there are, and whether a sheet has them. */
export async function datasetPreview(
  viewer: Viewer,
  filter: Filter,
  name: DatasetName,
  { columns = [], now = new Date(), sheetRows = SHEET_ROWS }: PreviewOptions = {},
): Promise<DatasetPreview> {
  const preview = await firstRows(viewer, filter, name, { columns, now });
  const fits = preview.exact && preview.count <= sheetRows;
  return { ...preview, months: fits ? [] : monthsIn(resolvePeriod(filter.period, now)) };
}

async function firstRows(
  viewer: Viewer,
  filter: Filter,
  name: DatasetName,
  { columns, now }: { columns: readonly string[]; now: Date },
): Promise<Omit<DatasetPreview, 'months'>> {
  const { names, pick } = chooseColumns(name, columns);
  const { first, lines } = DATASETS[name];
  if (first) {
    const [found, count] = await Promise.all([
      first(viewer, filter, FIRST_ROWS, now),
      countRecords(viewer, filter, now),
    ]);
    return { columns: names, rows: found.map((cells) => pick(cells).map(cellText)), ...count };
  }
  const rows: string[][] = [];
  let count = 0;
  for await (const batch of lines(viewer, filter, now)) {
    count += batch.length;
    const missing = batch.slice(0, FIRST_ROWS - rows.length);
    rows.push(...missing.map((cells) => pick(cells).map(cellText)));
    if (count >= MOST_COUNTED) return { columns: names, rows, count, exact: false };
  }
  return { columns: names, rows, count, exact: true };
}

/** Millions of records are counted in the roll-up; where retention took some away, which it keeps, one by one. */
async function countRecords(viewer: Viewer, filter: Filter, now: Date) {
  const where = whereRecord(
    await scopeOf(viewer, filter),
    filter,
    resolvePeriod(filter.period, now),
  );
  const isKept = isRolledUp(filter) && (await droppedMonths(viewer, filter, now)) === null;
  const [row] = await db().$queryRaw<[{ count: number }]>(
    isKept
      ? sql`SELECT coalesce(sum(r.records), 0)::float8 AS count FROM daily AS r WHERE ${where}`
      : sql`SELECT count(*)::float8 AS count FROM record AS r WHERE ${where}`,
  );
  return { count: row.count, exact: true };
}
