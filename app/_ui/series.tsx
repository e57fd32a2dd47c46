/** One part of a whole over time: its name, and how it is filled. */
export type Series = {
  key: string;
  text: string;
  /** A CSS colour; with a hatch where colour alone would not do. */
  fill: string;
  hatched?: boolean;
};

/** One bucket: what each series counts in it. */
export type SeriesPoint = {
  day: string;
  total: number;
  counts: Readonly<Record<string, number>>;
};

/** What a series counts in a bucket, or in all of them. */
export function countOf(key: string, ...points: readonly SeriesPoint[]): number {
  return points.reduce((sum, { counts }) => sum + (counts[key] ?? 0), 0);
}
