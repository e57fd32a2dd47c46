/** From few to many, one hue: paler is less on a light ground, and on a dark one as well. */
export const STEPS = [
  { fill: 'fill-passed/25', swatch: 'bg-passed/25' },
  { fill: 'fill-passed/45', swatch: 'bg-passed/45' },
  { fill: 'fill-passed/65', swatch: 'bg-passed/65' },
  { fill: 'fill-passed/80', swatch: 'bg-passed/80' },
  { fill: 'fill-passed', swatch: 'bg-passed' },
] as const;

/**
 * Where each step of a map begins, from a least to a most: equal steps of the logarithm, rounded so that
 * a legend can name them. Where numbers lie close together, there are fewer.
 */
export function stepsTo(least: number, most: number): number[] {
  const first = Math.max(1, least);
  const starts = STEPS.map((_, at) => rounded(first * (most / first) ** (at / STEPS.length)));
  return [...new Set(starts)].filter((start) => start <= Math.max(first, most));
}

/** The step that holds a number: the last that begins at it or before. */
export function stepOf(number: number, steps: readonly number[]): number {
  return Math.max(
    0,
    steps.findLastIndex((start) => start <= number),
  );
}

/** Down to one digit. */
function rounded(number: number) {
  const unit = 10 ** Math.floor(Math.log10(number) + 1e-9);
  return Math.floor(number / unit + 1e-9) * unit;
}
