import type { Filter } from '#lib/filter/filter';
import { type ChosenColumns, shownColumns } from './chosen-columns.tsx';
import { ColumnMenu } from './column-menu.client.tsx';
import type { Column } from './data-table.tsx';
import { pageForm, pageHref, pagePath } from './page-href.tsx';

/** Which columns of a table are asked for, and the page whose address says so. */
export type Choosing = { table: string; chosen: ChosenColumns; path: string; filter: Filter };

type ColumnChoiceProps<Row> = Choosing & { columns: readonly Column<Row>[] };

/** The menu of a table's columns. What is chosen is a parameter of the page, and of no file. */
export function ColumnChoice<Row>({
  table,
  columns,
  chosen,
  path,
  filter,
}: ColumnChoiceProps<Row>) {
  const usual = pagePath(path, { cols: null });
  const shown = shownColumns(columns, chosen);
  const named = columns.flatMap((column, index) =>
    column.name
      ? [
          {
            name: column.name,
            head: column.head,
            shown: shown.includes(column),
            fixed: index === 0,
          },
        ]
      : [],
  );
  const isUsual = columns.every((column) => shown.includes(column) === !column.rare);
  return (
    <ColumnMenu
      table={table}
      columns={named}
      {...pageForm(usual, filter, { cursor: filter.cursor })}
      usualHref={isUsual ? null : pageHref(usual, filter, { cursor: filter.cursor })}
    />
  );
}
