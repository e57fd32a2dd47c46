import { z } from 'zod';
import { type Sql, sql } from '#lib/db/client';
import { decodeCursor, encodeCursor } from '#lib/filter/cursor';
import type { Filter } from '#lib/filter/filter';

/** The instant and the key of the last row of a page. */
const PLACE = z.tuple([z.iso.datetime(), z.string().regex(/^\d{1,18}$/)]);

/** Whether a row stands behind the filter's cursor, in a list by `instant` and `id`, newest first. */
export function isOlder({ cursor }: Filter, instant: Sql, id: Sql): Sql {
  const place = decodeCursor(cursor, PLACE);
  return place
    ? sql`(${instant}, ${id}) < (${place[0]}::timestamptz, ${place[1]}::bigint)`
    : sql`true`;
}

/** A page of rows of which one more than `limit` was asked for, and the cursor of the next page. */
export function toPage<Row extends { id: string }>(
  found: readonly Row[],
  limit: number,
  instantOf: (row: Row) => Date,
): { rows: Omit<Row, 'id'>[]; next: string | null } {
  const page = found.slice(0, limit);
  const last = found.length > limit ? page.at(-1) : undefined;
  return {
    rows: page.map(({ id: _, ...row }) => row),
    next: last ? encodeCursor([instantOf(last).toISOString(), last.id]) : null,
  };
}
