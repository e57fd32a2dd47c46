import type { Filter } from '#lib/filter/filter';
import type { Viewer } from '#lib/filter/viewer';
import type { Cell } from '#lib/format/csv';

/** One column of an export: names are only ever added, at the end (PRODUCT 4.1, Headers). */
export type Column<Row> = { name: string; value: (row: Row) => Cell; doc: string };

/** A question whose whole answer can be read, batch by batch; `gone` ends it at once. */
type Question<Row> = (
  viewer: Viewer,
  filter: Filter,
  now: Date,
  gone?: AbortSignal,
) => AsyncIterable<Row[]>;

/** What can be exported: its columns, and its lines in batches in a total order. */
export type Dataset = {
  version: number;
  columns: readonly { name: string; doc: string }[];
  lines: Question<Cell[]>;
  /** The first so many of them, where they are found without the rest. */
  first: Beginning<Cell[]> | null;
};

/** A question's first rows, in its order. */
type Beginning<Row> = (viewer: Viewer, filter: Filter, limit: number, now: Date) => Promise<Row[]>;

/** A dataset of a question's rows. */
export function dataset<Row>(
  version: number,
  columns: readonly Column<Row>[],
  question: Question<Row>,
  beginning: Beginning<Row> | null = null,
): Dataset {
  const toLine = (row: Row) => columns.map(({ value }) => value(row));
  return {
    version,
    columns: columns.map(({ name, doc }) => ({ name, doc })),
    async *lines(...asked) {
      for await (const rows of question(...asked)) yield rows.map(toLine);
    },
    first: beginning && (async (...asked) => (await beginning(...asked)).map(toLine)),
  };
}

/** A row as the API and JSON Lines name it: the CSV's columns, with numbers and booleans as such. */
export function toObject<Row>(columns: readonly Column<Row>[], row: Row): Record<string, Cell> {
  return Object.fromEntries(columns.map(({ name, value }) => [name, value(row)]));
}
