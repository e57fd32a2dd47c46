/**
 * One line of the table: what was measured, and what was hoped for. Bigger is better but for times,
 * sizes and errors.
 */
export type Figure = {
  what: string;
  value: number;
  unit: string;
  floor?: number;
  target?: number;
  /** Against the limit that was measured in the same run, where there is one. */
  ratio?: string;
};

const SMALLER_IS_BETTER = new Set(['s', 'ms', 'MiB', 'kB', 'CPU-ms', 'CPU-µs', '% off']);

/** Whether a figure is at least as good as a bound; true where there is none. */
export function reaches({ value, unit }: Figure, bound: number | undefined): boolean {
  if (bound === undefined) return true;
  return SMALLER_IS_BETTER.has(unit) ? value <= bound : value >= bound;
}

/** The figures as lines of text, columns under each other. */
export function tableOf(figures: readonly Figure[]): string {
  const head = ['', 'figure', 'floor', 'target', 'ratio', ''];
  const rows = figures.map((figure) => [
    figure.what,
    `${shown(figure.value)} ${figure.unit}`,
    figure.floor === undefined ? '' : shown(figure.floor),
    figure.target === undefined ? '' : shown(figure.target),
    figure.ratio ?? '',
    verdictOf(figure),
  ]);
  const widths = head.map((_, column) =>
    Math.max(...[head, ...rows].map((row) => (row[column] ?? '').length)),
  );
  const lineOf = (row: readonly string[]) =>
    row
      .map((cell, column) =>
        column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0),
      )
      .join('  ')
      .trimEnd();
  return [head, ...rows].map(lineOf).join('\n');
}

function verdictOf(figure: Figure) {
  if (figure.floor === undefined && figure.target === undefined) return '';
  if (!reaches(figure, figure.floor)) return 'BELOW FLOOR';
  if (reaches(figure, figure.target)) return 'target';
  return figure.floor === undefined ? 'below target' : 'floor';
}

function shown(value: number) {
  return value >= 100
    ? Math.round(value).toLocaleString('en')
    : value.toLocaleString('en', { maximumFractionDigits: value < 1 ? 3 : 1 });
}
