import Link from 'next/link';
import type { ReactNode } from 'react';
import { shownColumns } from './chosen-columns.tsx';
import { type Choosing, ColumnChoice } from './column-choice.tsx';
import { Glyph } from './glyph.tsx';
import { isSamePeek, type PeekId, type Peeking, peekHref } from './peek.tsx';
import { PeekOpener } from './peek-opener.client.tsx';

export type Column<Row> = {
  head: string;
  /** What `cols=` calls it; without a name it cannot be taken away. */
  name?: string;
  /** Shown only when it is asked for by its name. */
  rare?: boolean;
  /** A column of buttons needs no visible head. */
  silent?: boolean;
  cell: (row: Row) => ReactNode;
  /** Numbers stand at the end of their column. */
  end?: boolean;
  /** The key of `sort=` in the URL, when the column can be sorted by. */
  sort?: string;
  /** On a phone a row is a card: its first column is the title, the others stand below or go. */
  phone?: 'keep' | 'drop';
  /** The total of all rows that match, not only of those shown. */
  foot?: ReactNode;
  className?: string;
};

type DataTableProps<Row> = {
  caption: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  sorting?: { current: string | null; href: (key: string) => string };
  /** Where columns can be chosen: the page that shows the table. */
  choosing?: Choosing | undefined;
  /** What a row opens beside the list; null for a row that opens nothing. */
  peek?: (Peeking & { of: (row: Row) => PeekId | null }) | undefined;
};

/** A real table with caption, scopes and totals; on a phone each row becomes a card. */
export function DataTable<Row>({ choosing, columns: all, ...table }: DataTableProps<Row>) {
  const chosen = choosing?.chosen ?? null;
  const columns = shownColumns(all, chosen).map((column) => {
    // What somebody asked for is there on a phone too.
    return column.name && chosen?.includes(column.name) ? { ...column, phone: KEEP } : column;
  });
  return (
    <>
      {choosing ? <ColumnChoice columns={all} {...choosing} /> : null}
      <Table columns={columns} {...table} />
      {table.peek ? <PeekOpener /> : null}
    </>
  );
}

const KEEP = 'keep' as const;

type TableProps<Row> = Omit<DataTableProps<Row>, 'choosing'>;

function Table<Row>({ caption, columns, rows, rowKey, sorting, peek }: TableProps<Row>) {
  return (
    <div className="mt-2 overflow-x-auto overscroll-x-contain">
      <table className="w-full border-collapse max-sm:block">
        <caption className="sr-only">{caption}</caption>
        <thead className="max-sm:sr-only">
          <tr>
            {columns.map((column) => (
              <HeadCell key={column.head} column={column} sorting={sorting} />
            ))}
          </tr>
        </thead>
        <tbody className="max-sm:block">
          {rows.map((row) => (
            <tr
              key={rowKey(row)}
              {...(peek ? peekOf(row, peek) : {})}
              className="border-line-2 border-b last:border-0 hover:bg-hover/60 data-open:bg-hover data-peek:cursor-pointer max-sm:grid max-sm:grid-cols-[1fr_auto] max-sm:gap-x-4 max-sm:gap-y-1 max-sm:px-[18px] max-sm:py-3"
            >
              {columns.map((column, index) => (
                <BodyCell key={column.head} column={column} row={row} first={index === 0} />
              ))}
            </tr>
          ))}
        </tbody>
        {columns.some((column) => column.foot !== undefined) ? <Foot columns={columns} /> : null}
      </table>
    </div>
  );
}

/** What the opener and the eye look for at a row. */
function peekOf<Row>(row: Row, { of, ...peeking }: NonNullable<TableProps<Row>['peek']>) {
  const id = of(row);
  if (id === null) return {};
  return {
    'data-peek': peekHref(peeking, id),
    ...(isSamePeek(peeking.open, id) ? { 'data-open': '' } : {}),
  };
}

const PAD = 'px-[11px] first:pl-[18px] last:pr-[18px]';

function HeadCell<Row>({
  column,
  sorting,
}: {
  column: Column<Row>;
  sorting: DataTableProps<Row>['sorting'];
}) {
  const look = `${PAD} border-b border-line py-2 text-[12px] font-medium whitespace-nowrap text-ink-3 ${column.end ? 'text-right' : 'text-left'}`;
  if (!column.sort || !sorting) {
    return (
      <th scope="col" className={look}>
        {column.silent ? <span className="sr-only">{column.head}</span> : column.head}
      </th>
    );
  }
  const descending = sorting.current === `-${column.sort}`;
  const ascending = sorting.current === column.sort;
  return (
    <th
      scope="col"
      className={look}
      aria-sort={descending ? 'descending' : ascending ? 'ascending' : 'none'}
    >
      <Link
        prefetch={false}
        href={sorting.href(descending ? column.sort : `-${column.sort}`)}
        className={`inline-flex items-center gap-1 hover:text-ink ${descending || ascending ? 'text-ink' : ''}`}
        scroll={false}
      >
        {column.head}
        {descending || ascending ? <Glyph name={descending ? 'down' : 'up'} /> : null}
      </Link>
    </th>
  );
}

function BodyCell<Row>({ column, row, first }: { column: Column<Row>; row: Row; first: boolean }) {
  const look = `${PAD} py-[11px] align-middle max-sm:!p-0 ${column.end ? 'text-right whitespace-nowrap' : ''} ${column.className ?? ''}`;
  if (first) {
    return (
      <th scope="row" className={`${look} text-left font-[550] max-sm:col-span-2`}>
        {column.cell(row)}
      </th>
    );
  }
  return (
    <td
      data-label={column.silent ? '' : column.head}
      className={`${look} ${
        column.phone === 'keep'
          ? 'max-sm:col-span-2 max-sm:flex max-sm:justify-between max-sm:gap-4 max-sm:before:text-note max-sm:before:text-ink-3 max-sm:before:content-[attr(data-label)] max-sm:before:whitespace-nowrap'
          : 'max-sm:hidden'
      }`}
    >
      <div className="min-w-0 max-sm:wrap-anywhere max-sm:text-right">{column.cell(row)}</div>
    </td>
  );
}

function Foot<Row>({ columns }: { columns: readonly Column<Row>[] }) {
  return (
    <tfoot className="max-sm:block">
      <tr className="border-t border-line max-sm:flex max-sm:justify-between max-sm:gap-4 max-sm:px-[18px] max-sm:py-3">
        {columns.map((column) => (
          <td
            key={column.head}
            className={`${PAD} py-[11px] font-medium text-ink-2 max-sm:!p-0 ${column.end ? 'text-right' : ''} ${column.foot === undefined ? 'max-sm:hidden' : ''}`}
          >
            {column.foot}
          </td>
        ))}
      </tr>
    </tfoot>
  );
}
