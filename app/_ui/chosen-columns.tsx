import type { Search } from '#lib/filter/filter';

/** The names of columns that a URL asks for (`cols=messages,last`); null for the usual ones. */
export type ChosenColumns = readonly string[] | null;

/** What tells a table's columns apart: one without a name stays, whatever is chosen. */
type Choosable = { name?: string; rare?: boolean };

/** Reads `cols=`, as a link writes it or as a form of ticks sends it: once for each. */
export function parseColumns(search: Search): ChosenColumns {
  const names = [search['cols'] ?? []].flat().flatMap((text) => text.split(','));
  const known = names.filter((name) => /^[a-z-]{1,30}$/.test(name)).slice(0, 50);
  return known.length === 0 ? null : [...new Set(known)];
}

/** Where a browser keeps what it chose last: the cookie of a table, whose name is a word. */
export function columnCookie(table: string): string {
  return `cols-${table}`;
}

/** The same as a parameter of a page's own path. */
export function columnsInPath(chosen: ChosenColumns): { cols: string | null } {
  return { cols: chosen?.join(',') ?? null };
}

/**
 * The columns to be shown, in the table's own order. The first one says what a row is, so it always
 * is; names that the table does not have count as not given, and without any other the usual ones are
 * shown.
 */
export function shownColumns<Column extends Choosable>(
  columns: readonly Column[],
  chosen: ChosenColumns,
): Column[] {
  const asked = columns.some(({ name }) => name && chosen?.includes(name)) ? chosen : null;
  return columns.filter(({ name, rare }, index) => {
    if (index === 0 || name === undefined) return true;
    return asked === null ? !rare : asked.includes(name);
  });
}
