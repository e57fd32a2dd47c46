import type { Ask } from '#app/(dashboard)/page-bar';
import type { SourceGroup } from '#lib/queries/source-groups';
import { sourceSparks } from '#lib/queries/source-sparks';
import type { Sparks } from './spark-cell.tsx';

/** Asks for the lines of a table's rows; nobody waits for them but the cells. */
export async function sparksOf(rows: readonly SourceGroup[], { viewer, filter, now }: Ask): Sparks {
  const members = rows.map(({ sources }) => sources);
  const lines = await sourceSparks(viewer, filter, members, now);
  return new Map(rows.map(({ key }, place) => [key, lines[place] ?? []]));
}
