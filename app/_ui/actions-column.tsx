import type { ReactNode } from 'react';
import type { Column } from './data-table.tsx';

/** The last column of a list: what can be done about a row. Its head is only read aloud. */
export function actionsColumn<Row>(head: string, cell: (row: Row) => ReactNode): Column<Row> {
  return { head, silent: true, end: true, phone: 'keep', cell };
}
