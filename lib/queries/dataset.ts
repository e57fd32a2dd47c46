import type { Filter } from '#lib/filter/filter';
import type { Viewer } from '#lib/filter/viewer';
import type { Cell } from '#lib/format/csv';

/** One column of an export: names are only ever added, at the end (PRODUCT 4.1, Headers). */
export type Column<Row> = { name: string; value: (row: Row) => Cell; doc: string };

/** A question whose whole answer can be read, batch by batch. */
type Question<Row> = (viewer: Viewer, filter: Filter, now: Date) => AsyncIterable<Row[]>;

/** What can be exported: its columns, and its lines in batches in a total order. */
export type Dataset = {
  version: number;
  columns: readonly { name: string; doc: string }[];
  lines: Question<Cell[]>;
};

/** A dataset of a question's rows. */
export function dataset<Row>(
  version: number,
  columns: readonly Column<Row>[],
  question: Question<Row>,
): Dataset {
  return {
    version,
    columns: columns.map(({ name, doc }) => ({ name, doc })),
    async *lines(viewer, filter, now) {
      for await (const rows of question(viewer, filter, now)) {
        yield rows.map((row) => columns.map(({ value }) => value(row)));
      }
    },
  };
}

/** A row as the API and JSON Lines name it: the CSV's columns, with numbers and booleans as such. */
export function toObject<Row>(columns: readonly Column<Row>[], row: Row): Record<string, Cell> {
  return Object.fromEntries(columns.map(({ name, value }) => [name, value(row)]));
}
