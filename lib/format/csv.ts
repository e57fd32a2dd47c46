/** What a cell may hold; null is an empty cell, never `null` or `N/A` (PRODUCT 4.1). */
export type Cell = string | number | boolean | Date | null;

export type CsvOptions = {
  /** Keeps a spreadsheet from running text as a formula: on for spreadsheets, off for programs. */
  guard: boolean;
  delimiter?: ',' | ';';
};

/** Before the header of a file for spreadsheets: Excel takes it as the sign of UTF-8. */
export const BOM = '\ufeff';

/** One line of CSV (RFC 4180), CRLF included. */
export function csvLine(cells: readonly Cell[], { guard, delimiter = ',' }: CsvOptions): string {
  const texts = cells.map((cell) => {
    const text = cellText(cell);
    return quote(
      guard && typeof cell === 'string' && isFormula(text) ? `'${text}` : text,
      delimiter,
    );
  });
  return `${texts.join(delimiter)}\r\n`;
}

/** Booleans as words, instants in UTC to the second; a number that is none is missing. */
export function cellText(cell: Cell) {
  if (cell === null) return '';
  if (cell instanceof Date) return `${cell.toISOString().slice(0, 19)}Z`;
  return typeof cell === 'number' && !Number.isFinite(cell) ? '' : String(cell);
}

/**
 * Names, ids and comments are XML that a stranger wrote. What may start a formula: OWASP ASVS 5
 * §1.2.10, the full-width signs that spreadsheets fold, and either of them behind blanks.
 */
function isFormula(text: string) {
  return STARTS.has(text.charAt(0)) || STARTS.has(text.trimStart().charAt(0));
}

const STARTS = new Set('=+-@\t\r\n\0＝＋－＠');

/** A lone CR or LF ends a line for some readers, so either is quoted (RFC 4180 §2.6). */
function quote(text: string, delimiter: string) {
  const plain = !/["\r\n]/.test(text) && !text.includes(delimiter);
  return plain ? text : `"${text.replaceAll('"', '""')}"`;
}
