/** A column: its title, and whether it holds numbers, which stand to the right. */
export type Column = { title: string; align?: 'left' | 'right' };

/** Rows as text in columns, the title above; the last column is not padded. */
export function tableLines(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
): string[] {
  const titles = columns.map(({ title }) => title);
  const lines = [titles, ...rows];
  const widths = columns.map((_, at) => Math.max(...lines.map((cells) => width(cells[at] ?? ''))));
  return lines.map((cells) =>
    columns
      .map(({ align = 'left' }, at) => {
        const cell = cells[at] ?? '';
        const gap = ' '.repeat((widths[at] ?? 0) - width(cell));
        return align === 'right' ? gap + cell : cell + gap;
      })
      .join('  ')
      .trimEnd(),
  );
}

/** Characters as they are seen: a combining accent has no width of its own. */
function width(text: string) {
  return [...new Intl.Segmenter().segment(text)].length;
}
