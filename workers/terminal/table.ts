import { paint, print, printJson } from './print.ts';

/** Columns: their titles, and what stands in them. */
export type Columns<Row> = Readonly<Record<string, (row: Row) => string>>;

/** A list as the answer: a table for people, a line of JSON for each row for a program. */
export async function printList<Row>(
  rows: readonly Row[],
  json: boolean,
  columns: Columns<Row>,
): Promise<void> {
  if (json) {
    for (const row of rows) await printJson(row);
    return;
  }
  const [titles = '', ...lines] = tableLines(rows, columns);
  await print(paint('dim', titles));
  for (const line of lines) await print(line);
}

/** Rows as lines of text, the titles first; the last column is not padded. */
export function tableLines<Row>(rows: readonly Row[], columns: Columns<Row>): string[] {
  const cells = Object.values(columns);
  const titles = Object.keys(columns).map((title) => title.toUpperCase());
  const lines = [titles, ...rows.map((row) => cells.map((cell) => cell(row)))];
  const widths = cells.map((_, at) => Math.max(...lines.map((line) => width(line[at] ?? ''))));
  return lines.map((line) =>
    line
      .map((text, at) => text + ' '.repeat((widths[at] ?? 0) - width(text)))
      .join('  ')
      .trimEnd(),
  );
}

/** Characters as they are seen: a combining accent has no width of its own. */
function width(text: string) {
  return [...new Intl.Segmenter().segment(text)].length;
}
